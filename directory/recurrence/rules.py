"""What a host says about its days: weekly, nth weekday, alternate weeks, dates, seasons, closures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

EVERY_DAY: Final = (0, 1, 2, 3, 4, 5, 6)
LAST: Final = -1


class Frequency(StrEnum):
    """How a rule repeats."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    DATES = "dates"


class HolidayRule(StrEnum):
    """What the host said of a special day; unknown is never read as open or closed."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class InvalidRuleError(ValueError):
    """A rule that cannot be true of any calendar; the message names the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days without sessions, both ends included."""

    starts_on: date
    ends_on: date
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a closure that ends before it starts."""
        if self.ends_on < self.starts_on:
            raise InvalidRuleError("ends_on: before starts_on")

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in this closure."""
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRule:
    """One line of a timetable in local wall time, with what is unknown left unknown.

    weekdays: Monday = 0. nths: 1-5, -1 = last; monthly only. monthdays: 1-31, -1 = last; monthly only.
    interval: weeks, counted from the week of `anchor`; without anchor it is unknown which week it is.
    closes_at at or before opens_at means the next day. months: empty = the whole year.
    holiday_rule and new_year_rule (12/29-1/3) do not touch days of the kind `dates`: the host named them one by one.
    """

    freq: Frequency
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    interval: int = 1
    anchor: date | None = None
    dates: tuple[date, ...] = ()
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    months: tuple[int, ...] = ()
    holiday_rule: HolidayRule = HolidayRule.UNKNOWN
    new_year_rule: HolidayRule = HolidayRule.UNKNOWN
    note: str = ""

    def __post_init__(self) -> None:
        """Bring lists into calendar order and refuse what no calendar can hold."""
        for name in ("weekdays", "months", "dates"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        for name in ("nths", "monthdays"):
            object.__setattr__(self, name, _last_at_the_end(getattr(self, name)))
        _check_numbers(self)
        _check_shape(self)


def weekly(weekdays: Sequence[int], opens_at: time | None = None, closes_at: time | None = None) -> SessionRule:
    """Write the most common rule: every week on these weekdays."""
    return SessionRule(freq=Frequency.WEEKLY, weekdays=tuple(weekdays), opens_at=opens_at, closes_at=closes_at)


def monthly(
    nths: Sequence[int], weekdays: Sequence[int], opens_at: time | None = None, closes_at: time | None = None
) -> SessionRule:
    """Write a rule of the nth weekdays of every month."""
    return SessionRule(
        freq=Frequency.MONTHLY, nths=tuple(nths), weekdays=tuple(weekdays), opens_at=opens_at, closes_at=closes_at
    )


def _last_at_the_end(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers), key=lambda number: (number < 0, number)))


_RANGES: Final = {
    "weekdays": frozenset(EVERY_DAY),
    "nths": frozenset({1, 2, 3, 4, 5, LAST}),
    "monthdays": frozenset({*range(1, 32), LAST}),
    "months": frozenset(range(1, 13)),
}


def _check_numbers(rule: SessionRule) -> None:
    for name, allowed in _RANGES.items():
        if not allowed.issuperset(getattr(rule, name)):
            raise InvalidRuleError(f"{name}: out of range")
    if rule.interval < 1:
        raise InvalidRuleError("interval: at least one week")
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        raise InvalidRuleError("valid_to: before valid_from")


_ALLOWED: Final = {
    Frequency.WEEKLY: frozenset({"weekdays", "interval", "anchor"}),
    Frequency.MONTHLY: frozenset({"weekdays", "nths", "monthdays"}),
    Frequency.DATES: frozenset({"dates"}),
}


def _check_shape(rule: SessionRule) -> None:
    filled = {name for name in ("weekdays", "nths", "monthdays", "anchor", "dates") if getattr(rule, name)}
    if rule.interval > 1:
        filled.add("interval")
    if strange := filled - _ALLOWED[rule.freq]:
        raise InvalidRuleError(f"{min(strange)}: not part of a {rule.freq} rule")
    if bool(rule.nths) != (rule.freq is Frequency.MONTHLY and bool(rule.weekdays)):
        raise InvalidRuleError("nths: go with weekdays of a monthly rule")
    if not filled & {"weekdays", "monthdays", "dates"}:
        raise InvalidRuleError("weekdays: a rule names its days")
