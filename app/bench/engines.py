"""What is measured side by side: the product's own text indexes, and SQLite's FTS5 over the same bigrams.

Each engine is given the same forms and asked for the same thing: the ids of all listings in whose name, kind or text
every needle stands. Looking at every listing says what is right.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from directory.search.finder import open_index
from directory.search.forms import Field
from directory.search.keys import key_of
from directory.search.text_index.protocol import Backend, IndexEntry, Snapshot, TextIndex

WRITTEN: Final = (Field.NAME, Field.KIND, Field.TEXT)
Needles = tuple[str, ...]


class Engine(Protocol):
    """Something that finds listings by needles."""

    name: str

    def build(self, entries: Sequence[IndexEntry]) -> None:
        """Take the listings in, and let everything before go."""

    def find(self, needles: Needles) -> frozenset[str]:
        """The ids of the listings that have every needle."""


class OwnIndex:
    """One of the product's indexes on disk, opened anew after the build as a web process does."""

    def __init__(self, folder: Path, backend: Backend) -> None:
        self.name = backend.value
        self._index: TextIndex = open_index(folder, backend)
        self._ids: dict[int, str] = {}

    @property
    def snapshot(self) -> Snapshot:
        """The newest commit."""
        return self._index.snapshot()

    def build(self, entries: Sequence[IndexEntry]) -> None:
        """Make the index."""
        self._index.rebuild(entries, at=1)
        self._ids = {key_of(entry.id): entry.id for entry in entries}

    def find(self, needles: Needles) -> frozenset[str]:
        """The ids of the listings that have every needle in one of the written fields."""
        snapshot = self.snapshot
        found = [snapshot.keys([(field, needle) for field in WRITTEN]) for needle in needles]
        return frozenset(self._ids[key] for key in reduce(np.intersect1d, found).tolist())


class Fts5:
    """SQLite's full text search over bigrams, one column for each field, as phrases."""

    name = "fts5"

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.sqlite3")
        columns = ", ".join(field.value for field in WRITTEN)
        self._database.execute(
            f"CREATE VIRTUAL TABLE listing USING fts5(id UNINDEXED, {columns}, tokenize='unicode61')"
        )

    def build(self, entries: Sequence[IndexEntry]) -> None:
        """Fill the table."""
        rows = ((one.id, *(_tokens(one.forms[field]) for field in WRITTEN)) for one in entries)
        self._database.executemany("INSERT INTO listing VALUES (?, ?, ?, ?)", rows)
        self._database.commit()

    def find(self, needles: Needles) -> frozenset[str]:
        """The ids of the rows that have every phrase."""
        phrases = " AND ".join(f'"{_tokens(needle)}"' for needle in needles)
        found = self._database.execute("SELECT id FROM listing WHERE listing MATCH ?", (phrases,))
        return frozenset(key for (key,) in found)


def right_answer(entries: Iterable[IndexEntry], needles: Needles) -> frozenset[str]:
    """What looking at every listing finds."""
    return frozenset(
        one.id for one in entries if all(any(needle in one.forms[field] for field in WRITTEN) for needle in needles)
    )


def _tokens(form: str) -> str:
    """Bigrams as words of hexadecimal digits, which no tokenizer takes apart."""
    return " ".join(form[start : start + 2].encode("utf-16-be").hex() for start in range(len(form) - 1))
