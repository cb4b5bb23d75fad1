"""hitomaru law: the permission law as the page docs/law.md."""

import inspect
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from flask import Flask

from app.access import declared
from app.factory import create_app
from app.settings import Settings
from core.access import Law, Permission

HEAD = """# Who may do what

Printed from the code by `hitomaru law`; a test keeps this page current. A right is held by whoever meets any one of its
conditions; whoever meets none is told that the page does not exist. *Audited* means that every look is written into the
chain before anything is shown.
"""
OPEN = """## Open to everybody

"""


@click.command("law")
def print_law() -> None:
    """Print the permission law with the addresses that each right opens."""
    with tempfile.TemporaryDirectory() as folder:
        click.echo(page_of(create_app(Settings(data_dir=Path(folder), database_url="sqlite://", demo=True))), nl=False)


def page_of(app: Flask) -> str:
    """The whole law as Markdown, in the order of the rights' names."""
    law: Law = app.extensions["law"]
    parts = [_part(entry, _addresses(app, entry)) for entry in law.entries()]
    return "\n".join([HEAD, *parts, OPEN + _list(_addresses(app, "public"))])


def _part(entry: Permission, addresses: Iterable[str]) -> str:
    audited = " *Audited.*" if entry.is_sensitive else ""
    conditions = _list(inspect.getdoc(rule) or "" for rule in entry.any_of)
    return f"## {entry.name}\n\n{entry.promise}{audited}\n\n{conditions}\nOpens:\n\n{_list(addresses)}"


def _addresses(app: Flask, right: Permission | str) -> Iterator[str]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.rule, one.endpoint)):
        if declared(app.view_functions[rule.endpoint]) == right:
            methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            yield f"`{' '.join(methods)} {rule.rule}`"


def _list(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines)
