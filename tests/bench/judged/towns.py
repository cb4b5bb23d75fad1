"""Judged towns in databases of their own, filled and asked as the product does it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from app.demo import loading
from core import audit, clock, sealed
from core.access import MACHINE
from core.database import Database
from core.scope import open_for_all
from directory import founding
from directory.exchange.applying import apply
from directory.exchange.reading import read_file
from directory.search.criteria import SearchCriteria
from directory.search.finder import Finder, open_index
from directory.search.indexer import Indexer
from tests.bench.judged.judgements import DEMO, JudgedTown
from tests.bench.judged.scoring import Score, score
from tests.fixtures.databases import create_tables

JUDGED_AT = datetime(2026, 11, 25, 10, 0, tzinfo=clock.TOWN_ZONE)
"""When the queries are asked: a Wednesday morning."""
ALL = 1000


@contextmanager
def filled(town: JudgedTown, folder: Path, shared: Path) -> Iterator[Database]:
    """The town in a fresh database below the folder; published files are read from `shared`."""
    audit.use_audit_key(b"audit key of the tests")
    sealed.use_key_ring(sealed.KeyRing({1: bytes(sealed.KEY_BYTES)}))
    url = f"sqlite:///{folder / 'town.sqlite3'}"
    create_tables(url)
    database = Database(url)
    try:
        with clock.standing_at(JUDGED_AT):
            if town.key == DEMO:
                loading.load(database)
            else:
                _import(database, town, shared)
        yield database
    finally:
        database.close()


def answers(town: JudgedTown, database: Database, index_folder: Path) -> list[Score]:
    """Every query of the town asked in the search box, with nothing else chosen."""
    finder = Finder(open_index(index_folder))
    with clock.standing_at(JUDGED_AT):
        Indexer(database, finder.index).catch_up()
        return [score(one, _found(finder, database, one.words)) for one in town.judgements]


def listed(database: Database, index_folder: Path) -> dict[str, str]:
    """Key → name of every listing of the town, spaces made one."""
    finder = Finder(open_index(index_folder))
    with database.reading() as session:
        open_for_all(session)
        known = finder.catalogue.current(session).known.values()
    return {_key(one.listing.source, one.listing.source_id): " ".join(one.listing.name.split()) for one in known}


def _import(database: Database, town: JudgedTown, shared: Path) -> None:
    with database.writing() as session:
        names = founding.Names(town.name, "", town.prefecture)
        municipality_id = founding.found_plain(open_for_all(session), town.code, names).id
    for file in town.files:
        read = read_file(shared / "data" / file.path)
        apply(database, MACHINE, read, municipality_id=municipality_id, source=file.source)


def _found(finder: Finder, database: Database, words: str) -> Sequence[str]:
    with database.reading() as session:
        result = finder.search(open_for_all(session), SearchCriteria(words=words, per_page=ALL))
    return [_key(hit.listing.source, hit.listing.source_id) for hit in result.hits]


def _key(source: str | None, source_id: str | None) -> str:
    return f"{source}/{source_id}"
