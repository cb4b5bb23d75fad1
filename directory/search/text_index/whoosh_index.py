"""How do listings lie in a Whoosh index on disk? As bigrams to find candidates, and forms to verify them.

Only what Whoosh 2.7 and its forks share is used: keyword, id and stored fields, And / Or of terms; no query parser, no
scores. The last applied sequence and the fingerprint lie in a record of their own inside the entries' commit.
"""

import struct
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError

from whoosh.fields import ID, KEYWORD, STORED, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.query import And, Or, Query, Term
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from directory.search.forms import Field, holds, unmarked
from directory.search.text_index.kept_sets import KeptSets
from directory.search.text_index.on_disk import DiskIndex
from directory.search.text_index.protocol import IndexEntry, RebuildNeededError

ENGINE = "whoosh"
_FIELDS = tuple(Field)
_SCHEMA = Schema(
    **{field.value: KEYWORD for field in _FIELDS}, id=ID(unique=True), record=ID(unique=True), kept=STORED, state=STORED
)
_RECORD = "state"
_DAMAGED = (
    EmptyIndexError,
    FileNotFoundError,
    EOFError,
    TypeError,
    struct.error,
    UnpicklingError,
)  # as whoosh tells it


class WhooshSnapshot:
    """The index at one commit; threads may share it."""

    def __init__(self, searcher: Searcher, applied: int) -> None:
        self._searcher = searcher
        self._applied = applied
        self._lock = threading.Lock()
        self._entries: dict[int, IndexEntry | None] = {}
        self._sets = KeptSets()

    @property
    def applied(self) -> int:
        """The sequence of the last change in it."""
        return self._applied

    @property
    def count(self) -> int:
        """How many entries there are."""
        return int(self._searcher.doc_count()) - 1

    def holding(self, field: Field, needle: str) -> frozenset[str]:
        """The ids of the entries whose form of this field has the needle; kept for whoever asks again."""
        return self._sets.of((field, needle), lambda: self._holding(field, needle))

    def _holding(self, field: Field, needle: str) -> frozenset[str]:
        with self._lock:
            numbers = self._searcher.docs_for_query(self._query(field, needle))
            candidates = list(self._entries_at(numbers))
        return frozenset(entry.id for entry in candidates if holds(field, entry.forms[field], needle))

    def names(self) -> Mapping[str, str]:
        """Id → name form, of all entries."""
        with self._lock:
            entries = list(self._entries_at(self._searcher.reader().all_doc_ids()))
        return {entry.id: entry.forms[Field.NAME] for entry in entries}

    def _query(self, field: Field, needle: str) -> Query:
        if len(needle) > 1:
            return And([Term(field.value, gram) for gram in _grams(needle)])
        beginning = self._searcher.reader().expand_prefix(field.value, needle)
        return Or([Term(field.value, gram.decode()) for gram in beginning])

    def _entries_at(self, numbers: Iterable[int]) -> Iterator[IndexEntry]:
        for number in numbers:
            if number not in self._entries:
                kept = self._searcher.stored_fields(number).get("kept")
                self._entries[number] = kept and IndexEntry(kept[0], dict(zip(_FIELDS, kept[1:], strict=True)))
            if entry := self._entries[number]:
                yield entry


class WhooshIndex(DiskIndex[WhooshSnapshot]):
    """A text index in a folder; one process writes, any number read."""

    engine = ENGINE
    damaged = _DAMAGED

    def version(self, path: Path) -> int:
        """The number of the newest commit."""
        return int(_index(path).latest_generation())

    def open(self, path: Path) -> WhooshSnapshot:
        """The newest commit; RebuildNeededError when another program version made it."""
        searcher = _index(path).searcher()
        applied, fingerprint = searcher.document(record=_RECORD)["state"]
        if fingerprint != self.fingerprint:
            raise RebuildNeededError
        return WhooshSnapshot(searcher, applied)

    def put(self, path: Path, upto: int, puts: Iterable[IndexEntry], deletes: Iterable[str]) -> None:
        """Put and delete in one commit that records `upto`."""
        with _commit(_index(path)) as writer:
            for gone in deletes:
                writer.delete_by_term("id", gone)
            self._write(writer, puts, upto)

    def make(self, path: Path, entries: Iterable[IndexEntry], at: int) -> None:
        """Fill an empty folder in one commit that records `at`."""
        with _commit(FileIndex.create(FileStorage(str(path)), _SCHEMA)) as writer:
            self._write(writer, entries, at)

    def _write(self, writer: SegmentWriter, entries: Iterable[IndexEntry], upto: int) -> None:
        for entry in entries:
            grams = {field.value: " ".join(_grams(unmarked(entry.forms[field]))) for field in _FIELDS}
            writer.update_document(id=entry.id, kept=(entry.id, *(entry.forms[field] for field in _FIELDS)), **grams)
        writer.update_document(record=_RECORD, state=(upto, self.fingerprint))


@contextmanager
def _commit(index: FileIndex) -> Iterator[SegmentWriter]:
    writer = index.writer()
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _index(path: Path) -> FileIndex:
    return FileIndex(FileStorage(str(path)))


def _grams(form: str) -> list[str]:
    return [form[start : start + 2] for start in range(len(form) - 1)]
