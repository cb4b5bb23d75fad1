"""The chain holds, takes turns, and shows every tampering."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.migrations import history
from core.access import MACHINE
from core.audit import head, record, verify
from core.database import Database

pytestmark = pytest.mark.db


def write_rows(database: Database, count: int) -> None:
    for number in range(count):
        with database.writing() as session:
            record(session, MACHINE, "see", f"person:{number}", purpose="test")


def breaks(database: Database) -> list[int]:
    with database.reading() as session:
        return [found.sequence for found in verify(session)]


def test_an_untouched_chain_holds(database: Database) -> None:
    write_rows(database, 5)
    assert breaks(database) == []
    with database.reading() as session:
        assert head(session)[0] == 5


def test_writers_at_the_same_time_make_one_chain(database: Database) -> None:
    threads = [threading.Thread(target=write_rows, args=(database, 5)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert breaks(database) == []
    with database.reading() as session:
        assert head(session)[0] == 30


def test_a_row_that_is_not_committed_leaves_no_gap(database: Database) -> None:
    write_rows(database, 1)
    with database.write_session() as session:
        record(session, MACHINE, "see", "person:lost")
        session.rollback()
    write_rows(database, 1)
    assert breaks(database) == []


@pytest.mark.control
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET actor = 'machine:x' WHERE sequence = 3",
        "UPDATE audit_entry SET subject = 'person:x' WHERE sequence = 3",
        "UPDATE audit_entry SET purpose = '' WHERE sequence = 1",
        "DELETE FROM audit_entry WHERE sequence = 2",
        "DELETE FROM audit_entry WHERE sequence = 1",
    ],
)
def test_a_tampering_is_seen(database: Database, tampering: str) -> None:
    write_rows(database, 5)
    with Session(database.engine) as session:
        session.execute(text(tampering))
        session.commit()
    assert breaks(database) != []


@pytest.mark.control
def test_a_shortened_chain_shows_against_the_head_that_was_kept(database: Database) -> None:
    write_rows(database, 5)
    with database.reading() as session:
        kept = head(session)
    with Session(database.engine) as session:
        session.execute(text("DELETE FROM audit_entry WHERE sequence = 5"))
        session.commit()
    with database.reading() as session:
        assert head(session) != kept


@pytest.mark.parametrize("verb", ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"])
def test_a_migrated_database_refuses_to_change_the_chain(
    database_kind: str, empty_database_url: str, verb: str
) -> None:
    database = Database(empty_database_url)
    history.upgrade(database.engine)
    write_rows(database, 2)
    with Session(database.engine) as session, pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(verb))
    database.close()
