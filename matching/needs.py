"""What does a person wish, what can they do, and what not? Kept as a row, and read as the value that is ranked.

What was not asked stays empty: it is shown as 未確認 and never taken for a no.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import time
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework import consents
from casework.models.consent import Purpose
from casework.models.person import Person
from casework.persons import age_on, demand_version
from core import audit, clock
from core.access import Actor
from core.errors import InvalidError
from core.facts import Fact
from core.types import Json
from core.words import word
from directory.geography.points import GeoPoint, distance
from directory.models.district import District
from directory.models.service import Service
from matching.criteria.goal import GOAL_STEPS
from matching.models.batch import KeptApart
from matching.models.need import NeedRecord
from matching.models.placement import Placement
from matching.types import Comfort, Gender, Mode, Need, Place
from matching.week import DAYS, Week

LONGEST_TRAVEL = 240
LONGEST_WALK_TO_STOP = 60
NEAREST_SLACK, FARTHEST_SLACK = 500, 2500
"""How far from its district's point a home may lie, in metres, whatever the neighbours are."""
UNHAPPY_ENDS = frozenset({"stopped", "declined_by_person", "declined_by_host"})


@dataclass(frozen=True)
class Span:
    """A stretch of the week in which the person is free; Monday = 0."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True)
class Avoid:
    """What must not be proposed: kinds, organizations, services, and whatever these words stand for."""

    kinds: Sequence[str] = ()
    organizations: Sequence[str] = ()
    services: Sequence[str] = ()
    words: Sequence[str] = ()


@dataclass(frozen=True)
class Safety:
    """What must be kept from others, and what was talked over first; why is not written.

    `hides_name`: name and picture may be shown nowhere. `districts`: codes of those that the person must not go to.
    """

    hides_name: bool = False
    districts: Sequence[str] = ()
    may_be_with_children: Fact = Fact.UNKNOWN


NOTHING_TO_KEEP = Safety()


@dataclass(frozen=True, kw_only=True)
class NeedDetails:
    """What a coordinator writes down about the need; None and empty mean: not asked.

    A wish or strength is a tag of the directory, or the person's own word where no tag fits. `excluded_by` are the
    organizations that said they cannot take the person. `stop_minutes` is the walk to the nearest stop.
    """

    own_words: str = ""
    wishes: Sequence[str] = ()
    strengths: Sequence[str] = ()
    strength_words: str = ""
    goal_step: str | None = None
    available: Sequence[Span] | None = None
    modes: Sequence[str] | None = None
    travel_minutes: int | None = None
    needs: Sequence[str] = ()
    fee_limit_yen: int | None = None
    comforts: Sequence[str] = ()
    avoid: Avoid = field(default_factory=Avoid)
    nearest_stop: str = ""
    stop_minutes: int | None = None
    has_companion: Fact = Fact.UNKNOWN
    excluded_by: Sequence[str] = ()
    safety: Safety = NOTHING_TO_KEEP


def find(session: Session, person: Person) -> NeedRecord | None:
    """What is written about the person's need, if anything is."""
    return session.execute(select(NeedRecord).where(NeedRecord.person_id == person.id)).scalar_one_or_none()


def details_of(record: NeedRecord) -> NeedDetails:
    """A record as it was written down, to be shown in a form."""
    return NeedDetails(
        own_words=record.own_words,
        wishes=tuple(record.wishes),
        strengths=tuple(record.strengths),
        strength_words=record.strength_words,
        goal_step=record.goal_step,
        available=None if record.available is None else tuple(_span_of(span) for span in record.available),
        modes=None if record.modes is None else tuple(record.modes),
        travel_minutes=record.travel_minutes,
        needs=tuple(record.needs),
        fee_limit_yen=record.fee_limit_yen,
        comforts=tuple(record.comforts),
        avoid=Avoid(**{key: tuple(values) for key, values in record.avoid.items()}),
        nearest_stop=record.nearest_stop,
        stop_minutes=record.stop_minutes,
        has_companion=record.has_companion,
        excluded_by=tuple(record.excluded_by or ()),
        safety=opened_safety(record.safety),
    )


