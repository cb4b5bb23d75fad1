"""How is a query read? Known words and times first, the longest where several begin; what is left is the subject."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from directory.search.reading.conditions import Condition, Reading
from directory.search.reading.finds import Find
from directory.search.reading.lettering import Lettering
from directory.search.reading.lexicon import Meaning
from directory.search.reading.people import find_ages
from directory.search.reading.subject import pieces_of
from directory.search.reading.times import find_times
from directory.search.reading.vocabulary import SHORTEST, Vocabulary
from directory.search.reading.wants import find_wants

LONGEST_QUERY: Final = 200
_LONG_FILLER: Final = 3
_LONG_WORD: Final = 4
_NEGATION: Final = re.compile(
    "の?(?:日|人|方)?(?:では?|は|じゃ|じや)?(?:以外|いがい|を?除く|を?除いて|をのぞく|(?<=で)ない|(?<=は)ない|(?<=じや)ない)の?"
)


def read(words: str, vocabulary: Vocabulary, *, without: Iterable[str] = ()) -> Reading:
    """The reading of any text; conditions whose key is in `without` are passed over, with their words."""
    said = words[:LONGEST_QUERY]
    letters = Lettering.of(said)
    chosen = [_negated(letters.text, find) for find in _chosen(letters, vocabulary)]
    unwanted = frozenset(without)
    conditions = _conditions(letters, chosen)
    return Reading(
        words=said,
        conditions=tuple(one for one in conditions if one.key not in unwanted),
        subject=pieces_of(letters, chosen),
        background=tuple(letters.text[find.start : find.end] for find in chosen if find.is_background),
    )


def words_without(words: str, key: str, vocabulary: Vocabulary) -> str:
    """The words without what was read as this condition."""
    for _ in range(LONGEST_QUERY):
        condition = read(words, vocabulary).condition(key)
        if condition is None:
            break
        for start, end in sorted(condition.spans, reverse=True):
            words = f"{words[:start]} {words[end:]}"
    return " ".join(words.split())


def _chosen(letters: Lettering, vocabulary: Vocabulary) -> list[Find]:
    """The finds that hold: from left to right, the longest first, none over another."""
    found: dict[int, list[Find]] = {}
    for find in (*find_times(letters.text), *find_ages(letters.text), *find_wants(letters.text)):
        found.setdefault(find.start, []).append(find)
    chosen: list[Find] = []
    place, is_free = 0, True
    while place < len(letters.text):
        finds = [*found.get(place, ()), *_known(letters, place, vocabulary, is_free=is_free)]
        if longest := max(finds, key=lambda one: one.end, default=None):
            chosen += [one for one in finds if one.end == longest.end and _is_worth(one, longest)]
            place, is_free = longest.end, True
        else:
            step = letters.particle_at(place)
            is_free = bool(step) or letters.is_sign(place)
            place += step or 1
    return chosen


def _is_worth(find: Find, longest: Find) -> bool:
    """Of finds of one length, those of the same source: a time is never also a word."""
    return find is longest or (find.matter is not None and longest.matter is not None)


def _known(letters: Lettering, place: int, vocabulary: Vocabulary, *, is_free: bool) -> Iterator[Find]:
    """The longest known word that begins here; words in kana only where words may begin and end."""
    text = letters.text
    begins = is_free or letters.changes_script(place)
    for end in range(min(len(text), place + vocabulary.longest), place, -1):
        meaning = vocabulary.meanings.get(text[place:end])
        if meaning is None or (end - place < SHORTEST and not (begins and letters.ends_word(end))):
            continue
        is_kana = letters.is_kana(place, end)
        if is_kana and not _stands_free(letters, place, end, begins=begins, meaning=meaning):
            continue
        yield Find(
            place, end, meaning.matter, meaning.values, meaning.is_negated, meaning.is_filler, meaning.is_background
        )
        return


def _stands_free(letters: Lettering, start: int, end: int, *, begins: bool, meaning: Meaning) -> bool:
    """Whether a word in kana is one here: long words may run on, long fillers may follow other kana (遊べるところ)."""
    if meaning.is_filler and end - start >= _LONG_FILLER:
        return True
    return begins and (end - start >= _LONG_WORD or letters.ends_word(end))


def _negated(text: str, find: Find) -> Find:
    """The find with the words behind it that turn it round: 水曜以外."""
    if find.matter is None:
        return find
    match = _NEGATION.match(text, find.end)
    return replace(find, end=match.end(), is_negated=not find.is_negated) if match else find


def _conditions(letters: Lettering, chosen: Sequence[Find]) -> list[Condition]:
    """The conditions in their order, each once, with every place where it was said."""
    merged: dict[str, Condition] = {}
    for find in chosen:
        if find.matter is None:
            continue
        start, end = letters.span(find.start, find.end)
        one = Condition(find.matter, find.values, ((start, end),), letters.typed(find.start, find.end), find.is_negated)
        known = merged.get(one.key)
        merged[one.key] = replace(known, spans=(*known.spans, *one.spans)) if known else one
    return list(merged.values())
