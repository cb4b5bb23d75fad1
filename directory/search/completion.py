"""How might a word go on that was only begun? Kinds, districts, the field's words and names of public listings.

What was typed may be kana, kanji or Latin letters (たいそ, 体, tais). A reading is the one that stands in the data: the
listing's own kana, the kind's, the district's; for the words of the field it is written down beside them.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

from core.japanese.romaji import romaji_form
from directory.search.forms import name_needle

SHIPPED: Final = Path(__file__).parent / "data" / "completion_words.json"
MOST: Final = 8
LONGEST: Final = 40
_MOST_LOOKED_AT: Final = 400
_MOST_STARTS: Final = 8
_BEYOND: Final = "\U0010ffff"
_SEPARATORS: Final = re.compile(r"[\s・/／（）()「」、。]+")
_SCRIPTS: Final = re.compile(r"[一-龠々〆]+|[ぁ-ゖー]+|[ァ-ヶー]+|[^\W_]+?(?=[一-龠々〆ぁ-ヶ]|\b)")
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)


class CompletionKind(StrEnum):
    """What a proposal is, in the order in which proposals stand."""

    KIND = "kind"
    WORD = "word"
    DISTRICT = "district"
    NAME = "name"


_ORDER: Final = {kind: place for place, kind in enumerate(CompletionKind)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One text that can be proposed, its reading, and how many listings it leads to; a name has their ids instead."""

    text: str
    reading: str
    kind: CompletionKind
    count: int = 0
    listing_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Completion:
    """One proposal: the whole text for the box, what it is, and how many listings are behind it."""

    text: str
    kind: CompletionKind
    count: int


@dataclass(frozen=True)
class Completer:
    """The sorted beginnings of every entry."""

    entries: Sequence[Entry]
    _written: Sequence[tuple[str, int, int]] = field(repr=False)
    _read: Sequence[tuple[str, int, int]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Completer":
        """The completer of these entries; of two with the same text the first stays."""
        kept = tuple({entry.text: entry for entry in reversed(tuple(entries))}.values())[::-1]
        written = ((key, start, number) for number, entry in enumerate(kept) for key, start in _keys(entry))
        read = ((key, start, number) for number, entry in enumerate(kept) for key, start in _romaji_keys(entry))
        return cls(kept, sorted(written), sorted(read))

    def complete(self, typed: str, known: Collection[str], *, most: int = MOST) -> tuple[Completion, ...]:
        """What the typed text may become, the likeliest first; only what leads to a listing that is still known.

        When nothing begins like the whole text, its last word is completed and the words before it stay.
        """
        typed = typed[:LONGEST]
        if found := self._complete(typed, known, most):
            return found
        head, space, last = typed.replace("\u3000", " ").rpartition(" ")
        completed = self._complete(last, known, most) if space and last else ()
        return tuple(Completion(f"{head} {one.text}", one.kind, one.count) for one in completed)

    def _complete(self, typed: str, known: Collection[str], most: int) -> tuple[Completion, ...]:
        best: dict[int, tuple[bool, int, int, int]] = {}
        for key, start, number in self._beginning_with(typed):
            entry = self.entries[number]
            rank = (start > 0, _ORDER[entry.kind], len(key), number)
            best[number] = min(rank, best.get(number, rank))
        proposals = (self._proposal(number, known) for number in sorted(best, key=best.__getitem__))
        return tuple(islice((one for one in proposals if one.count), most))

    def _beginning_with(self, typed: str) -> Iterator[tuple[str, int, int]]:
        if written := name_needle(typed):
            yield from _from(self._written, written)
        if (read := romaji_form(typed)) and (_LATIN.search(typed) or len(read) > 1):
            yield from _from(self._read, read)

    def _proposal(self, number: int, known: Collection[str]) -> Completion:
        entry = self.entries[number]
        return Completion(entry.text, entry.kind, entry.count or sum(key in known for key in entry.listing_ids))


@lru_cache(maxsize=2)
def field_words(path: Path = SHIPPED) -> tuple[tuple[str, str], ...]:
    """The words of the field with their readings, as they are shipped."""
    return tuple((word, kana or word) for word, kana in json.loads(path.read_text(encoding="utf-8")))


def parts_of(name: str, kana: str) -> tuple[tuple[str, str], ...]:
    """A kind's name in its parts (通いの場・サロン・居場所), each with its reading where the kana has as many."""
    names, readings = name.split("・"), kana.split("・")
    return tuple(zip(names, readings if len(readings) == len(names) else names, strict=True))


def name_entries(names: Iterable[tuple[str, str, str]]) -> Iterator[Entry]:
    """One entry for each name of (id, name, kana); listings of one name share it."""
    ids: dict[tuple[str, str], set[str]] = {}
    for key, name, kana in names:
        ids.setdefault((name, kana), set()).add(key)
    for (name, kana), of_name in sorted(ids.items()):
        yield Entry(name, kana, CompletionKind.NAME, listing_ids=frozenset(of_name))


def _from(keys: Sequence[tuple[str, int, int]], beginning: str) -> Iterator[tuple[str, int, int]]:
    first = bisect_left(keys, (beginning,))
    return islice(keys, first, min(bisect_left(keys, (beginning + _BEYOND,)), first + _MOST_LOOKED_AT))


def _keys(entry: Entry) -> Iterator[tuple[str, int]]:
    for text, pattern in ((entry.text, _SCRIPTS), (entry.reading, _SEPARATORS)):
        yield from ((key, start) for start in _starts(text, pattern) if (key := name_needle(text[start:])))


def _romaji_keys(entry: Entry) -> Iterator[tuple[str, int]]:
    text = entry.reading or entry.text
    rests = ((start, _SEPARATORS.sub("", text[start:])) for start in _starts(text, _SEPARATORS))
    yield from ((key, start) for start, rest in rests if (key := romaji_form(rest)))


def _starts(text: str, pattern: re.Pattern[str]) -> list[int]:
    places = (match.end() if pattern is _SEPARATORS else match.start() for match in pattern.finditer(text))
    return list(islice(dict.fromkeys((0, *(place for place in places if place < len(text)))), _MOST_STARTS))
