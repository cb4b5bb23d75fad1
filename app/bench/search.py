"""What does a search cost, and is it right? The same queries to each engine in one run, on made-up directories."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final

from app.bench.corpus import ACTIVITIES, DISTRICTS, HALLS, NICKNAMES, SEED, Listing, corpus
from app.bench.engines import Engine, Fts5, Needles, OwnIndex, right_answer
from directory.search.analysis import analyse
from directory.search.columns import Columns
from directory.search.criteria import SearchCriteria
from directory.search.forms import text_needle
from directory.search.lookup import IndexLookup
from directory.search.ranking import matches
from directory.search.selection import select
from directory.search.synonyms import read_synonyms
from directory.search.text_index.protocol import Backend, IndexEntry
from directory.search.words import query_of

QUERIES: Final = 60
PEERS: Final = ("fts5",)
_MILLI: Final = 1000
_MEGA: Final = 1_000_000


@dataclass(frozen=True)
class Row:
    """One engine at one size; times are of every query asked once of a freshly opened index.

    `right` counts the answers that equal those of looking at every listing; None where that was not asked.
    """

    engine: str
    listings: int
    queries: int
    right: int | None
    cpu_ms: float
    p50_ms: float
    p95_ms: float
    build_cpu_s: float | None
    megabytes: float | None


def measured(sizes: Sequence[int], backends: Sequence[Backend], peers: Sequence[str]) -> Iterator[Row]:
    """The rows of every size: each own index on the words as they stand, the whole chain on it, and each peer."""
    for size in sizes:
        listed = list(corpus(size))
        entries = [analyse(one.document) for one in listed]
        asked = [tuple(map(text_needle, words.split())) for words in mixed_queries()]
        wanted = [right_answer(entries, needles) for needles in asked]
        for backend in backends:
            with TemporaryDirectory() as folder:
                own = OwnIndex(Path(folder), backend)
                yield _row(own, Path(folder), entries, asked, wanted)
                yield _chain(OwnIndex(Path(folder), backend), listed)
        if "fts5" in peers:
            with TemporaryDirectory() as folder:
                yield _row(Fts5(Path(folder)), Path(folder), entries, asked, wanted)


def mixed_queries() -> list[str]:
    """Activities, nicknames, places, pairs of words and compounds, the same on every run."""
    chance = random.Random(SEED)  # noqa: S311 - no secret, and the same on every run
    makers: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(ACTIVITIES),
        lambda: chance.choice(NICKNAMES),
        lambda: f"{chance.choice(DISTRICTS)}{chance.choice(HALLS)}",
        lambda: f"{chance.choice(ACTIVITIES)} {chance.choice(DISTRICTS)}",
        lambda: f"{chance.choice(NICKNAMES)}{chance.choice(ACTIVITIES)}",
    )
    found = dict.fromkeys(makers[number % len(makers)]() for number in range(3 * QUERIES))
    return list(found)[:QUERIES]


def _row(
    engine: Engine,
    folder: Path,
    entries: Sequence[IndexEntry],
    asked: Sequence[Needles],
    wanted: Sequence[frozenset[str]],
) -> Row:
    started = time.process_time()
    engine.build(entries)
    built = time.process_time() - started
    found, cpu, walls = _timed([partial(engine.find, needles) for needles in asked])
    right = sum(answer == expected for answer, expected in zip(found, wanted, strict=True))
    return _told(engine.name, len(entries), right, cpu, walls, built=built, size=_size(folder))


def _chain(own: OwnIndex, listed: Sequence[Listing]) -> Row:
    """Spelling, synonyms, readings, tiers, order and facets on top of the index; nothing is read from a database."""
    columns, synonyms = Columns.of(one.row for one in listed), read_synonyms()

    def search(words: str) -> int:
        found = matches(IndexLookup(own.snapshot, columns), query_of(words, synonyms))
        return select(columns, found, SearchCriteria(words=words)).total

    _found, cpu, walls = _timed([partial(search, words) for words in mixed_queries()])
    return _told(f"{own.name}, whole chain", len(listed), None, cpu, walls)


def _timed(queries: Sequence[Callable[[], object]]) -> tuple[list[object], float, list[float]]:
    found, walls, started = [], [], time.process_time()
    for ask in queries:
        begun = time.perf_counter()
        found.append(ask())
        walls.append(_MILLI * (time.perf_counter() - begun))
    return found, _MILLI * (time.process_time() - started) / len(queries), walls


def _told(
    name: str,
    count: int,
    right: int | None,
    cpu: float,
    walls: Sequence[float],
    *,
    built: float | None = None,
    size: int | None = None,
) -> Row:
    cuts = quantiles(walls, n=20)
    return Row(
        engine=name,
        listings=count,
        queries=len(walls),
        right=right,
        cpu_ms=round(cpu, 3),
        p50_ms=round(cuts[9], 3),
        p95_ms=round(cuts[18], 3),
        build_cpu_s=None if built is None else round(built, 2),
        megabytes=None if size is None else round(size / _MEGA, 2),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
