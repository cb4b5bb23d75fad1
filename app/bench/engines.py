"""What is measured side by side? The product's indexes with their columns, and SQLite's FTS5 over the same bigrams.

Each engine is given the same forms and asked for the same page: of all listings in whose name, kind or text every
needle stands the number, and the ids of the first twenty. Looking at every listing says which all of them are.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from directory.search.columns import Columns
from directory.search.criteria import SearchCriteria
from directory.search.finder import open_index
from directory.search.forms import Field
from directory.search.lookup import IndexLookup
from directory.search.matched import Matches, Tier
from directory.search.selection import select
from directory.search.text_index.protocol import Backend, IndexEntry, TextIndex

WRITTEN: Final = (Field.TEXT, Field.KIND, Field.NAME)
_TIERS: Final = {Field.TEXT: Tier.TEXT, Field.KIND: Tier.KIND, Field.NAME: Tier.NAME}
Needles = tuple[str, ...]
FIRST: Final = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """How many there are, and the ids of the first of them."""

    total: int
    first: tuple[str, ...]


class Engine(Protocol):
    """Something that finds listings by needles."""

    name: str

    def build(self, entries: Sequence[IndexEntry]) -> None:
        """Take the listings in, and be ready for the first question."""

    def page(self, needles: Needles) -> Answer:
        """The page that a reader is shown."""

    def all_ids(self, needles: Needles) -> frozenset[str]:
        """The ids of all listings that have every needle."""

    def change(self, entry: IndexEntry) -> None:
        """Put another wording of a listing in the place of the one before."""

    def cpu(self) -> float:
        """The seconds of processor time that it has taken so far, in whatever process."""


class OwnIndex:
    """One of the product's indexes on disk with the columns beside it, read as a web process reads it."""

    def __init__(self, folder: Path, backend: Backend, columns: Columns) -> None:
        self.name = backend.value
        self._columns = columns
        self._index: TextIndex = open_index(folder, backend)
        self._sequence = 1

    @property
    def lookup(self) -> IndexLookup:
        """The newest commit, in rows of the columns."""
        return IndexLookup(self._index.snapshot(), self._columns)

    def build(self, entries: Sequence[IndexEntry]) -> None:
        """Make the index."""
        self._index.rebuild(entries, at=1)

    def page(self, needles: Needles) -> Answer:
        """Tiers, order and the counts of every facet, as the product works them out."""
        found = self._found(needles)
        chosen = select(self._columns, found, SearchCriteria(per_page=FIRST, day_seed=1))
        return Answer(chosen.total, tuple(hit.id for hit in chosen.hits))

    def all_ids(self, needles: Needles) -> frozenset[str]:
        """The ids of all listings that have every needle in one of the written fields."""
        return frozenset(map(str, self._columns.ids[self._found(needles).rows]))

    def change(self, entry: IndexEntry) -> None:
        """Apply one change in a commit of its own."""
        self._sequence += 1
        self._index.apply(self._sequence, [entry], [])

    def cpu(self) -> float:
        """The time of this process."""
        return time.process_time()

    def _found(self, needles: Needles) -> Matches:
        lookup, every = self.lookup, []
        for needle in needles:
            tiers = np.zeros(lookup.count, dtype=np.int64)
            for field in WRITTEN:
                tiers[lookup.rows([(field, needle)])] = _TIERS[field]
            every.append(tiers)
        rows = np.flatnonzero(reduce(np.minimum, every))
        return Matches.of_tiers(rows, [tiers[rows] for tiers in every])


class Fts5:
    """SQLite's full text search over bigrams, one column for each field, as phrases, the best by its own rank first."""

    name = "fts5"
    _first = "SELECT id FROM listing WHERE listing MATCH ? ORDER BY rank LIMIT ?"

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.sqlite3")
        columns = ", ".join(field.value for field in WRITTEN)
        self._database.execute(
            f"CREATE VIRTUAL TABLE listing USING fts5(id UNINDEXED, {columns}, tokenize='unicode61')"
        )
        self._row_of: dict[str, int] = {}

    def build(self, entries: Sequence[IndexEntry]) -> None:
        """Fill the table."""
        rows = ((one.id, *(tokens(one.forms[field]) for field in WRITTEN)) for one in entries)
        self._database.executemany("INSERT INTO listing VALUES (?, ?, ?, ?)", rows)
        self._database.execute("INSERT INTO listing(listing) VALUES ('optimize')")
        self._database.commit()
        self._row_of = {one.id: row for row, one in enumerate(entries, start=1)}

    def page(self, needles: Needles) -> Answer:
        """The number of rows, and the first by bm25 (or by row, in `Fts5Unranked`)."""
        phrases = _phrases(needles)
        total = self._database.execute("SELECT count(*) FROM listing WHERE listing MATCH ?", (phrases,)).fetchone()[0]
        first = self._database.execute(self._first, (phrases, FIRST))
        return Answer(total, tuple(key for (key,) in first))

    def all_ids(self, needles: Needles) -> frozenset[str]:
        """The ids of the rows that have every phrase."""
        found = self._database.execute("SELECT id FROM listing WHERE listing MATCH ?", (_phrases(needles),))
        return frozenset(key for (key,) in found)

    def change(self, entry: IndexEntry) -> None:
        """Write one row anew."""
        row = self._row_of[entry.id]
        values = (entry.id, *(tokens(entry.forms[field]) for field in WRITTEN))
        self._database.execute("DELETE FROM listing WHERE rowid = ?", (row,))
        columns = ", ".join(("rowid", "id", *(field.value for field in WRITTEN)))
        self._database.execute(f"INSERT INTO listing ({columns}) VALUES (?, ?, ?, ?, ?)", (row, *values))  # noqa: S608 - names of our own
        self._database.commit()

    def cpu(self) -> float:
        """The time of this process."""
        return time.process_time()


class Fts5Unranked(Fts5):
    """The same without any order of its own, which is the least that it can be asked for."""

    name = "fts5, unranked"
    _first = "SELECT id FROM listing WHERE listing MATCH ? LIMIT ?"


def right_answer(entries: Iterable[IndexEntry], needles: Needles) -> frozenset[str]:
    """What looking at every listing finds."""
    return frozenset(
        one.id for one in entries if all(any(needle in one.forms[field] for field in WRITTEN) for needle in needles)
    )


def memory() -> int:
    """The bytes that this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def grams(form: str) -> list[str]:
    """The overlapping bigrams of a form."""
    return [form[start : start + 2] for start in range(len(form) - 1)]


def tokens(form: str) -> str:
    """Bigrams as words of hexadecimal digits, which no tokenizer takes apart."""
    return " ".join(gram.encode("utf-16-be").hex() for gram in grams(form))


def _phrases(needles: Needles) -> str:
    return " AND ".join(f'"{tokens(needle)}"' for needle in needles)
