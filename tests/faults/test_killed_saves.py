"""A process that is killed in the middle of a save loses nothing acknowledged, and leaves nothing half done."""

import os
import random
import select
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select as query

from accounts.models.municipality import Municipality
from core import audit
from core.database import Database
from core.scope import open_for_all
from directory import listings
from directory.content import ListingChange
from directory.content_rows import content_of
from directory.models.revision import Revision
from directory.models.service import Service
from directory.revisions import from_json
from directory.search.analysis import fingerprint
from directory.search.indexer import Indexer
from directory.search.text_index.whoosh_index import WhooshIndex
from tests.factories.directory import a_listing, a_municipality, coordinator

KILLS = 200
LISTINGS = 5
LONGEST_LIFE = 0.06
"""Seconds; a save takes about a third of it."""


@pytest.fixture
def town(database: Database) -> Iterator[Municipality]:
    with database.writing() as session:
        town_id = a_municipality(open_for_all(session)).id
        for number in range(LISTINGS):
            a_listing(session, session.get_one(Municipality, town_id), f"サロン{number}")
    with database.reading() as session:
        yield open_for_all(session).get_one(Municipality, town_id)


def killed(work: Callable[[int], None], after: float) -> bytes:
    """What a process that works without end has told on its pipe when it is killed after so many seconds."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(tell)
        finally:
            os._exit(1)
    os.close(tell)
    select.select([told], [], [], 5)  # the first acknowledged save; from here on it may be hit anywhere
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as pipe:
        return pipe.read()


def save_without_end(url: str, town: Municipality, turn: int) -> Callable[[int], None]:
    """Rename listings one after the other; acknowledge each save only after its commit."""
    actor = coordinator(town)

    def work(tell: int) -> None:
        database, count = Database(url), 0
        while True:
            count += 1
            name = f"名前{turn}-{count}"
            with database.writing() as session:
                number = count % LISTINGS + 1
                service = listings.find_by_number(open_for_all(session), actor, number)
                listings.revise(session, actor, service, ListingChange(name=name), based_on=service.version)
            os.write(tell, f"{name}\n".encode())

    return work


def index_without_end(url: str, folder: Path) -> Callable[[int], None]:
    """Feed the index, and make it anew now and then."""

    def work(tell: int) -> None:
        indexer = Indexer(Database(url), WhooshIndex(folder, fingerprint()))
        os.write(tell, b"\n")
        while True:
            indexer.catch_up()
            indexer.rebuild()

    return work


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_audit_and_index_agree(
    database: Database, database_url: str, town: Municipality, tmp_path: Path
) -> None:
    chance, acknowledged = random.Random(322041), set[str]()  # noqa: S311 - no secret, and the same on every run
    Indexer(database, WhooshIndex(tmp_path / "index", fingerprint())).catch_up()
    for turn in range(KILLS):
        is_indexer = turn % 10 == 9
        work = (
            index_without_end(database_url, tmp_path / "index")
            if is_indexer
            else save_without_end(database_url, town, turn)
        )
        told = killed(work, chance.uniform(0, LONGEST_LIFE))
        acknowledged |= set(told.decode().split())
    assert len(acknowledged) >= KILLS / 2
    assert missing(database, acknowledged) == set()
    assert broken(database) == []
    indexer = Indexer(database, WhooshIndex(tmp_path / "index", fingerprint()))
    indexer.catch_up()
    assert indexer.differences() == []


def missing(database: Database, acknowledged: set[str]) -> set[str]:
    """The acknowledged saves that no version remembers."""
    with database.reading() as session:
        contents = open_for_all(session).execute(query(Revision.content)).scalars()
        return acknowledged - {content["name"] for content in contents}


def broken(database: Database) -> list[str]:
    """Where the audit chain does not hold, or a listing does not say what its last version says."""
    with database.reading() as session:
        found = [one.reason for one in audit.verify(open_for_all(session))]
        for service in session.execute(query(Service)).scalars():
            newest = query(Revision).where(Revision.service_id == service.id).order_by(Revision.number.desc()).limit(1)
            revision = session.execute(newest).scalar_one()
            if from_json(revision.content) != content_of(service):
                found.append(f"{service.name} is not what its version {revision.number} says")
        return found


@pytest.mark.control
def test_a_lost_save_and_a_half_done_one_are_noticed(database: Database, town: Municipality) -> None:
    assert missing(database, {"サロン1", "名前0-1"}) == {"名前0-1"}
    with database.writing() as session:
        listing = open_for_all(session).execute(query(Service).limit(1)).scalar_one()
        listing.name = "半分"
    assert len(broken(database)) == 1
