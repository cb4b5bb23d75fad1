"""The index follows the database, whatever dies in between, and never by two hands at once."""

import itertools
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.database import Database
from core.scope import open_for_all
from directory import listings
from directory.content import ListingChange
from directory.index_feed import newest_sequence
from directory.models.index_state import IndexChange
from directory.models.service import Service, ServiceStatus
from directory.search.analysis import fingerprint
from directory.search.indexer import Difference, Indexer
from directory.search.text_index.protocol import IndexBusyError
from directory.search.text_index.scan import ScanIndex
from directory.search.text_index.whoosh_index import WhooshIndex
from tests.factories.directory import a_listing, a_municipality, coordinator

pytestmark = pytest.mark.slow


@pytest.fixture
def town(database: Database) -> Iterator[Municipality]:
    with database.writing() as session:
        town_id = a_municipality(open_for_all(session)).id
    with database.reading() as session:
        yield open_for_all(session).get_one(Municipality, town_id)


@pytest.fixture
def index(tmp_path: Path) -> WhooshIndex:
    return WhooshIndex(tmp_path / "index", fingerprint())


def add(database: Database, town: Municipality, *names: str) -> None:
    with database.writing() as session:
        for name in names:
            a_listing(open_for_all(session), town, name)


def rename(session: Session, town: Municipality, number: int, name: str) -> None:
    service = listings.find_by_number(session, coordinator(town), number)
    listings.revise(session, coordinator(town), service, ListingChange(name=name), based_on=service.version)


class TestCatchUp:
    def test_applies_what_waits_and_then_nothing(
        self, database: Database, town: Municipality, index: WhooshIndex
    ) -> None:
        indexer = Indexer(database, index)
        add(database, town, "甲", "乙")
        assert indexer.catch_up() == 1
        add(database, town, "丙")
        with database.writing() as session:
            rename(open_for_all(session), town, 1, "改名")
            rename(session, town, 1, "改名ふたたび")
        assert indexer.catch_up() == 2
        assert indexer.catch_up() == 0
        assert indexer.differences() == []

    def test_takes_ended_listings_out(self, database: Database, town: Municipality, index: WhooshIndex) -> None:
        indexer = Indexer(database, index)
        add(database, town, "甲", "乙")
        indexer.catch_up()
        with database.writing() as session:
            service = listings.find_by_number(open_for_all(session), coordinator(town), 1)
            listings.set_status(session, coordinator(town), service, ServiceStatus.ENDED)
        indexer.catch_up()
        assert (len(index.snapshot().names()), indexer.differences()) == (1, [])

    def test_starts_afresh_when_another_version_made_the_index(
        self, database: Database, town: Municipality, tmp_path: Path
    ) -> None:
        add(database, town, "甲")
        Indexer(database, WhooshIndex(tmp_path, "an older version")).catch_up()
        current = WhooshIndex(tmp_path, fingerprint())
        assert current.applied() is None
        Indexer(database, current).catch_up()
        assert Indexer(database, current).differences() == []

    def test_starts_afresh_when_the_index_is_ahead_of_a_restored_database(
        self, database: Database, town: Municipality
    ) -> None:
        index = ScanIndex()
        index.rebuild([], 99)
        add(database, town, "甲")
        Indexer(database, index).catch_up()
        assert (index.applied(), len(index.snapshot().names())) == (1, 1)

    def test_leaves_the_index_to_another_process_that_is_at_it(self, database: Database, town: Municipality) -> None:
        class Busy(ScanIndex):
            def rebuild(self, entries: object, at: int) -> None:
                raise IndexBusyError

        add(database, town, "甲")
        assert Indexer(database, Busy()).catch_up() == 0

    def test_goes_on_where_a_dead_indexer_stopped(
        self, database: Database, town: Municipality, index: WhooshIndex, tmp_path: Path
    ) -> None:
        indexer = Indexer(database, index)
        indexer.catch_up()
        add(database, town, "甲", "乙")

        class Dies(WhooshIndex):
            def apply(self, upto: int, puts: object, deletes: object) -> None:
                raise MemoryError

        with pytest.raises(MemoryError):
            Indexer(database, Dies(tmp_path / "index", fingerprint())).catch_up()
        assert indexer.catch_up() == 2
        assert indexer.differences() == []


class TestDifferences:
    def test_names_each_listing(self, database: Database, town: Municipality) -> None:
        index = ScanIndex()
        indexer = Indexer(database, index)
        add(database, town, "甲", "乙")
        indexer.catch_up()
        with database.writing() as session:  # behind the back of directory.listings
            gone, renamed = open_for_all(session).execute(select(Service).order_by(Service.number)).scalars()
            gone.status, renamed.name = ServiceStatus.ENDED, "丙"
            keys = sorted([(str(gone.id), "still in the index"), (str(renamed.id), "under another name in the index")])
        assert indexer.differences() == [Difference(*pair) for pair in keys]


@pytest.mark.db
def test_numbers_are_committed_in_their_order(database: Database, database_kind: str) -> None:
    with database.writing() as session:
        town_id = a_municipality(open_for_all(session)).id
    seen: list[list[int]] = []
    stop = threading.Event()

    def write() -> None:
        for _ in range(10):
            with database.writing() as own:
                a_listing(own, open_for_all(own).get_one(Municipality, town_id))

    def watch() -> None:
        while not stop.is_set():
            with database.reading() as own:
                seen.append(list(own.execute(select(IndexChange.sequence).order_by(IndexChange.sequence)).scalars()))

    writers = [threading.Thread(target=write) for _ in range(3)]
    watcher = threading.Thread(target=watch)
    for thread in (*writers, watcher):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    watcher.join()
    with database.reading() as session:
        assert newest_sequence(session) == 30
    for before, after in itertools.pairwise(seen):
        assert after[: len(before)] == before


class Race:
    """Edits on one side, the indexer on the other, and a clock that notes when each number was in the index."""

    def __init__(self, indexer: Indexer, index: WhooshIndex) -> None:
        self.committed: dict[int, float] = {}
        self.applied: dict[int, float] = {}
        self._stop = threading.Event()
        self._index = index
        self._threads = [threading.Thread(target=one) for one in (lambda: self._work(indexer), self._watch)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        limit = time.monotonic() + 30
        while len(self.applied) < len(self.committed) and time.monotonic() < limit:
            time.sleep(0.05)
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _work(self, indexer: Indexer) -> None:
        while not self._stop.wait(0.2):
            indexer.catch_up()

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            upto, moment = self._index.applied() or 0, time.monotonic()
            seen = [one for one in tuple(self.committed) if one <= upto]
            self.applied |= {one: self.applied.get(one, moment) for one in seen}


@pytest.mark.slow
def test_95_of_100_edits_are_in_the_index_within_two_seconds(
    database: Database, town: Municipality, index: WhooshIndex
) -> None:
    add(database, town, *(f"サロン{number}" for number in range(1, 101)))
    indexer = Indexer(database, index)
    indexer.catch_up()
    with Race(indexer, index) as race:
        for number in range(1, 101):
            with database.writing() as session:
                rename(open_for_all(session), town, number, f"改名{number}")
                sequence = newest_sequence(session)
            race.committed[sequence] = time.monotonic()
    assert sum(race.applied[one] - race.committed[one] <= 2 for one in race.applied) >= 95
    assert indexer.differences() == []
