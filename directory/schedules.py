"""How do rows of a timetable and the values of directory.recurrence stand for one another?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from core import clock
from directory.models.schedule import Closure, Schedule
from directory.models.service import Service
from directory.recurrence.rules import Closure as ClosedDays
from directory.recurrence.rules import SessionRule
from directory.recurrence.sessions import Session, next_sessions, sessions_on

_LISTS = ("weekdays", "nths", "monthdays", "months")
_PLAIN = (
    *("freq", "interval", "anchor", "opens_at", "closes_at", "valid_from", "valid_to"),
    *("holiday_rule", "new_year_rule", "note"),
)


def rule_of(row: Schedule) -> SessionRule:
    """The rule that a row keeps."""
    kept: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}  # Any: each column has its own type
    kept |= {name: tuple(getattr(row, name)) for name in _LISTS}
    return SessionRule(dates=tuple(date.fromisoformat(day) for day in row.dates), **kept)


def write_rule(row: Schedule, rule: SessionRule) -> None:
    """Let a row keep this rule; columns that say the same already are left alone."""
    for name in _LISTS:
        _put(row, name, list(getattr(rule, name)))
    for name in _PLAIN:
        _put(row, name, getattr(rule, name))
    _put(row, "dates", [day.isoformat() for day in rule.dates])


def closed_days_of(row: Closure) -> ClosedDays:
    """The closed days that a row keeps."""
    return ClosedDays(starts_on=row.starts_on, ends_on=row.ends_on, reason=row.reason)


def rules_of(service: Service) -> tuple[SessionRule, ...]:
    """The timetable of a service."""
    return tuple(rule_of(row) for row in service.schedules)


def closures_of(service: Service) -> tuple[ClosedDays, ...]:
    """The closed days of a service."""
    return tuple(closed_days_of(row) for row in service.closures)


def closures_ahead(service: Service) -> tuple[ClosedDays, ...]:
    """The closed days of a service that are not over yet."""
    return tuple(one for one in closures_of(service) if one.ends_on >= clock.today())


def sessions_of_day(service: Service, day: date) -> Sequence[Session]:
    """The sessions of a service on one day."""
    return sessions_on(rules_of(service), closures_of(service), day)


def next_of(service: Service, after: datetime, *, count: int = 1) -> Sequence[Session]:
    """The next sessions of a service that have not begun at that instant."""
    return next_sessions(rules_of(service), closures_of(service), after, count)


def _put(row: Schedule, name: str, value: object) -> None:
    if getattr(row, name) != value:
        setattr(row, name, value)
