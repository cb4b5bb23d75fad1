"""How do listings lie in a Whoosh index on disk? As bigrams to find candidates, and forms to verify them.

Only what Whoosh 2.7 and its forks share is used: keyword, id, whole number and stored fields, and the postings of a
term; no query, no scores. The postings of a bigram are kept as arrays, and arrays are intersected. The last applied
sequence and the fingerprint lie in a record of their own inside the entries' commit.
"""

import struct
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from pickle import UnpicklingError

import numpy as np
import numpy.typing as npt
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from directory.search.forms import Field, holds, unmarked
from directory.search.keys import NO_KEYS, Keys, key_of
from directory.search.text_index.kept_sets import KeptSets
from directory.search.text_index.on_disk import DiskIndex
from directory.search.text_index.protocol import IndexEntry, Question, RebuildNeededError

Numbers = npt.NDArray[np.int64]

ENGINE = "whoosh"
_FIELDS = tuple(Field)
_SCHEMA = Schema(
    **{field.value: KEYWORD for field in _FIELDS},
    id=ID(unique=True),
    key=NUMERIC(int, bits=64, signed=False, sortable=True),
    record=ID(unique=True),
    kept=STORED,
    state=STORED,
)
_NONE: Numbers = np.empty(0, dtype=np.int64)
_RECORD = "state"
_WORTH_READING = 20  # to look at one candidate costs about as much as to read so many numbers of a posting
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
        self._reader = searcher.reader()
        self._count = int(searcher.doc_count()) - 1
        self._applied = applied
        self._lock = threading.Lock()
        self._entries: dict[int, IndexEntry | None] = {}
        self._postings: dict[tuple[str, str], Numbers] = {}
        self._sets = KeptSets()

    @property
    def applied(self) -> int:
        """The sequence of the last change in it."""
        return self._applied

    @property
    def count(self) -> int:
        """How many entries there are."""
        return self._count

    def keys(self, questions: Sequence[Question]) -> Keys:
        """The keys of the entries for which one of the questions holds; kept for whoever asks again."""
        return np.unique(np.concatenate([NO_KEYS, *(self._kept(*question) for question in questions)]))

    def names(self) -> Mapping[str, str]:
        """Id → name form, of all entries."""
        with self._lock:
            entries = [self._entry(number) for number in self._reader.all_doc_ids()]
        return {entry.id: entry.forms[Field.NAME] for entry in entries if entry}

    def _kept(self, field: Field, needle: str) -> Keys:
        return self._sets.of((field, needle), lambda: self._keys(field, needle))

    def _keys(self, field: Field, needle: str) -> Keys:
        with self._lock:
            numbers = self._holding(field, needle)
            return np.sort(self._key_of_number[numbers])

    def _holding(self, field: Field, needle: str) -> Numbers:
        """The numbers of the documents whose form has the needle: those with all its bigrams, each looked at."""
        if len(needle) == 1:
            return self._beginning_with(field, needle)
        counts: dict[str, int] = {}
        for gram in _grams(needle):
            counts[gram] = self._frequency(field.value, gram)
            if not counts[gram]:
                return _NONE
        first, *others = sorted(counts, key=counts.__getitem__)
        common = self._posting(field.value, first)
        if not others and not field.is_reading:
            return common  # a bigram is what was looked for
        for gram in others:
            if counts[gram] < _WORTH_READING * len(common):
                common = np.intersect1d(common, self._posting(field.value, gram), assume_unique=True)
        return common[[self._holds(number, field, needle) for number in common.tolist()]]

    def _beginning_with(self, field: Field, sign: str) -> Numbers:
        grams = [gram.decode() for gram in self._reader.expand_prefix(field.value, sign)]
        found = np.unique(np.concatenate([_NONE, *(self._posting(field.value, gram) for gram in grams)]))
        if not field.is_reading:
            return found
        return found[[self._holds(number, field, sign) for number in found.tolist()]]

    def _frequency(self, field: str, gram: str) -> int:
        known = self._postings.get((field, gram))
        return int(self._reader.doc_frequency(field, gram)) if known is None else len(known)

    def _posting(self, field: str, gram: str) -> Numbers:
        """The documents that have a bigram, in order; read from the index once for each commit."""
        known = self._postings.get((field, gram))
        if known is None:
            known = np.fromiter(self._reader.postings(field, gram).all_ids(), dtype=np.int64)
            self._postings[field, gram] = known
        return known

    def _holds(self, number: int, field: Field, needle: str) -> bool:
        entry = self._entry(number)
        return entry is not None and holds(field, entry.forms[field], needle)

    def _entry(self, number: int) -> IndexEntry | None:
        if number not in self._entries:
            kept = self._reader.stored_fields(number).get("kept")
            self._entries[number] = kept and IndexEntry(kept[0], dict(zip(_FIELDS, kept[1:], strict=True)))
        return self._entries[number]

    @cached_property
    def _key_of_number(self) -> Keys:
        column = self._reader.column_reader("key")
        return np.array([column[number] for number in range(self._reader.doc_count_all())], dtype=np.uint64)


class WhooshIndex(DiskIndex[WhooshSnapshot]):
    """A text index in a folder; one process writes, any number read."""

    engine = ENGINE
    layout = 2
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
            kept = (entry.id, *(entry.forms[field] for field in _FIELDS))
            writer.update_document(id=entry.id, key=key_of(entry.id), kept=kept, **grams)
        writer.update_document(record=_RECORD, key=0, state=(upto, self.fingerprint))


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
