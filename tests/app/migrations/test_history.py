"""The migrations make what the models say, up and down, and a failing step leaves nothing behind."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from app.migrations import history
from core.database import Database

pytestmark = pytest.mark.db


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Database]:
    database = Database(empty_database_url)
    yield database
    database.close()


def test_models_and_migrations_agree(database_kind: str, empty: Database) -> None:
    history.upgrade(empty.engine)
    assert history.differences(empty.engine) == []
    assert history.current(empty.engine) == history.newest()


@pytest.mark.slow
def test_every_step_goes_down_and_up_again(database_kind: str, empty: Database) -> None:
    history.upgrade(empty.engine)
    history.downgrade(empty.engine, "base")
    assert set(inspect(empty.engine).get_table_names()) <= {"alembic_version"}
    history.upgrade(empty.engine)
    assert history.differences(empty.engine) == []


@pytest.mark.control
def test_a_table_that_no_step_makes_is_found(database_kind: str, empty: Database) -> None:
    history.upgrade(empty.engine)
    with empty.engine.begin() as connection:
        connection.execute(text("DROP TABLE tally"))
    assert any("tally" in difference for difference in history.differences(empty.engine))
