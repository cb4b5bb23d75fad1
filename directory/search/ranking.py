"""How well does a listing answer the words? Integer tiers, taken from the sets that a text index gives.

Every index gives the same sets, so that every index gives the same list. All questions that lead to one tier are asked
at once, and what comes back are rows of the columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from directory.search.forms import BREAK, Field, is_kana_needle, is_short_kana
from directory.search.matched import Match, Matches, Rows, Tier
from directory.search.text_index.protocol import Question
from directory.search.words import Query, Term

_Tiers = npt.NDArray[np.int8]

_TIER_OF: Final = {
    Field.NAME: Tier.NAME,
    Field.NAME_READING: Tier.READING,
    Field.KIND: Tier.KIND,
    Field.KIND_READING: Tier.KIND,
    Field.TEXT: Tier.TEXT,
    Field.TEXT_READING: Tier.TEXT,
}
_RUNNING: Final = frozenset({Field.TEXT, Field.TEXT_READING})
_WORST_FIRST: Final = tuple(sorted(Tier))


class Lookup(Protocol):
    """Something that knows which rows have which words."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def rows(self, questions: Sequence[Question]) -> Rows:
        """The rows, in order, that answer at least one of the questions."""


def matches(lookup: Lookup, query: Query) -> Matches:
    """The listings that have every term of the query, each with its match; a query needs at least one term."""
    found = [_tiers(lookup, term) for term in query.terms]
    rows = _common(found)
    answers = Matches.of_tiers(rows, [tiers[rows].astype(np.int64) for tiers in found])
    named = lookup.rows([(Field.NAME, f"{BREAK}{name}{BREAK}") for name in query.names])
    if not len(named):
        return answers
    exact = Match(Tier.NAME_EXACT, Tier.NAME_EXACT * len(found), Tier.NAME_EXACT)
    return Matches.all_as(named, exact).over(answers)


def questions_of(term: Term) -> Iterator[tuple[Tier, Question]]:
    """What is asked of the index for one term, each question with the tier that it leads to."""
    for needle in term.spellings:
        yield from ((_TIER_OF[field], (field, wanted)) for field, wanted in _places(needle))
    for needle in term.alike:
        for field, wanted in _places(needle):
            yield Tier.SYNONYM if field in _RUNNING else Tier.SYNONYM_NAME, (field, wanted)


def _common(found: Sequence[_Tiers]) -> Rows:
    mask = found[0] > 0
    for tiers in found[1:]:
        mask &= tiers > 0
    return np.flatnonzero(mask)


def _tiers(lookup: Lookup, term: Term) -> _Tiers:
    """For every row the best tier at which it has the term, 0 where it has not."""
    asked: dict[Tier, list[Question]] = {}
    for tier, question in questions_of(term):
        asked.setdefault(tier, []).append(question)
    tiers = np.zeros(lookup.count, dtype=np.int8)
    for tier in _WORST_FIRST:
        if tier in asked:
            tiers[lookup.rows(tuple(dict.fromkeys(asked[tier])))] = tier
    return tiers


def _places(needle: str) -> Iterable[Question]:
    return ((field, wanted) for field in Field if (wanted := _wanted(field, needle)))


def _wanted(field: Field, needle: str) -> str:
    """What to look for in a field; empty when the needle is no question for it."""
    if field.is_reading:
        return needle if is_kana_needle(needle) else ""
    name = needle.replace(BREAK, "")
    if is_short_kana(needle):
        return BREAK + name if field is Field.NAME else ""
    return name if field is Field.NAME else needle