def opened_safety(kept: str | None) -> Safety:
    """What was kept under seal, as a value."""
    if kept is None:
        return NOTHING_TO_KEEP
    read = json.loads(kept)
    return Safety(read["hides_name"], tuple(read["districts"]), Fact(read["may_be_with_children"]))


def kept_safety(safety: Safety) -> str | None:
    """The value as it is kept under seal; nothing where there is nothing to keep."""
    return None if safety == NOTHING_TO_KEEP else json.dumps(asdict(safety), sort_keys=True)


def need_of(session: Session, person: Person) -> Need:
    """The person's need as the value that is ranked, with what is known from the record and earlier matches."""
    record = find(session, person)
    details = details_of(record) if record else NeedDetails()
    known, ended = _experience(session, person)
    tags = known_tags(session)
    return Need(
        person=str(person.id),
        age=age_on(person.birth_date, clock.today()) if person.birth_date else None,
        gender=Gender(person.gender) if person.gender else None,
        district=person.district.code if person.district else None,
        home=_home(session, person),
        own_words=details.own_words,
        wishes=frozenset(details.wishes) & tags,
        wish_words=frozenset(details.wishes) - tags,
        strengths=frozenset(details.strengths),
        goal_step=details.goal_step,
        availability=None if details.available is None else week_of(details.available),
        travel=_travel(details),
        access_needs=frozenset(details.needs),
        fee_limit=details.fee_limit_yen,
        avoid_kinds=frozenset(details.avoid.kinds),
        avoid_organizations=frozenset(details.avoid.organizations),
        avoid_services=frozenset(details.avoid.services),
        avoid_words=frozenset(details.avoid.words),
        comfort=frozenset(map(Comfort, details.comforts)),
        avoid_persons=_kept_apart(session, person),
        consent=consents.state(session, person.id, Purpose.SUPPORT),
        refused_hosts=consents.refused_hosts(session, person.id),
        is_protected=details.safety.hides_name,
        unsafe_districts=frozenset(details.safety.districts),
        has_companion=details.has_companion,
        may_be_with_children=details.safety.may_be_with_children,
        nearest_stop=details.nearest_stop,
        stop_minutes=details.stop_minutes,
        known_organizations=known,
        ended_kinds=ended,
    )


def known_tags(session: Session) -> frozenset[str]:
    """Every tag that some listing of the town bears."""
    return frozenset(tag for tags in session.execute(select(Service.tags)).scalars() for tag in tags)


def week_of(spans: Iterable[Span]) -> Week:
    """The free stretches as a week of half hours."""
    return Week.free_at((span.weekday, span.start, span.end) for span in spans)


def save(session: Session, actor: Actor, person: Person, details: NeedDetails, *, version: int) -> NeedRecord:
    """Write the need down; version 0 says that the form was shown when there was none yet."""
    _demand_sound(details)
    audit.take_turn(session)
    record = find(session, person)
    demand_version(record.version if record else 0, version)
    if record is None:
        record = NeedRecord(municipality_id=person.municipality_id, person_id=person.id)
        session.add(record)
    wanted = _columns(details)
    changed = [name for name, value in wanted.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, wanted[name])
    session.flush()
    if changed:
        audit.record(session, actor, "need.save", f"person:{person.id}", purpose=" ".join(changed))
    return record


def _travel(details: NeedDetails) -> dict[Mode, int | None]:
    """Each way with its limit; who is fetched has agreed to the ride, however long it is."""
    modes = [Mode(mode) for mode in details.modes or ()]
    return {mode: None if mode is Mode.LIFT else details.travel_minutes for mode in modes}


