"""The demo town, loaded once for all tests that only read it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.demo import loading
from core import audit, sealed
from core.clock import standing_at
from core.database import Database
from tests.app.demo import NOON
from tests.fixtures.databases import create_tables
from tests.fixtures.once import Made


@pytest.fixture(scope="session")
def filled(once: Made) -> Iterator[Database]:
    """The demo town."""
    database = Database(f"sqlite:///{once('filled', fill) / TOWN}")
    yield database
    database.close()


@pytest.fixture(scope="session")
def filled_again(once: Made) -> Iterator[Database]:
    """The demo town once more, loaded at the same instant."""
    database = Database(f"sqlite:///{once('filled-again', fill) / TOWN}")
    yield database
    database.close()


TOWN = "town.sqlite3"


def fill(folder: Path) -> None:
    """Load the demo town into a folder."""
    a_loaded(folder / TOWN, NOON).close()


def a_loaded(path: Path, at: datetime) -> Database:
    """The demo town in a database of its own, under the keys of the tests."""
    audit.use_audit_key(b"audit key of the tests")
    sealed.use_key_ring(sealed.KeyRing({1: bytes(sealed.KEY_BYTES)}))
    create_tables(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    with standing_at(at):
        loading.load(database)
    return database
