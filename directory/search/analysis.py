"""What does the indexer keep of a listing? Its forms, with readings; only the indexer calls this (see readings)."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from core.japanese.kana import is_kana
from core.japanese.numerals import to_kanji
from core.japanese.readings import Word, dictionary_version, words
from directory.search.forms import BEGIN, BREAK, END, Field, name_form, stated_reading, text_form, text_needle
from directory.search.text_index.protocol import IndexDocument, IndexEntry

ANALYZER_VERSION = 3  # raise it whenever a golden test changes: every index is then rebuilt

_MARKED_SOUND = re.compile(f"([{BEGIN}{END}]?)([^{BEGIN}{END}{BREAK}])")


def fingerprint() -> str:
    """What an index must have been made with to be read by this program."""
    return f"{ANALYZER_VERSION}:{dictionary_version()}"


def analyse(document: IndexDocument) -> IndexEntry:
    """The entry that every text index keeps for this listing."""
    return IndexEntry(
        id=document.id,
        forms={
            Field.NAME: name_form(document.name),
            Field.NAME_READING: _name_reading(document.name, document.name_kana),
            Field.KIND: text_form("\n".join(document.kind_words)),
            Field.KIND_READING: _kind_reading(document.kind_words),
            Field.TEXT: text_form(document.text),
            Field.TEXT_READING: reading_form(document.text),
        },
    )


@lru_cache(maxsize=1_024)
def _kind_reading(words: tuple[str, ...]) -> str:
    """Kinds are few, and their names are read aloud once."""
    return reading_form("\n".join(words))


def reading_form(text: str) -> str:
    """The text as read aloud, with the marks of its words."""
    return "".join(_marked(words(to_kanji(text))))


def _marked(found: Iterable[Word]) -> Iterator[str]:
    is_open = False
    yield BREAK
    for word in found:
        read = text_needle(word.reading or word.surface)
        if read and is_open:
            yield END if word.is_dependent else BEGIN
        elif read:
            yield BEGIN
        elif is_open:
            yield BEGIN + BREAK
        is_open = bool(read)
        yield _inner_ends(read) if word.is_guessed and is_kana(word.surface) else read
    if is_open:
        yield BEGIN + BREAK


def _inner_ends(read: str) -> str:
    """A loan word that the dictionary does not know may be several: デイサービス is found by デイ."""
    return END.join(read)


def _name_reading(name: str, name_kana: str) -> str:
    """The name's own kana with Sudachi's marks where both read the same, and marks everywhere else; else Sudachi's."""
    read = reading_form(name)
    stated = stated_reading(name_kana)
    if not stated:
        return read
    sounds, marks = _taken_apart(read)
    stated_marks = [BEGIN] * len(stated)
    for ours, theirs, length in SequenceMatcher(None, sounds, stated, autojunk=False).get_matching_blocks():
        stated_marks[theirs : theirs + length] = marks[ours : ours + length]
    marked = "".join(mark + sound for mark, sound in zip(stated_marks, stated, strict=True))
    return f"{BREAK}{BEGIN}{marked.lstrip(BEGIN + END)}{BEGIN}{BREAK}"


def _taken_apart(form: str) -> tuple[str, list[str]]:
    """The sounds of a reading form, and for each the mark before it, empty inside a word."""
    pairs = _MARKED_SOUND.findall(form)
    return "".join(sound for _, sound in pairs), [mark for mark, _ in pairs]
