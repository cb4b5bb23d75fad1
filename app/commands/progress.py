"""How does long work show how far it is? A bar on a terminal, plain lines elsewhere, nothing beside machine output."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Tell = Callable[[int], None]


class Output(StrEnum):
    """For whom a command prints."""

    PEOPLE = "people"
    MACHINE = "machine"


@contextmanager
def progress(title: str, total: int, output: Output = Output.PEOPLE) -> Iterator[Tell]:
    """Something to call with how much is done; it is shown on the error stream."""
    if output is Output.MACHINE:
        yield lambda _done: None
    elif sys.stderr.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(title, total=total)
            yield lambda done: bar.update(task, completed=done)
    else:
        yield lambda done: click.echo(f"{title}: {done}/{total}", err=True)
