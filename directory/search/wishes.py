"""Does a listing meet what was read out of the words? Yes, no, or 未確認: what nobody has stated is never a no."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from core.facts import Fact
from directory.geography.points import GeoPoint, distance
from directory.models.service_area import AreaRule
from directory.public_listing import PublicListing, PublicPlace
from directory.search.catalogue import KnownListing
from directory.search.forms import Field, text_form
from directory.search.reading.conditions import Condition, Matter
from directory.search.reading.lexicon import fact_words
from directory.search.wish_people import for_people, in_ages
from directory.search.wish_times import TIMES, WantedTimes, opposite, strictest

_NOT: Final = re.compile(".{0,6}?(?:なし|無し|無/|ない|ありません|いません|不可|できません|お断り)")
_CHILDREN: Final = frozenset({"kosodate_kyoten", "kodomo_shokudo", "nursery"})
_FARTHEST: Final = {"walk": 1_000, "near": 3_000}
"""Metres as the crow flies: a walk of about a quarter of an hour; what is still called near."""


@dataclass(frozen=True)
class Wishes:
    """The conditions of one reading, to be asked of many listings at one moment."""

    conditions: tuple[Condition, ...]
    now: datetime
    near: GeoPoint | None = None
    """Where the reader is, if they said so."""

    def verdicts(self, known: KnownListing) -> dict[Condition, Fact]:
        """The answer to every condition; wishes about the time get one answer together."""
        found = {one: self._answer(one, known) for one in self.conditions if one.matter not in TIMES}
        if self._times.conditions:
            when = self._times.judge(known.listing, known.times)
            found |= dict.fromkeys(self._times.conditions, when)
        return found

    @cached_property
    def _times(self) -> WantedTimes:
        return WantedTimes(tuple(one for one in self.conditions if one.matter in TIMES), self.now)

    def _answer(self, condition: Condition, known: KnownListing) -> Fact:
        if condition.matter is Matter.NEAR:
            answer = self._nearby(condition, known)
        else:
            answer = _JUDGES[condition.matter](condition, known)
        return opposite(answer) if condition.is_negated else answer

    def _nearby(self, condition: Condition, known: KnownListing) -> Fact:
        if self.near is None or known.row.latitude is None or known.row.longitude is None:
            return Fact.UNKNOWN
        there = GeoPoint(known.row.latitude, known.row.longitude)
        return Fact.YES if distance(self.near, there) <= _FARTHEST[condition.values[0]] else Fact.NO


def whole(verdicts: Mapping[Condition, Fact]) -> Fact:
    """Whether everything holds."""
    return strictest(list(verdicts.values()))


def unstated(verdicts: Mapping[Condition, Fact]) -> tuple[Condition, ...]:
    """The conditions that the listing's data leave open."""
    return tuple(one for one, answer in verdicts.items() if answer is Fact.UNKNOWN)


def _district(condition: Condition, known: KnownListing) -> Fact:
    if set(condition.values) & set(known.row.districts):
        return Fact.YES
    if _is_excluded(known.listing, condition.values):
        return Fact.NO
    return Fact.NO if known.row.districts else Fact.UNKNOWN


def _is_excluded(listing: PublicListing, districts: Sequence[str]) -> bool:
    return any(area.rule is AreaRule.EXCLUDED and area.code in districts for area in listing.areas)


def _place(condition: Condition, known: KnownListing) -> Fact:
    places = [place for place in (known.listing.place, *(line.place for line in known.listing.timetable)) if place]
    said = text_form("\n".join(word for place in places for word in _place_words(place)))
    named = (known.name, said)
    if any(value in form for value in condition.values for form in named):
        return Fact.YES
    return Fact.NO if any(place.address for place in places) else Fact.UNKNOWN


def _place_words(place: PublicPlace) -> tuple[str, ...]:
    return (place.name, place.address, place.landmark, place.district_name)


def _fact(condition: Condition, known: KnownListing) -> Fact:
    key = condition.values[0]
    stated = known.listing.fact(key)
    if stated is not Fact.UNKNOWN:
        return stated
    if key == "free_of_charge" and known.listing.fee_yen is not None:
        return Fact.NO if known.listing.fee_yen else Fact.YES
    if key == "children_welcome" and known.listing.kind in _CHILDREN:
        return Fact.YES
    return _said(known, fact_words().get(key, ()), is_no=key == "reservation_needed")


def _said(known: KnownListing, words: Sequence[str], *, is_no: bool = False) -> Fact:
    """What the text says in words that state a fact, and whether it takes them back at once (送迎はありません)."""
    text = known.name + known.unread.forms[Field.TEXT]
    for word in words:
        place = text.find(word)
        if place >= 0:
            is_taken_back = _NOT.match(text, place + len(word)) is not None
            return Fact.NO if is_taken_back is not is_no else Fact.YES
    return Fact.UNKNOWN


def _age(condition: Condition, known: KnownListing) -> Fact:
    return in_ages(known.listing, int(condition.values[0]), int(condition.values[0]))


_JUDGES: Final[Mapping[Matter, Callable[[Condition, KnownListing], Fact]]] = {
    Matter.DISTRICT: _district,
    Matter.PLACE: _place,
    Matter.FACT: _fact,
    Matter.AGE: _age,
    Matter.AUDIENCE: for_people,
}
