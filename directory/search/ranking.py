"""How well does a listing answer the words? Integer tiers, taken from the sets that a text index gives.

Every index gives the same sets, so that every index gives the same list.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import NamedTuple

from directory.search.forms import BREAK, Field, is_kana_needle, is_short_kana
from directory.search.text_index.protocol import Snapshot
from directory.search.words import Query, Term


class Tier(IntEnum):
    """Where a term was found, the best place counting."""

    SYNONYM = 1
    TEXT = 2
    SYNONYM_NAME = 3
    KIND = 4
    READING = 5
    NAME = 6
    NAME_EXACT = 7


class Match(NamedTuple):
    """How a listing answers a query: the tier of the term it answers worst, and the sum over all terms (the score).

    `best` is the tier of the term it answers best. `unstated` counts the wishes that its data leave open; a neighbour
    is of the kind nearest to the one asked for.
    """

    weakest: Tier
    score: int
    best: Tier = Tier.SYNONYM
    unstated: int = 0
    is_neighbour: bool = False


_TIER_OF = {
    Field.NAME: Tier.NAME,
    Field.NAME_READING: Tier.READING,
    Field.KIND: Tier.KIND,
    Field.KIND_READING: Tier.KIND,
    Field.TEXT: Tier.TEXT,
    Field.TEXT_READING: Tier.TEXT,
}
_RUNNING = frozenset({Field.TEXT, Field.TEXT_READING})
_WORST_FIRST = sorted(_TIER_OF, key=_TIER_OF.__getitem__)


def matches(snapshot: Snapshot, query: Query) -> dict[str, Match]:
    """The listings that have every term of the query, each with its match; a query needs at least one term."""
    found = [_found(snapshot, term) for term in query.terms]
    common = set(found[0]).intersection(*found[1:])
    answers = {key: _match([tiers[key] for tiers in found]) for key in common}
    exact = Match(Tier.NAME_EXACT, Tier.NAME_EXACT * len(found), Tier.NAME_EXACT)
    for name in query.names:
        answers |= dict.fromkeys(snapshot.holding(Field.NAME, f"{BREAK}{name}{BREAK}"), exact)
    return answers


def _match(tiers: list[Tier]) -> Match:
    return Match(min(tiers), sum(tiers), max(tiers))


def _found(snapshot: Snapshot, term: Term) -> Mapping[str, Tier]:
    best: dict[str, Tier] = {}
    for other in term.alike:
        for field, ids in _sets(snapshot, other):
            tier = Tier.SYNONYM if field in _RUNNING else Tier.SYNONYM_NAME
            best |= {key: max(tier, best.get(key, tier)) for key in ids}
    sets = [one for spelling in term.spellings for one in _sets(snapshot, spelling)]
    for field in _WORST_FIRST:
        for _, ids in (one for one in sets if one[0] is field):
            best |= {key: max(_TIER_OF[field], best.get(key, Tier.SYNONYM)) for key in ids}
    return best


def _sets(snapshot: Snapshot, needle: str) -> Iterator[tuple[Field, AbstractSet[str]]]:
    for field in Field:
        if wanted := _wanted(field, needle):
            yield field, snapshot.holding(field, wanted)


def _wanted(field: Field, needle: str) -> str:
    """What to look for in a field; empty when the needle is no question for it."""
    if field.is_reading:
        return needle if is_kana_needle(needle) else ""
    name = needle.replace(BREAK, "")
    if is_short_kana(needle):
        return BREAK + name if field is Field.NAME else ""
    return name if field is Field.NAME else needle
