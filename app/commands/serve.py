"""hitomaru serve: the web server and the worker, side by side; if one dies both stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import click
from sqlalchemy import select

from accounts.models.municipality import Municipality
from app.commands.opening import opened
from app.migrations import history
from core.database import Database
from core.scope import open_for_all

WORKERS = "2"
THREADS = "4"
GRACE_SECONDS = 10


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--demo", is_flag=True, help="Serve the demo town; refused for a database that is not one.")
def serve(*, host: str, port: int, demo: bool) -> None:
    """Serve pages and work off the outbox until stopped."""
    with opened() as (_settings, database):
        _refuse_unfit(database, demo=demo)
    environment = {**os.environ, "HITOMARU_DEMO": "true" if demo else "false"}
    click.echo(f"Hitomaru: http://{host}:{port}/  (Ctrl+C stops)")
    raise SystemExit(_side_by_side([_web(host, port), _worker()], environment))


def _refuse_unfit(database: Database, *, demo: bool) -> None:
    if history.current(database.engine) != history.newest():
        raise click.ClickException("the database has an older shape or none; run: hitomaru db upgrade")
    with database.reading() as session:
        towns = list(open_for_all(session).execute(select(Municipality)).scalars())
    if not towns:
        raise click.ClickException("there is no municipality yet; run: hitomaru init --municipality CODE")
    if demo and not all(town.is_demo for town in towns):
        raise click.ClickException("this database is not a demo; serve it without --demo")


def _web(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "app.wsgi:app", "--bind", f"{host}:{port}"),
        *("--workers", WORKERS, "--threads", THREADS, "--log-level", "error", "--no-control-socket"),
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "app.commands.main", "jobs", "work"]


def _side_by_side(commands: Sequence[Sequence[str]], environment: dict[str, str]) -> int:
    children = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603 - our own two programs
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(children))
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    _stop(children)
    codes = [child.wait(GRACE_SECONDS) for child in children]
    return max(abs(code) if code not in {0, -signal.SIGTERM} else 0 for code in codes)


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
