"""When is somebody asked again how it goes? A table that the municipality may edit, and plain rules on dates."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

MONTHS_A_YEAR: Final = 12
SOME_DAY: Final = date(2026, 1, 1)
"""A day to measure intervals from; intervals that are told apart by a leap day only are refused alike."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A distance in time, in days or in months; a month after the 31st is the last day of a shorter one."""

    key: str
    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The day that lies so far after another."""
        month = day.year * MONTHS_A_YEAR + day.month - 1 + self.months
        year, index = divmod(month, MONTHS_A_YEAR)
        last = monthrange(year, index + 1)[1]
        return date(year, index + 1, min(day.day, last)) + timedelta(days=self.days)


class UnsoundPolicyError(ValueError):
    """A table of follow-ups does not keep the rules; the one before stays in force."""


@dataclass(frozen=True, slots=True)
class FollowUpPolicy:
    """The intervals from the day on which the person first went, how it goes on, and how soon a worry is looked at."""

    intervals: Sequence[Interval]
    then_every_months: int = 6
    soon_days: int = 7
    absences: int = 2

    def __post_init__(self) -> None:
        if len({interval.key for interval in self.intervals}) != len(self.intervals):
            raise UnsoundPolicyError("Every interval has its own key.")
        days = [interval.after(SOME_DAY) for interval in self.intervals]
        if days != sorted(set(days)) or SOME_DAY in days:
            raise UnsoundPolicyError("Every interval is longer than the one before, the first longer than nothing.")
        if min(self.then_every_months, self.soon_days, self.absences) < 1:
            raise UnsoundPolicyError("The months, days and absences are whole numbers from 1.")


STANDARD: Final = FollowUpPolicy(
    (
        Interval("3_days", days=3),
        Interval("1_week", days=7),
        Interval("1_month", months=1),
        Interval("3_months", months=3),
        Interval("6_months", months=6),
    )
)


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up that the policy asks for: its name in the table, and its day."""

    step: str
    on: date


class Sign(StrEnum):
    """What happened that a follow-up may have to answer soon."""

    CAME = "came"
    ABSENT = "absent"
    WORRY = "worry"


@dataclass(frozen=True, slots=True)
class Event:
    """One sign on one day, from whichever side it came."""

    on: date
    sign: Sign


def due_list(
    policy: FollowUpPolicy,
    first_went_on: date,
    talks: Mapping[str, Sequence[date]],
    events: Sequence[Event],
    today: date,
) -> dict[str, Due]:
    """What each side is to be asked by today, at most one promise a side; `talks` has the days of each side's talks."""
    promised = {side: next_promise(policy, first_went_on, days, events) for side, days in talks.items()}
    return {side: due for side, due in promised.items() if due.on <= today}


def next_promise(policy: FollowUpPolicy, first_went_on: date, talks: Sequence[date], events: Sequence[Event]) -> Due:
    """One side's next follow-up: the table's, or an earlier one for the worry or absences since the last talk."""
    last = max((first_went_on, *talks))
    due = next_due(policy, first_went_on, last)
    talked_on = max(talks, default=None)
    alarms = [day for day in alarming_days(policy, events) if talked_on is None or day > talked_on]
    return min([due, *(soon_due(policy, day) for day in alarms)], key=lambda one: one.on)


def alarming_days(policy: FollowUpPolicy, events: Sequence[Event]) -> list[date]:
    """The days of a worry, and those on which so many absences in a row were full."""
    days, in_a_row = [], 0
    for event in sorted(events, key=lambda one: (one.on, one.sign)):
        if event.sign is Sign.WORRY:
            days.append(event.on)
            continue
        in_a_row = in_a_row + 1 if event.sign is Sign.ABSENT else 0
        if in_a_row == policy.absences:
            days.append(event.on)
    return days


def next_due(policy: FollowUpPolicy, first_went_on: date, after: date) -> Due:
    """The first follow-up whose day lies after the given one; what was passed over is covered by that day's talk."""
    for interval in policy.intervals:
        on = interval.after(first_went_on)
        if on > after:
            return Due(interval.key, on)
    months = max((interval.months for interval in policy.intervals), default=0)
    while True:
        months += policy.then_every_months
        on = Interval("", months=months).after(first_went_on)
        if on > after:
            return Due(f"{months}_months", on)


def soon_due(policy: FollowUpPolicy, today: date) -> Due:
    """The follow-up after a worry or repeated absence."""
    on = today + timedelta(days=policy.soon_days)
    return Due(f"soon_{on.isoformat()}", on)


def policy_from(settings: Mapping[str, Any]) -> FollowUpPolicy:  # Any: JSON as the municipality keeps it
    """The municipality's own table (`follow_ups`), or the standard one."""
    written = settings.get("follow_ups")
    if not written:
        return STANDARD
    intervals = tuple(Interval(row["key"], row.get("days", 0), row.get("months", 0)) for row in written["intervals"])
    return FollowUpPolicy(
        intervals,
        then_every_months=written.get("then_every_months", STANDARD.then_every_months),
        soon_days=written.get("soon_days", STANDARD.soon_days),
        absences=written.get("absences", STANDARD.absences),
    )
