"""hitomaru jobs: the worker."""

import signal

import click

from app import logs
from app.commands.opening import opened
from app.handlers import worker_of


@click.group("jobs")
def jobs_commands() -> None:
    """Do what was promised in the outbox."""


@jobs_commands.command("work")
def work() -> None:
    """Work until stopped."""
    logs.configure()
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: stopped.append(received))
    with opened() as (settings, database):
        worker_of(settings, database).run(lambda: bool(stopped))


@jobs_commands.command("once")
def once() -> None:
    """Do everything that is due now, then stop."""
    logs.configure()
    with opened() as (settings, database):
        done = worker_of(settings, database).once()
    click.echo(f"{done} done")
