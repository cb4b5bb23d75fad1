"""A match ended for a reason: what would the person rather wish now? Single changes of the need, offered and not made.

Only what truly changes something is offered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from casework.models.person import Person
from core import clock
from matching import placements, snapshot
from matching.lifecycle import State
from matching.models.placement import Placement
from matching.needs import Avoid, NeedDetails
from matching.step_reasons import StepReason, read
from matching.types import Comfort, Mode, Option

TRAVEL_STEPS: Final = (10, 15, 20, 30, 45, 60, 90)
FEE_STEPS: Final = (0, 100, 200, 300, 500, 1000)
FRESH: Final = timedelta(days=60)
"""For how long an ending speaks for a change."""
MOST_ENDINGS: Final = 2
SPEAKING: Final = frozenset({State.DECLINED_BY_PERSON, State.DECLINED_BY_HOST, State.STOPPED, State.PAUSED})


class ChangeKind(StrEnum):
    """What is changed."""

    SHORTER_TRAVEL = "shorter_travel"
    ADD_LIFT = "add_lift"
    LOWER_FEE = "lower_fee"
    NOT_THEN = "not_then"
    SMALL_GROUP = "small_group"
    LITTLE_TALK = "little_talk"
    HALF_HOUR = "short_stay"
    AVOID_KIND = "avoid_kind"
    AVOID_SERVICE = "avoid_service"
    EXCLUDE_HOST = "exclude_host"


@dataclass(frozen=True)
class Change:
    """One change: what it is, its figure or days, and the need as it would be."""

    kind: ChangeKind
    details: NeedDetails
    figure: int = 0
    days: Sequence[int] = ()


@dataclass(frozen=True)
class Ending:
    """A match that ended lately, why, and what the need could say instead."""

    placement: Placement
    changes: Sequence[Change]


def of_person(session: Session, person: Person, details: NeedDetails) -> list[Ending]:
    """The latest endings that still speak for a change."""
    found = []
    for placement in sorted(placements.list_of(session, person), key=lambda one: one.updated_at, reverse=True):
        if placement.state in SPEAKING and placement.updated_at > clock.now() - FRESH:
            option = snapshot.read_option(session, placement.service_id)
            changes = () if option is None else tuple(changes_for(details, placement.state, placement.reason, option))
            found += [Ending(placement, changes)] if changes else []
    return found[:MOST_ENDINGS]


def changes_for(details: NeedDetails, state: str, reason: str, option: Option) -> Iterator[Change]:
    """Every change that the reason speaks for, and that is not made yet."""
    code, _words = read(reason)
    for change in _spoken_for(details, code, option):
        if change.details != details:
            yield change
    avoid = details.avoid
    if state == State.DECLINED_BY_PERSON and option.service not in avoid.services:
        kept = replace(avoid, services=(*avoid.services, option.service))
        yield Change(ChangeKind.AVOID_SERVICE, replace(details, avoid=kept))


def _spoken_for(details: NeedDetails, code: StepReason | None, option: Option) -> Iterator[Change]:
    match code:
        case StepReason.TRAVEL:
            yield from _travel(details)
        case StepReason.MONEY:
            yield from _fee(details, option)
        case StepReason.TIME:
            yield from _times(details, option)
        case StepReason.PEOPLE:
            yield _with(details, ChangeKind.SMALL_GROUP, Comfort.SMALL_GROUP)
            yield _with(details, ChangeKind.LITTLE_TALK, Comfort.LITTLE_TALK)
        case StepReason.HEALTH:
            yield _with(details, ChangeKind.HALF_HOUR, Comfort.HALF_HOUR)
        case StepReason.NOT_DRAWN:
            yield _without_kind(details, option)
        case StepReason.NO_FIT:
            hosts = dict.fromkeys((*details.excluded_by, option.organization))
            yield Change(ChangeKind.EXCLUDE_HOST, replace(details, excluded_by=tuple(hosts)))
        case _:
            return


def _travel(details: NeedDetails) -> Iterator[Change]:
    """A step less than now, and to be fetched."""
    now = details.travel_minutes or TRAVEL_STEPS[-1]
    shorter = [minutes for minutes in TRAVEL_STEPS if minutes < now]
    if shorter:
        yield Change(ChangeKind.SHORTER_TRAVEL, replace(details, travel_minutes=shorter[-1]), shorter[-1])
    if details.modes is not None and Mode.LIFT.value not in details.modes:
        yield Change(ChangeKind.ADD_LIFT, replace(details, modes=(*details.modes, Mode.LIFT.value)))


def _fee(details: NeedDetails, option: Option) -> Iterator[Change]:
    """Less than this place takes, and less than now."""
    bounds = [fee for fee in (option.fee, details.fee_limit_yen) if fee is not None]
    lower = [fee for fee in FEE_STEPS if fee < min(bounds, default=FEE_STEPS[-1] + 1)]
    if lower:
        yield Change(ChangeKind.LOWER_FEE, replace(details, fee_limit_yen=lower[-1]), lower[-1])


def _times(details: NeedDetails, option: Option) -> Iterator[Change]:
    """Not on the weekdays on which this place meets; somebody who would have no time left is asked instead."""
    days = tuple(sorted({one.weekday for one in option.sessions if one.weekday is not None}))
    spans = details.available or ()
    left = tuple(span for span in spans if span.weekday not in days)
    if days and left and len(left) < len(spans):
        yield Change(ChangeKind.NOT_THEN, replace(details, available=left), days=days)


def _with(details: NeedDetails, kind: ChangeKind, comfort: Comfort) -> Change:
    return Change(kind, replace(details, comforts=tuple(dict.fromkeys((*details.comforts, comfort.value)))))


def _without_kind(details: NeedDetails, option: Option) -> Change:
    avoid: Avoid = details.avoid
    kinds = tuple(dict.fromkeys((*avoid.kinds, option.kind)))
    return Change(ChangeKind.AVOID_KIND, replace(details, avoid=replace(avoid, kinds=kinds)))
