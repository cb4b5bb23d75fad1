"""How does the content of a listing lie in rows, and get into them again without touching what stays the same?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from core.model import Scoped
from directory.content import ContactEntry, ListingContent, ListingPlace, StatedAnswer, TimetableLine
from directory.models.contact import Contact
from directory.models.location import Location
from directory.models.organization import Organization
from directory.models.schedule import Closure, Schedule
from directory.models.service import Service
from directory.models.service_area import ServiceArea
from directory.models.stated_fact import StatedFact
from directory.recurrence.rules import Closure as ClosedDays
from directory.schedules import closures_of, rule_of, write_rule

Row = TypeVar("Row", bound=Scoped)
Value = TypeVar("Value")
_IN_OWN_ROWS: Final = frozenset({"place", "timetable", "closures", "contacts", "facts", "areas"})
_PLAIN: Final = tuple(one.name for one in fields(ListingContent) if one.name not in _IN_OWN_ROWS)
_PLACE: Final = tuple(one.name for one in fields(ListingPlace))
_CONTACT: Final = tuple(one.name for one in fields(ContactEntry))
_CLOSURE: Final = ("starts_on", "ends_on", "reason")
_FACT: Final = ("answer", "note", "stated_at", "stated_by")

WHOLE: Final[tuple[ORMOption, ...]] = (
    joinedload(Service.organization),
    joinedload(Service.location).joinedload(Location.district),
    selectinload(Service.schedules).joinedload(Schedule.location).joinedload(Location.district),
    selectinload(Service.closures),
    selectinload(Service.contacts),
    selectinload(Service.facts),
    selectinload(Service.areas).joinedload(ServiceArea.district),
)
"""What to load with services whose whole content is needed: six queries, however many services."""


def content_of(service: Service) -> ListingContent:
    """Everything that the rows of a listing say."""
    plain = {name: _frozen(getattr(service, name)) for name in _PLAIN}
    return ListingContent(
        **plain,
        place=place_of(service.location),
        timetable=tuple(TimetableLine(rule_of(row), place_of(row.location)) for row in service.schedules),
        closures=closures_of(service),
        contacts=tuple(ContactEntry(**{name: getattr(row, name) for name in _CONTACT}) for row in service.contacts),
        facts={row.key: StatedAnswer(row.answer, row.note, row.stated_at, row.stated_by) for row in service.facts},
        areas={row.district_id: row.rule for row in service.areas},
    )


def place_of(location: Location | None) -> ListingPlace | None:
    """What a location says."""
    return None if location is None else ListingPlace(**{name: getattr(location, name) for name in _PLACE})


def write(session: Session, service: Service, content: ListingContent) -> None:
    """Let the rows of a listing say exactly this; rows that say it already are left alone."""
    for name in _PLAIN:
        _put(service, name, _thawed(getattr(content, name)))
    if content.organization_id != service.organization.id:
        service.organization = session.get_one(Organization, content.organization_id)
    service.location = _placed(session, service, service.location, content.place)
    _write_timetable(session, service, content.timetable)
    _write_closures(service, content.closures)
    _write_contacts(service, content.contacts)
    _write_facts(service, content.facts)
    _write_areas(service, content)


def _write_timetable(session: Session, service: Service, lines: Sequence[TimetableLine]) -> None:
    rows = _fitted(service.schedules, len(lines), lambda: Schedule(municipality_id=service.municipality_id))
    for position, (row, line) in enumerate(zip(rows, lines, strict=True)):
        _put(row, "position", position)
        write_rule(row, line.rule)
        row.location = _placed(session, service, row.location, line.place)


def _write_closures(service: Service, closures: Sequence[ClosedDays]) -> None:
    in_order = sorted(closures, key=lambda one: (one.starts_on, one.ends_on))
    rows = _fitted(service.closures, len(in_order), lambda: Closure(municipality_id=service.municipality_id))
    for row, closure in zip(rows, in_order, strict=True):
        _write_all(row, closure, _CLOSURE)


def _write_contacts(service: Service, contacts: Sequence[ContactEntry]) -> None:
    rows = _fitted(service.contacts, len(contacts), lambda: Contact(municipality_id=service.municipality_id))
    for position, (row, contact) in enumerate(zip(rows, contacts, strict=True)):
        _put(row, "position", position)
        _write_all(row, contact, _CONTACT)


def _write_facts(service: Service, facts: Mapping[str, StatedAnswer]) -> None:
    known = {row.key: row for row in service.facts}
    for key in known.keys() - facts.keys():
        service.facts.remove(known[key])
    for key, stated in facts.items():
        if key not in known:
            known[key] = StatedFact(municipality_id=service.municipality_id, key=key)
            service.facts.append(known[key])
        _write_all(known[key], stated, _FACT)


def _write_areas(service: Service, content: ListingContent) -> None:
    known = {row.district_id: row for row in service.areas}
    for district_id in known.keys() - content.areas.keys():
        service.areas.remove(known[district_id])
    for district_id, rule in content.areas.items():
        if district_id not in known:
            known[district_id] = ServiceArea(municipality_id=service.municipality_id, district_id=district_id)
            service.areas.append(known[district_id])
        _put(known[district_id], "rule", rule)


def _fitted(rows: list[Row], count: int, new: Callable[[], Row]) -> list[Row]:
    """Bring a relationship to this many rows, keeping the first ones."""
    while len(rows) > count:
        rows.pop()
    while len(rows) < count:
        rows.append(new())
    return rows


def _placed(
    session: Session, service: Service, location: Location | None, place: ListingPlace | None
) -> Location | None:
    """The location that says this: the present one where it may be changed, otherwise a new one."""
    if place is None or place_of(location) == place:
        return location if place else None
    if location is None or _is_shared(session, service, location):
        location = Location(municipality_id=service.municipality_id)
        session.add(location)
    _write_all(location, place, _PLACE)
    return location


def _is_shared(session: Session, service: Service, location: Location) -> bool:
    others = select(func.count()).where(Service.location_id == location.id, Service.id != service.id)
    stops = select(func.count()).where(Schedule.location_id == location.id)
    with session.no_autoflush:
        return bool(session.execute(others).scalar_one() or session.execute(stops).scalar_one())


def _write_all(row: object, value: object, names: Sequence[str]) -> None:
    for name in names:
        _put(row, name, getattr(value, name))


def _put(row: object, name: str, value: object) -> None:
    if getattr(row, name) != value:
        setattr(row, name, value)


def _frozen(value: Any) -> Any:  # Any: a column of whatever type
    return tuple(value) if isinstance(value, list) else value


def _thawed(value: Any) -> Any:  # Any: a field of whatever type
    return list(value) if isinstance(value, tuple) else value
