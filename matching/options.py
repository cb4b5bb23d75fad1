"""How does a listing stand as the value that is ranked? What nobody has stated stays absent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core import clock
from core.facts import Fact
from directory.geography.positions import PositionLevel
from directory.models.contact import Contact
from directory.models.location import Location
from directory.models.service import Service
from directory.models.service_area import AreaRule
from directory.recurrence.rules import Frequency, SessionRule
from directory.recurrence.sessions import is_over
from directory.schedules import rules_of
from matching.types import Gender, Known, Option, Place, Status
from matching.week import Session

OFF_BY_METRES = {
    PositionLevel.EXACT: 0,
    PositionLevel.BLOCK: 100,
    PositionLevel.TOWN: 750,
    PositionLevel.AREA: 1500,
    PositionLevel.CITY: 5000,
}
"""How far a place may lie from its point; without a level there is no place."""
FREE, TRANSPORT, COMES = "free_of_charge", "transport_assistance", "comes_to_home"


@dataclass(frozen=True)
class Kept:
    """What is known of a listing beside its record: places held, by whom, whom the host cannot take, its steward."""

    taken: int = 0
    participants: frozenset[str] = frozenset()
    excluded_persons: frozenset[str] = frozenset()
    has_steward: bool = False


def option_of(service: Service, kept: Kept) -> Option:
    """The option that a listing is today."""
    facts = facts_of(service)
    areas = {rule: frozenset(row.district.code for row in service.areas if row.rule is rule) for rule in AreaRule}
    location = _location_of(service)
    comes = facts.get(COMES)
    return Option(
        service=str(service.id),
        name=service.name,
        organization=str(service.organization_id),
        kind=service.kind,
        tags=frozenset(service.tags),
        text="\n".join(filter(None, (service.description, service.eligibility_description, service.first_visit))),
        district=location.district.code if location and location.district else None,
        place=place_of(location),
        sessions=sessions_of(rules_of(service)),
        by_arrangement=service.is_by_arrangement,
        comes_to_home=comes is not None and comes.value,
        age_min=service.minimum_age,
        age_max=service.maximum_age,
        gender_limit=Gender(service.gender_limit) if service.gender_limit else None,
        service_area=areas[AreaRule.SERVED],
        arranged_districts=areas[AreaRule.BY_ARRANGEMENT],
        excluded_districts=areas[AreaRule.EXCLUDED],
        excluded_persons=kept.excluded_persons,
        participants=kept.participants,
        intake_slots=service.intake_slots,
        intake_stated_on=clock.local_date(service.intake_stated_at) if service.intake_stated_at else None,
        soft_reserved=kept.taken,
        facts=facts,
        fee=service.fee_yen,
        is_free=facts.get(FREE),
        status=Status(service.status.value),
        assured_on=clock.local_date(service.assured_at) if service.assured_at else None,
        transport=facts.get(TRANSPORT),
        nearest_stop=location.nearest_stop if location else "",
        stop_minutes=location.stop_minutes if location else None,
        has_host_contact=kept.has_steward or any(map(can_be_asked, service.contacts)),
    )


def facts_of(service: Service) -> dict[str, Known]:
    """Each question that somebody answered with yes or no."""
    return {
        row.key: Known(row.answer is Fact.YES, clock.local_date(row.stated_at), row.note)
        for row in service.facts
        if row.answer.is_known
    }


def place_of(location: Location | None) -> Place | None:
    """The point of a location with its doubt."""
    if location is None or location.latitude is None or location.longitude is None:
        return None
    if location.position_level is PositionLevel.NONE:
        return None
    level = PositionLevel.CITY if location.is_position_doubtful else location.position_level
    winding = location.district.detour_percent if location.district else None
    return Place(location.latitude, location.longitude, OFF_BY_METRES[level], winding)


def sessions_of(rules: Iterable[SessionRule]) -> tuple[Session, ...]:
    """The meetings in a usual week, each once, Monday's first; days of the month have no weekday of their own."""
    today = clock.today()
    found = {session for rule in rules if not is_over(rule, today) for session in _sessions_of(rule)}
    return tuple(sorted(found, key=lambda one: (one.weekday is None, one.weekday or 0, str(one.start), str(one.end))))


def can_be_asked(contact: Contact) -> bool:
    """Whether a contact can be reached."""
    return bool(contact.phone or contact.email or contact.fax)


def _location_of(service: Service) -> Location | None:
    """Where it takes place: its own location, else that of its first line in the timetable."""
    return service.location or next((row.location for row in service.schedules if row.location), None)


def _sessions_of(rule: SessionRule) -> Iterator[Session]:
    today = clock.today()
    weekdays: list[int | None] = list(rule.weekdays)
    if rule.freq is Frequency.DATES:
        weekdays = [day.weekday() for day in rule.dates if day >= today]
    elif rule.monthdays:
        weekdays.append(None)
    for weekday in weekdays:
        yield Session(weekday, rule.opens_at, rule.closes_at)
