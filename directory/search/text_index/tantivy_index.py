"""How do listings lie in a tantivy index? As bigrams with positions, so that a phrase of them is a substring.

What is found comes as keys, from a column of the index. Nothing has to be verified: the tokens of a written field are
its bigrams, and those of a reading field say besides where a word may begin and end, so that tantivy's own positions
decide what `forms.holds` decides. The last applied sequence and the fingerprint lie in a record of their own inside the
same commit as the entries.

Traps of tantivy 0.27: its n-gram tokenizer keeps no positions, and a deletion by an unsigned number deletes nothing;
so tokens are made here, and the id is raw text.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

import numpy as np
import tantivy

from directory.search.forms import BEGIN, END, Field
from directory.search.keys import NO_KEYS, Keys, key_of
from directory.search.text_index.kept_sets import KeptSets
from directory.search.text_index.on_disk import DiskIndex
from directory.search.text_index.protocol import IndexEntry, Question, RebuildNeededError

Hits = list[tuple[int, tantivy.DocAddress]]

ENGINE: Final = "tantivy"
_MARKS: Final = {BEGIN, END}
_ENTRY, _STATE = "entry", "state"
_FIRST_LIMIT: Final = 20_000
_BUILDING_BYTES, _FEEDING_BYTES = 200_000_000, 30_000_000
_DAMAGED: Final = (ValueError, OSError, KeyError)  # as tantivy and json tell it


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in Field:
        builder.add_text_field(field.value, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("key", fast=True)
    builder.add_text_field("record", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kept", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


_SCHEMA: Final = _schema()
_SHOULD: Final = tantivy.Occur.Should


class TantivySnapshot:
    """The index at one commit; threads may share it."""

    def __init__(self, searcher: tantivy.Searcher, applied: int) -> None:
        self._searcher = searcher
        self._applied = applied
        self._sets = KeptSets()

    @classmethod
    def of(cls, searcher: tantivy.Searcher, fingerprint: str) -> Self:
        """The snapshot of a searcher; RebuildNeededError when another program version made the index."""
        hits = searcher.search(_is(_STATE), limit=1).hits
        if not hits:
            raise RebuildNeededError
        applied, made_by = json.loads(searcher.doc(hits[0][1])["kept"][0])
        if made_by != fingerprint:
            raise RebuildNeededError
        return cls(searcher, applied)

    @property
    def applied(self) -> int:
        """The sequence of the last change in it."""
        return self._applied

    @property
    def count(self) -> int:
        """How many entries there are."""
        return int(self._searcher.num_docs) - 1

    def keys(self, questions: Sequence[Question]) -> Keys:
        """The keys of the entries for which one of the questions holds; kept for whoever asks again."""
        asked = tuple(questions)
        return self._sets.of(asked, lambda: self._keys(asked))

    def _keys(self, questions: Sequence[Question]) -> Keys:
        """Ordered by the key, tantivy hands the keys out at once: no score is worked out, no entry is read."""
        if not questions:
            return NO_KEYS
        parts = [_query(self._searcher, field, needle) for field, needle in questions]
        query = parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(_SHOULD, part) for part in parts])
        found = self._by_key(query, _FIRST_LIMIT)
        if len(found) == _FIRST_LIMIT:
            found = self._by_key(query, self._limit())
        return np.fromiter((key for key, _ in found), dtype=np.uint64, count=len(found))

    def _by_key(self, query: tantivy.Query, limit: int) -> Hits:
        found = self._searcher.search(query, limit=limit, count=False, order_by_field="key", order=tantivy.Order.Asc)
        hits: Hits = found.hits
        return hits

    def names(self) -> Mapping[str, str]:
        """Id → name form, of all entries."""
        found = self._searcher.search(_is(_ENTRY), limit=self._limit(), count=False)
        documents = (self._searcher.doc(address) for _, address in found.hits)
        return {document["id"][0]: document["kept"][0] for document in documents}

    def _limit(self) -> int:
        return max(1, int(self._searcher.num_docs))


class TantivyIndex(DiskIndex[TantivySnapshot]):
    """A tantivy index in a folder; one process writes, any number read."""

    engine = ENGINE
    layout = 2
    damaged = _DAMAGED

    def version(self, path: Path) -> tuple[int, int]:
        """What tantivy replaces with every commit."""
        meta = (path / "meta.json").stat()
        return meta.st_mtime_ns, meta.st_ino

    def open(self, path: Path) -> TantivySnapshot:
        """The newest commit; RebuildNeededError when another program version made it."""
        return TantivySnapshot.of(tantivy.Index.open(str(path)).searcher(), self.fingerprint)

    def put(self, path: Path, upto: int, puts: Iterable[IndexEntry], deletes: Iterable[str]) -> None:
        """Put and delete in one commit that records `upto`."""
        with _commit(tantivy.Index.open(str(path)), _FEEDING_BYTES) as writer:
            for gone in deletes:
                writer.delete_documents_by_term("id", gone)
            for entry in puts:
                writer.delete_documents_by_term("id", entry.id)
                writer.add_document(_document(entry))
            self._note(writer, upto)

    def make(self, path: Path, entries: Iterable[IndexEntry], at: int) -> None:
        """Fill an empty folder in one commit that records `at`."""
        with _commit(tantivy.Index(_SCHEMA, path=str(path)), _BUILDING_BYTES) as writer:
            for entry in entries:
                writer.add_document(_document(entry))
            self._note(writer, at)

    def _note(self, writer: tantivy.IndexWriter, upto: int) -> None:
        writer.delete_documents_by_term("record", _STATE)
        state = tantivy.Document()
        state.add_text("record", _STATE)
        state.add_text("kept", json.dumps([upto, self.fingerprint]))
        writer.add_document(state)


@contextmanager
def _commit(index: tantivy.Index, heap_bytes: int) -> Iterator[tantivy.IndexWriter]:
    """One commit, after which files that nobody needs are gone; merging is over when it ends."""
    writer = index.writer(heap_size=heap_bytes, num_threads=1)
    try:
        yield writer
        writer.commit()
        writer.garbage_collect_files()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _document(entry: IndexEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", entry.id)
    document.add_unsigned("key", key_of(entry.id))
    document.add_text("record", _ENTRY)
    document.add_text("kept", entry.forms[Field.NAME])
    for field in Field:
        form = entry.forms[field]
        if field.is_reading:
            read = _kind_tokens(form) if field is Field.KIND_READING else list(_read_tokens(form))
            document.add_pre_tokenized_text(field.value, tantivy.PreTokenizedString("", read))
        else:
            document.add_text(field.value, " ".join(_grams(form)))
    return document


def _is(record: str) -> tantivy.Query:
    return tantivy.Query.term_query(_SCHEMA, "record", record, "basic")


def _query(searcher: tantivy.Searcher, field: Field, needle: str) -> tantivy.Query:
    if field.is_reading:
        words = _read_words(needle)
    elif len(needle) > 1:
        words = [*_grams(needle)]
    else:
        beginning = [term for term, _ in searcher.terms_with_prefix(field.value, needle)]
        return tantivy.Query.term_set_query(_SCHEMA, field.value, beginning)
    if len(words) == 1:
        return tantivy.Query.term_query(_SCHEMA, field.value, words[0], "basic")
    return tantivy.Query.phrase_query(_SCHEMA, field.value, words)


def _grams(form: str) -> Iterator[str]:
    return map(str.__add__, form, form[1:])


def _read_words(needle: str) -> list[str | tuple[int, str]]:
    """The phrase that a kana word is in a reading: its first bigram begins a word, its last one ends one."""
    if len(needle) <= 2:  # noqa: PLR2004 - one token says it all
        return [f"{BEGIN}{needle}{BEGIN}"]
    grams = list(_grams(needle))
    return [BEGIN + grams[0], *grams[1:-1], grams[-1] + BEGIN]


@lru_cache(maxsize=1_024)
def _kind_tokens(form: str) -> list[tantivy.Token]:
    """Kinds are few, and their names are taken apart once."""
    return list(_read_tokens(form))


def _read_tokens(form: str) -> Iterator[tantivy.Token]:
    """The bigrams of a reading, each also as one that begins a word, that ends one, and both; and words of one kana."""
    sounds, marks = _taken_apart(form)
    for place, gram in enumerate(_grams(sounds)):
        begins, ends = marks[place] == BEGIN, bool(marks[place + 2])
        yield tantivy.Token(gram, place, 0)
        if begins:
            yield tantivy.Token(BEGIN + gram, place, 0)
        if ends:
            yield tantivy.Token(gram + BEGIN, place, 0)
        if begins and ends:
            yield tantivy.Token(f"{BEGIN}{gram}{BEGIN}", place, 0)
        if begins and marks[place + 1]:
            yield tantivy.Token(f"{BEGIN}{gram[0]}{BEGIN}", place, 0)


def _taken_apart(form: str) -> tuple[str, list[str]]:
    """The sounds of a reading, breaks among them, and the mark before each and at the end; "" inside a word."""
    sounds, marks = [], [""]
    for letter in form:
        if letter in _MARKS:
            marks[-1] = letter
        else:
            sounds.append(letter)
            marks.append("")
    return "".join(sounds), marks
