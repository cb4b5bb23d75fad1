"""On which days a place is really open: rules less holidays and closures, with doubts kept as doubts."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, takewhile
from typing import Final

from core.clock import TOWN_ZONE, local_date
from core.facts import Fact
from core.words import word
from directory.recurrence.holidays import holiday_name, is_new_year
from directory.recurrence.rules import LAST, Closure, Frequency, HolidayRule, SessionRule

HORIZON: Final = timedelta(days=2 * 366)
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_END_OF_DAY: Final = time(23, 59, 59)


class Doubt(StrEnum):
    """Why a listed session may not take place; the host has not said."""

    HOLIDAY = "holiday"
    NEW_YEAR = "new_year"
    WEEK = "week"

    @property
    def label(self) -> str:
        """Say the doubt in plain Japanese."""
        return _DOUBT_LABELS[self]


_DOUBT_LABELS: Final = {
    Doubt.HOLIDAY: word("祝日は未確認"),
    Doubt.NEW_YEAR: word("年末年始は未確認"),
    Doubt.WEEK: word("どの週かは未確認"),
}


@dataclass(frozen=True, slots=True)
class Session:
    """One time that people can go: its day, its hours if known, and what is doubtful about it."""

    on: date
    opens_at: time | None
    closes_at: time | None
    doubts: tuple[Doubt, ...] = ()

    @property
    def starts(self) -> datetime | None:
        """Return the instant it begins, or None while the hour is unknown."""
        return None if self.opens_at is None else datetime.combine(self.on, self.opens_at, TOWN_ZONE)

    @property
    def ends(self) -> datetime | None:
        """Return the instant it ends, on the next day where it runs past midnight, or None while unknown."""
        if self.closes_at is None:
            return None
        is_overnight = self.opens_at is not None and self.closes_at <= self.opens_at
        return datetime.combine(self.on + is_overnight * _DAY, self.closes_at, TOWN_ZONE)

    @property
    def order(self) -> tuple[date, time, time]:
        """Sort by day, then hour; what has no known hour comes last on its day."""
        return (self.on, self.opens_at or _END_OF_DAY, self.closes_at or _END_OF_DAY)


def sessions_between(
    rules: Sequence[SessionRule], closures: Sequence[Closure], since: date, until: date
) -> tuple[Session, ...]:
    """List the sessions from `since` to `until`, both days included, in order and without repeats."""
    return tuple(takewhile(lambda session: session.on <= until, _sessions_from(rules, closures, since, until)))


def sessions_on(rules: Sequence[SessionRule], closures: Sequence[Closure], day: date) -> tuple[Session, ...]:
    """List the sessions of one day."""
    return sessions_between(rules, closures, day, day)


def next_sessions(
    rules: Sequence[SessionRule], closures: Sequence[Closure], after: datetime, count: int
) -> tuple[Session, ...]:
    """List the next sessions that have not begun at the (aware) instant, up to two years ahead.

    A session of today without a known hour counts as not begun.
    """
    today = local_date(after)
    coming = _sessions_from(rules, closures, today, today + HORIZON)
    return tuple(islice((session for session in coming if _is_ahead(session, after)), count))


def is_held_on(rules: Sequence[SessionRule], closures: Sequence[Closure], day: date) -> Fact:
    """Tell whether there is a session on the day: yes, no, or 未確認 where each one is doubtful."""
    sessions = sessions_on(rules, closures, day)
    if not sessions:
        return Fact.NO
    return Fact.UNKNOWN if all(session.doubts for session in sessions) else Fact.YES


def omitted_dates(
    rule: SessionRule, closures: Sequence[Closure], since: date, until: date
) -> tuple[tuple[date, str], ...]:
    """List the days that the bare pattern gives and that fall out, each with its reason (for EXDATE and pages)."""
    return tuple(
        (day, reason)
        for day in _pattern_days(rule, since, until)
        if (reason := _reason_to_rest(rule, closures, day)) is not None
    )


def matches_pattern(rule: SessionRule, day: date) -> bool:
    """Tell whether the bare pattern of the rule gives this day, before holidays and closures."""
    return _is_valid(rule, day) and _PATTERNS[rule.freq](rule, day)


def is_over(rule: SessionRule, today: date) -> bool:
    """Tell whether the rule can give no day from today on."""
    if rule.valid_to is not None and rule.valid_to < today:
        return True
    return rule.freq is Frequency.DATES and rule.dates[-1] < today


def _sessions_from(
    rules: Sequence[SessionRule], closures: Sequence[Closure], since: date, until: date
) -> Iterator[Session]:
    streams = [_sessions_of(rule, closures, since, until) for rule in rules]
    return _without_repeats(heapq.merge(*streams, key=lambda session: session.order))


def _sessions_of(rule: SessionRule, closures: Sequence[Closure], since: date, until: date) -> Iterator[Session]:
    for day in _pattern_days(rule, since, until):
        if _reason_to_rest(rule, closures, day) is None:
            yield Session(day, rule.opens_at, rule.closes_at, _doubts(rule, day))


def _without_repeats(sessions: Iterable[Session]) -> Iterator[Session]:
    """Keep one of the sessions at the same hours: two rules may give the same day, and the surer one wins."""
    kept: Session | None = None
    for session in sessions:
        if kept is not None and _hours(session) == _hours(kept):
            kept = min(kept, session, key=lambda one: len(one.doubts))
            continue
        if kept is not None:
            yield kept
        kept = session
    if kept is not None:
        yield kept


def _hours(session: Session) -> tuple[date, time | None, time | None]:
    return (session.on, session.opens_at, session.closes_at)


def _is_ahead(session: Session, after: datetime) -> bool:
    return session.starts is None or session.starts > after


def _pattern_days(rule: SessionRule, since: date, until: date) -> Iterator[date]:
    if rule.freq is Frequency.DATES:
        return (day for day in rule.dates if since <= day <= until and _is_valid(rule, day))
    first = max(since, rule.valid_from or since)
    last = min(until, rule.valid_to or until)
    days = (first + _DAY * number for number in range((last - first).days + 1))
    return (day for day in days if matches_pattern(rule, day))


def _is_valid(rule: SessionRule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    return (rule.valid_from or day) <= day <= (rule.valid_to or day)


def _is_weekly(rule: SessionRule, day: date) -> bool:
    if day.weekday() not in rule.weekdays:
        return False
    if rule.interval == 1 or rule.anchor is None:
        return True
    weeks = (_monday(day) - _monday(rule.anchor)) // _WEEK
    return weeks % rule.interval == 0


def _is_monthly(rule: SessionRule, day: date) -> bool:
    is_last_day = (day + _DAY).month != day.month
    if day.day in rule.monthdays or (is_last_day and LAST in rule.monthdays):
        return True
    if day.weekday() not in rule.weekdays:
        return False
    is_last_of_its_weekday = (day + _WEEK).month != day.month
    return (day.day - 1) // 7 + 1 in rule.nths or (is_last_of_its_weekday and LAST in rule.nths)


def _is_listed(rule: SessionRule, day: date) -> bool:
    return day in rule.dates


_PATTERNS: Final[dict[Frequency, Callable[[SessionRule, date], bool]]] = {
    Frequency.WEEKLY: _is_weekly,
    Frequency.MONTHLY: _is_monthly,
    Frequency.DATES: _is_listed,
}


def _monday(day: date) -> date:
    return day - _DAY * day.weekday()


def _reason_to_rest(rule: SessionRule, closures: Sequence[Closure], day: date) -> str | None:
    for closure in closures:
        if closure.covers(day):
            return closure.reason or "お休み"
    if rule.freq is Frequency.DATES:
        return None
    if rule.new_year_rule is HolidayRule.CLOSED and is_new_year(day):
        return "年末年始"
    return holiday_name(day) if rule.holiday_rule is HolidayRule.CLOSED else None


def _doubts(rule: SessionRule, day: date) -> tuple[Doubt, ...]:
    if rule.freq is Frequency.DATES:
        return ()
    doubts = []
    if rule.interval > 1 and rule.anchor is None:
        doubts.append(Doubt.WEEK)
    if rule.holiday_rule is HolidayRule.UNKNOWN and holiday_name(day):
        doubts.append(Doubt.HOLIDAY)
    if rule.new_year_rule is HolidayRule.UNKNOWN and is_new_year(day):
        doubts.append(Doubt.NEW_YEAR)
    return tuple(doubts)
