"""Why does a listing stand among the results? Short marks that say which wish it meets, and what is still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core import clock
from core.facts import Fact
from directory.public_listing import PublicListing
from directory.recurrence.sessions import Session
from directory.recurrence.slots import Part, slots_in, slots_mask
from directory.search.criteria import SearchCriteria
from directory.search.matched import Tier


class ReasonCode(StrEnum):
    """What a mark speaks of."""

    NAME = "name"
    READING = "reading"
    KIND = "kind"
    TEXT = "text"
    SYNONYM = "synonym"
    FACT = "fact"
    TIME = "time"
    DISTRICT = "district"
    DOUBT = "doubt"
    PAUSED = "paused"
    ROUGH_PLACE = "rough_place"
    NEIGHBOUR = "neighbour"


@dataclass(frozen=True, slots=True)
class Reason:
    """One mark: what it speaks of, and the key of the fact, the weekday and part, the district or the doubt."""

    code: ReasonCode
    value: str = ""
    weekday: int | None = None
    part: Part | None = None


_BY_TIER = {
    Tier.NAME_EXACT: ReasonCode.NAME,
    Tier.NAME: ReasonCode.NAME,
    Tier.READING: ReasonCode.READING,
    Tier.KIND: ReasonCode.KIND,
    Tier.TEXT: ReasonCode.TEXT,
    Tier.SYNONYM: ReasonCode.SYNONYM,
    Tier.SYNONYM_NAME: ReasonCode.SYNONYM,
}


def reasons_of(
    listing: PublicListing, criteria: SearchCriteria, tier: Tier | None, upcoming: Session | None
) -> tuple[Reason, ...]:
    """The marks of one result, wishes first and doubts last."""
    return (*_words(tier), *_wishes(listing, criteria), *_doubts(listing, upcoming))


def _words(tier: Tier | None) -> Iterator[Reason]:
    if tier is not None:
        yield Reason(_BY_TIER[tier])


def _wishes(listing: PublicListing, criteria: SearchCriteria) -> Iterator[Reason]:
    for key in sorted(criteria.facts):
        if listing.fact(key) is Fact.YES:
            yield Reason(ReasonCode.FACT, key)
    if criteria.slots:
        for weekday, part in slots_in(slots_mask(listing.rules, since=clock.today()) & criteria.slots):
            yield Reason(ReasonCode.TIME, weekday=weekday, part=part)
    if criteria.districts and listing.district_name:
        yield Reason(ReasonCode.DISTRICT, listing.district_name)


def _doubts(listing: PublicListing, upcoming: Session | None) -> Iterator[Reason]:
    if listing.status == "paused":
        yield Reason(ReasonCode.PAUSED, listing.status_note)
    for doubt in upcoming.doubts if upcoming else ():
        yield Reason(ReasonCode.DOUBT, doubt.value)
    if listing.place and (listing.place.position_level.is_approximate or listing.place.is_position_doubtful):
        yield Reason(ReasonCode.ROUGH_PLACE, listing.place.position_level.value)
