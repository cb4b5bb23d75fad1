"""How does a command get at the data? Settings, keys and database, opened as the application opens them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from app.keys import open_keys
from app.settings import Settings
from core import clock
from core.database import Database
from core.scope import open_for, open_for_all


@contextmanager
def opened() -> Iterator[tuple[Settings, Database]]:
    """Settings and database for one command."""
    settings = Settings()
    clock.start_from_environment()
    os.umask(0o077)  # what is written here is for the service's user alone
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    open_keys(settings)
    database = Database(settings.url)
    try:
        yield settings, database
    finally:
        database.close()


def find_town(session: Session, code: str | None) -> Municipality:
    """The municipality of a code, or the only one; a sentence when it is not clear which."""
    open_for_all(session)
    query = select(Municipality).order_by(Municipality.created_at)
    towns = list(session.execute(query.where(Municipality.code == code) if code else query).scalars())
    if not towns:
        raise click.ClickException("There is no such municipality yet; run: hitomaru init --municipality CODE")
    if len(towns) > 1:
        raise click.ClickException("There are several municipalities; say which with --municipality CODE")
    return towns[0]


def open_town(session: Session, code: str | None) -> Municipality:
    """The municipality, with the session opened for it alone."""
    town = find_town(session, code)
    open_for(session, [town.id])
    return town


def print_json(value: Any) -> None:  # Any: whatever the command promises to print
    """Print machine output, and nothing else."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
