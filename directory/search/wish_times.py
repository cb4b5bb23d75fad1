"""Is a listing open when the reader wants to go? Yes, no, or 未確認 where its data leave it open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.clock import local_date
from core.facts import Fact
from directory.models.service import ServiceStatus
from directory.public_listing import PublicListing
from directory.recurrence.rules import EVERY_DAY, LAST, Frequency, HolidayRule, SessionRule
from directory.recurrence.sessions import is_held_on, sessions_on
from directory.recurrence.slots import Part, parts_of, slots_wanted
from directory.search.reading.conditions import Condition, Matter
from directory.search.stated_times import StatedTimes

TIMES: Final = frozenset({Matter.WEEKDAY, Matter.PART, Matter.HOURS, Matter.NTH, Matter.DAY, Matter.NOW})
_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)
_MINUTES: Final = 60
_DAY_MINUTES: Final = 24 * _MINUTES


@dataclass(frozen=True)
class WantedTimes:
    """What the reader said of the time, to be asked of many listings at one moment."""

    conditions: tuple[Condition, ...]
    now: datetime

    def judge(self, listing: PublicListing, times: StatedTimes) -> Fact:
        """Whether the listing is open then; every wish must hold, weekday and hour in one and the same session."""
        if listing.status is ServiceStatus.PAUSED and not listing.resumes_on and self._asks_for_days_ahead:
            return Fact.NO
        if not times.is_stated:
            return Fact.UNKNOWN
        return strictest([self._slots(times), *(self._one(one, listing, times) for one in self.conditions)])

    @property
    def _asks_for_days_ahead(self) -> bool:
        return any(one.matter in {Matter.DAY, Matter.NOW} for one in self.conditions)

    def _slots(self, times: StatedTimes) -> Fact:
        days, parts = self._weekdays(), self._parts()
        if days is None and not parts:
            return Fact.YES
        wanted = slots_wanted(EVERY_DAY if days is None else days, parts)
        today = local_date(self.now)
        if times.slots(today) & wanted:
            return Fact.YES
        return Fact.UNKNOWN if times.open_slots(today) & wanted else Fact.NO

    def _weekdays(self) -> frozenset[int] | None:
        """The weekdays that will do; None where none was named."""
        found: frozenset[int] | None = None
        for one in self.conditions:
            if one.matter is Matter.WEEKDAY:
                named = frozenset(map(int, one.values))
                days = frozenset(EVERY_DAY) - named if one.is_negated else named
                found = days if found is None else (found & days if one.is_negated else found | days)
        return found

    def _parts(self) -> frozenset[Part]:
        named = [one for one in self.conditions if one.matter is Matter.PART]
        wished = {Part[value] for one in named if not one.is_negated for value in one.values}
        refused = {Part[value] for one in named if one.is_negated for value in one.values}
        every = {Part.MORNING, Part.AFTERNOON, Part.EVENING}
        return frozenset(wished or (every if refused else set())) - refused

    def _one(self, condition: Condition, listing: PublicListing, times: StatedTimes) -> Fact:
        match condition.matter:
            case Matter.HOURS:
                answer = self._hours(condition, times)
            case Matter.NTH:
                answer = _nth(condition, times)
            case Matter.DAY:
                answer = self._day(condition.values[0], listing, times)
            case Matter.NOW:
                answer = self._open_now(listing, times)
            case _:
                return Fact.YES
        return opposite(answer) if condition.is_negated else answer

    def _hours(self, condition: Condition, times: StatedTimes) -> Fact:
        days = self._weekdays()
        begins, _, ends = condition.values[0].partition("-")
        rules = [rule for rule in times.rules if days is None or days & set(rule.weekdays or EVERY_DAY)]
        return mildest([_touches(rule, int(begins), int(ends)) for rule in rules])

    def _day(self, name: str, listing: PublicListing, times: StatedTimes) -> Fact:
        if name == "holiday":
            return mildest([_HOLIDAYS[rule.holiday_rule] for rule in times.rules])
        parts = self._parts()
        rules = [rule for rule in times.rules if not parts or parts & set(parts_of(rule.opens_at, rule.closes_at))]
        days = _days(name, local_date(self.now))
        found = mildest([is_held_on(rules, listing.closures, day) for day in days])
        return Fact.UNKNOWN if found is Fact.NO and times.possible else found

    def _open_now(self, listing: PublicListing, times: StatedTimes) -> Fact:
        today = local_date(self.now)
        answers = []
        for session in sessions_on(times.rules, listing.closures, today):
            if session.starts is None or session.ends is None:
                answers.append(Fact.UNKNOWN)
            elif session.starts <= self.now < session.ends:
                answers.append(Fact.UNKNOWN if session.doubts else Fact.YES)
        return mildest(answers)


_HOLIDAYS: Final = {HolidayRule.OPEN: Fact.YES, HolidayRule.CLOSED: Fact.NO, HolidayRule.UNKNOWN: Fact.UNKNOWN}


def strictest(answers: Sequence[Fact]) -> Fact:
    """All must hold: one no is a no, else one 未確認 leaves it open."""
    if Fact.NO in answers:
        return Fact.NO
    return Fact.UNKNOWN if Fact.UNKNOWN in answers else Fact.YES


def mildest(answers: Sequence[Fact]) -> Fact:
    """One suffices: one yes is a yes, else one 未確認 leaves it open; none at all is a no."""
    if Fact.YES in answers:
        return Fact.YES
    return Fact.UNKNOWN if Fact.UNKNOWN in answers else Fact.NO


def opposite(answer: Fact) -> Fact:
    """The answer to the turned question; 未確認 stays."""
    return {Fact.YES: Fact.NO, Fact.NO: Fact.YES}.get(answer, Fact.UNKNOWN)


def _touches(rule: SessionRule, begins: int, ends: int) -> Fact:
    if rule.opens_at is None:
        return Fact.UNKNOWN
    opens = rule.opens_at.hour * _MINUTES + rule.opens_at.minute
    if rule.closes_at is None:
        return Fact.YES if begins <= opens < ends else (Fact.UNKNOWN if opens < begins else Fact.NO)
    closes = rule.closes_at.hour * _MINUTES + rule.closes_at.minute
    closes = _DAY_MINUTES if closes <= opens else closes
    return Fact.YES if opens < ends and begins < closes else Fact.NO


def _nth(condition: Condition, times: StatedTimes) -> Fact:
    wanted = [(LAST if nth == "last" else int(nth), int(day)) for nth, day in _pairs(condition)]
    answers = [_meets(rule, nth, day) for rule in times.rules for nth, day in wanted]
    answers += [Fact.UNKNOWN for _nth_one, day in wanted if day in times.possible]
    return mildest(answers)


def _pairs(condition: Condition) -> Iterator[tuple[str, str]]:
    for value in condition.values:
        nth, _, day = value.rpartition("-")
        yield nth, day


def _meets(rule: SessionRule, nth: int, weekday: int) -> Fact:
    """Whether a rule gives the nth weekday of a month."""
    if rule.freq is Frequency.WEEKLY:
        if weekday not in rule.weekdays:
            return Fact.NO
        return Fact.YES if rule.interval == 1 else Fact.UNKNOWN
    if rule.freq is Frequency.MONTHLY and weekday in rule.weekdays and nth in rule.nths:
        return Fact.YES
    return Fact.NO


def _days(name: str, today: date) -> list[date]:
    monday = today - _ONE_DAY * today.weekday()
    week = [monday + _ONE_DAY * number for number in range(7)]
    return {
        "today": [today],
        "tomorrow": [today + _ONE_DAY],
        "day_after": [today + 2 * _ONE_DAY],
        "week": [day for day in week if day >= today],
        "weekend": [day for day in week[_SATURDAY:] if day >= today],
        "next_week": [day + 7 * _ONE_DAY for day in week],
    }[name]
