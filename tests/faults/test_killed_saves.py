"""A process that is killed in the middle of a save loses nothing acknowledged, and leaves nothing half done."""

import itertools
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
from core.access import Actor
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


def save(database: Database, actor: Actor, count: int, name: str) -> None:
    """Rename one of the listings."""
    with database.writing() as session:
        service = listings.find_by_number(open_for_all(session), actor, count % LISTINGS + 1)
        listings.revise(session, actor, service, ListingChange(name=name), based_on=service.version)


def save_without_end(database: Database, actor: Actor, turn: int) -> Callable[[int], None]:
    """Rename listings one after the other; acknowledge each save only after its commit."""

    def work(tell: int) -> None:
        for count in itertools.count():
            save(database, actor, count, f"名前{turn}-{count}")
            os.write(tell, f"名前{turn}-{count}\n".encode())

    return work


def index_without_end(database: Database, index: WhooshIndex) -> Callable[[int], None]:
    """Feed the index, and make it anew again and again."""

    def work(tell: int) -> None:
        os.write(tell, b"\n")
        while True:
            Indexer(database, index).catch_up()
            Indexer(database, index).rebuild()

    return work


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_audit_and_index_agree(
    database: Database, database_url: str, town: Municipality, tmp_path: Path
) -> None:
    chance, acknowledged = random.Random(322041), set[str]()  # noqa: S311 - no secret, and the same on every run
    warm, index = Database(database_url), WhooshIndex(tmp_path / "index", fingerprint())
    save(warm, coordinator(town), 0, "はじめ")  # every process then starts with its statements compiled
    Indexer(warm, index).catch_up()
    warm.close()  # and opens a connection of its own
    for turn in range(KILLS):
        is_indexer = turn % 10 == 9
        work = index_without_end(warm, index) if is_indexer else save_without_end(warm, coordinator(town), turn)
        acknowledged |= set(killed(work, chance.uniform(0, LONGEST_LIFE)).decode().split())
    assert len(acknowledged) >= KILLS / 2
    assert missing(database, acknowledged) == set()
    assert broken(database) == []
    fresh = Indexer(database, WhooshIndex(tmp_path / "index", fingerprint()))
    fresh.catch_up()
    assert fresh.differences() == []


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