def _home(session: Session, person: Person) -> Place | None:
    """The point of the person's district, and how far off it may be: half the way to the nearest neighbour."""
    own = person.district
    if own is None or own.latitude is None or own.longitude is None:
        return None
    here = GeoPoint(own.latitude, own.longitude)
    others = session.execute(select(District).where(District.id != own.id)).scalars()
    points = [(one.latitude, one.longitude) for one in others]
    ways = [distance(here, GeoPoint(lat, lng)) for lat, lng in points if lat is not None and lng is not None]
    slack = round(min(ways, default=2 * FARTHEST_SLACK) / 2)
    return Place(own.latitude, own.longitude, min(max(slack, NEAREST_SLACK), FARTHEST_SLACK), own.detour_percent)


def _kept_apart(session: Session, person: Person) -> frozenset[str]:
    """Everybody who must not be met, whichever of the two it was written down for."""
    query = select(KeptApart.person_id, KeptApart.other_id)
    query = query.where(or_(KeptApart.person_id == person.id, KeptApart.other_id == person.id))
    return frozenset(str(key) for pair in session.execute(query).all() for key in pair if key != person.id)


def _experience(session: Session, person: Person) -> tuple[frozenset[str], frozenset[str]]:
    """The organizations that the person has been at, and the kinds of service that ended without success."""
    query = select(Placement.state, Placement.first_went_on, Service.organization_id, Service.kind)
    query = query.join(Placement.service).where(Placement.person_id == person.id)
    rows = session.execute(query).all()
    known = frozenset(str(organization) for _, went, organization, _ in rows if went is not None)
    return known, frozenset(kind for state, _, _, kind in rows if state in UNHAPPY_ENDS)


def _columns(details: NeedDetails) -> Json:
    spans = details.available
    return {
        "own_words": details.own_words.strip(),
        "wishes": _each_once(details.wishes),
        "strengths": _each_once(details.strengths),
        "strength_words": details.strength_words.strip(),
        "goal_step": details.goal_step,
        "available": None if spans is None else [_kept(span) for span in spans],
        "modes": None if details.modes is None else _each_once(details.modes),
        "travel_minutes": details.travel_minutes,
        "needs": _each_once(details.needs),
        "fee_limit_yen": details.fee_limit_yen,
        "comforts": _each_once(details.comforts),
        "avoid": {key: _each_once(values) for key, values in asdict(details.avoid).items()},
        "nearest_stop": details.nearest_stop.strip(),
        "stop_minutes": details.stop_minutes,
        "has_companion": details.has_companion,
        "excluded_by": _each_once(details.excluded_by) or None,
        "safety": kept_safety(details.safety),
    }


def _demand_sound(details: NeedDetails) -> None:
    minutes, fee, walk = details.travel_minutes, details.fee_limit_yen, details.stop_minutes
    faults = {
        "goal_step": details.goal_step is not None and details.goal_step not in GOAL_STEPS,
        "modes": not _all_are(Mode, details.modes or ()),
        "comforts": not _all_are(Comfort, details.comforts),
        "available": not all(0 <= span.weekday < DAYS for span in details.available or ()),
        "travel_minutes": minutes is not None and not 0 < minutes <= LONGEST_TRAVEL,
        "fee_limit_yen": fee is not None and fee < 0,
        "stop_minutes": walk is not None and not 0 <= walk <= LONGEST_WALK_TO_STOP,
    }
    if any(faults.values()):
        raise InvalidError({name: word("選び直してください。") for name, is_wrong in faults.items() if is_wrong})


def _all_are(kind: type[StrEnum], values: Iterable[str]) -> bool:
    known = {member.value for member in kind}
    return all(value in known for value in values)


def _each_once(values: Iterable[object]) -> list[object]:
    tidy = (value.strip() if isinstance(value, str) else value for value in values)
    return [value for value in dict.fromkeys(tidy) if value]


def _kept(span: Span) -> list[int | str]:
    return [span.weekday, f"{span.start:%H:%M}", f"{span.end:%H:%M}"]


def _span_of(kept: Sequence[int | str]) -> Span:
    weekday, start, end = kept
    return Span(int(weekday), time.fromisoformat(str(start)), time.fromisoformat(str(end)))
