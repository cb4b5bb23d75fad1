"""Does a listing meet a condition that was read from the words? Yes, no, or 未確認 where its data do not say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from core.clock import local_date
from core.facts import Fact
from directory.public_listing import PublicListing
from directory.recurrence.rules import EVERY_DAY, LAST, Frequency, SessionRule
from directory.recurrence.sessions import Session, is_over, sessions_on
from directory.recurrence.slots import Part
from directory.search.forms import text_needle
from directory.search.reading.conditions import Condition, Matter, Reading
from directory.search.reading.lexicon import audiences
from directory.search.stated_times import StatedTimes, stated_times
from directory.search.vocabularies import places_of

_HOUR: Final = 60
_DAY_MINUTES: Final = 24 * _HOUR
_SPANS: Final = {
    Part.MORNING.name: (0, 12 * _HOUR),
    Part.AFTERNOON.name: (12 * _HOUR, 17 * _HOUR),
    Part.EVENING.name: (17 * _HOUR, _DAY_MINUTES),
}
_AHEAD: Final = {"today": (0, 0), "tomorrow": (1, 1), "day_after": (2, 2)}
_TIMES: Final = frozenset({Matter.WEEKDAY, Matter.PART, Matter.HOURS, Matter.NTH, Matter.DAY, Matter.NOW})
_SUNDAY: Final = 6
_RANK: Final = (Fact.YES, Fact.UNKNOWN, Fact.NO)
_EVERYBODY: Final = ("どなたでも", "だれでも", "誰でも", "年齢不問")
_GENDERS: Final = {"men": "male", "women": "female"}


@dataclass(frozen=True, slots=True)
class TimeWish:
    """All that was said of time, to be met together; empty means any."""

    weekdays: frozenset[int]
    nths: frozenset[tuple[int, int]]
    spans: tuple[tuple[int, int], ...]
    days: tuple[date, ...]
    is_now: bool


def answers_of(reading: Reading, listing: PublicListing, now: datetime) -> Mapping[str, Fact]:
    """The answer of a listing to each condition, by key; times are answered together, kinds belong to the subject."""
    found: dict[str, Fact] = {}
    for condition in reading.conditions:
        if answer := _ANSWERS.get(condition.matter):
            fact = answer(condition, listing)
            found[condition.key] = _turned(fact) if condition.is_negated else fact
    timed = [one for one in reading.conditions if one.matter in _TIMES]
    if timed:
        found |= dict.fromkeys((one.key for one in timed), time_answer(time_wish(timed, now), listing, now))
    return found


def time_wish(conditions: Iterable[Condition], now: datetime) -> TimeWish:
    """What conditions of time ask for together; a weekday that is negated leaves the others."""
    weekdays: set[int] = set()
    spans: dict[Matter, list[tuple[int, int]]] = {Matter.PART: [], Matter.HOURS: []}
    nths: set[tuple[int, int]] = set()
    days: list[date] = []
    is_now = False
    for one in conditions:
        match one.matter:
            case Matter.WEEKDAY:
                named = set(map(int, one.values))
                weekdays |= set(EVERY_DAY) - named if one.is_negated else named
            case Matter.PART:
                spans[Matter.PART] += [_SPANS[value] for value in one.values]
            case Matter.HOURS:
                spans[Matter.HOURS] += [_span(value) for value in one.values]
            case Matter.NTH:
                nths |= {_nth(value) for value in one.values}
            case Matter.DAY:
                days += _days(one.values[0], local_date(now))
            case _:
                is_now = True
    within = spans[Matter.HOURS] or spans[Matter.PART]
    return TimeWish(frozenset(weekdays), frozenset(nths), tuple(within), tuple(days), is_now)


def time_answer(wish: TimeWish, listing: PublicListing, now: datetime) -> Fact:
    """Whether a listing is open when it is wished for."""
    times = stated_times(listing)
    if not times.is_stated:
        return Fact.UNKNOWN
    if wish.is_now or wish.days:
        return _on_days(wish, times, listing, now)
    rules = [_rule_answer(rule, wish) for rule in times.rules if not is_over(rule, local_date(now))]
    possible = not wish.weekdays or bool(times.possible & wish.weekdays)
    return _best([*rules, Fact.UNKNOWN] if times.possible and possible else rules)


def _on_days(wish: TimeWish, times: StatedTimes, listing: PublicListing, now: datetime) -> Fact:
    days = wish.days or (local_date(now),)
    found = [
        _session_answer(session, wish, now)
        for day in days
        if not wish.weekdays or day.weekday() in wish.weekdays
        for session in sessions_on(times.rules, listing.closures, day)
    ]
    is_possible = any(day.weekday() in times.possible for day in days)
    return _best([*found, Fact.UNKNOWN] if is_possible else found)


def _session_answer(session: Session, wish: TimeWish, now: datetime) -> Fact:
    answer = _hours_answer(session.opens_at, session.closes_at, wish.spans)
    if wish.is_now and session.starts and (session.starts > now or (session.ends and session.ends <= now)):
        return Fact.NO
    is_doubtful = session.doubts or (wish.is_now and session.ends is None)
    return Fact.UNKNOWN if answer is Fact.YES and is_doubtful else answer


def _rule_answer(rule: SessionRule, wish: TimeWish) -> Fact:
    return _worst([_days_answer(rule, wish), _hours_answer(rule.opens_at, rule.closes_at, wish.spans)])


def _days_answer(rule: SessionRule, wish: TimeWish) -> Fact:
    weekdays = _weekdays_of(rule)
    if wish.weekdays and not weekdays & wish.weekdays:
        return Fact.NO
    if wish.nths:
        return _nths_answer(rule, wish, weekdays)
    return Fact.YES


def _nths_answer(rule: SessionRule, wish: TimeWish, weekdays: frozenset[int]) -> Fact:
    if not any(weekday in weekdays for _, weekday in wish.nths):
        return Fact.NO
    if rule.freq is Frequency.WEEKLY:
        return Fact.YES if rule.interval == 1 else Fact.UNKNOWN
    if rule.freq is Frequency.MONTHLY and not rule.monthdays:
        return Fact.of(any(nth in rule.nths and weekday in rule.weekdays for nth, weekday in wish.nths))
    return Fact.UNKNOWN


def _weekdays_of(rule: SessionRule) -> frozenset[int]:
    if rule.freq is Frequency.DATES:
        return frozenset(day.weekday() for day in rule.dates)
    return frozenset(EVERY_DAY if rule.monthdays else rule.weekdays)


def _hours_answer(opens: time | None, closes: time | None, spans: tuple[tuple[int, int], ...]) -> Fact:
    if not spans:
        return Fact.YES
    if opens is None:
        return Fact.UNKNOWN
    begins = opens.hour * _HOUR + opens.minute
    ends = begins + 1 if closes is None else closes.hour * _HOUR + closes.minute
    ends = _DAY_MINUTES if ends <= begins else ends
    return Fact.of(any(begins < last and first < ends for first, last in spans))


def _span(value: str) -> tuple[int, int]:
    first, last = value.split("-")
    return int(first), int(last)


def _nth(value: str) -> tuple[int, int]:
    nth, weekday = value.split("-")
    return LAST if nth == "last" else int(nth), int(weekday)


def _days(value: str, today: date) -> list[date]:
    monday = today - timedelta(days=today.weekday())
    first, last = _AHEAD.get(value, (0, 0))
    if value == "week":
        last = _SUNDAY - today.weekday()
    elif value == "next_week":
        first, last = ((monday - today).days + 7, (monday - today).days + 13)
    elif value == "weekend":
        first, last = (max(0, 5 - today.weekday()), _SUNDAY - today.weekday())
    return [today + timedelta(days=number) for number in range(first, last + 1)] if value != "holiday" else []


def _fact(condition: Condition, listing: PublicListing) -> Fact:
    return listing.fact(condition.values[0])


def _district(condition: Condition, listing: PublicListing) -> Fact:
    places = [place for place in (listing.place, *(line.place for line in listing.timetable)) if place]
    codes = {place.district_code for place in places} | {area.code for area in listing.areas}
    codes.discard("")
    return Fact.of(bool(codes & set(condition.values))) if codes else Fact.UNKNOWN


def _place(condition: Condition, listing: PublicListing) -> Fact:
    wanted = condition.values[0]
    if wanted in places_of(listing) or wanted in text_needle(listing.name):
        return Fact.YES
    address = text_needle(listing.place.address) if listing.place else ""
    return Fact.of(wanted in address) if address else Fact.UNKNOWN


def _age(condition: Condition, listing: PublicListing) -> Fact:
    return _ages_answer(listing, int(condition.values[0]), int(condition.values[0]))


def _ages_answer(listing: PublicListing, youngest: int, oldest: int) -> Fact:
    low, high = listing.minimum_age, listing.maximum_age
    if (low is not None and oldest < low) or (high is not None and youngest > high):
        return Fact.NO
    is_for_all = any(word in listing.eligibility_description for word in _EVERYBODY)
    return Fact.YES if is_for_all or low is not None or high is not None else Fact.UNKNOWN


def _audience(condition: Condition, listing: PublicListing) -> Fact:
    key = condition.values[0]
    if (gender := _GENDERS.get(key)) and listing.gender_limit:
        return Fact.of(listing.gender_limit == gender)
    group = audiences()[key]
    words = text_needle(f"{listing.eligibility_description} {listing.name} {listing.description}")
    if _ages_answer(listing, group.youngest, group.oldest) is Fact.NO:
        return Fact.NO
    if any(word in words for word in group.words):
        return Fact.YES
    return Fact.YES if any(word in listing.eligibility_description for word in _EVERYBODY) else Fact.UNKNOWN


def _turned(fact: Fact) -> Fact:
    return {Fact.YES: Fact.NO, Fact.NO: Fact.YES}.get(fact, Fact.UNKNOWN)


def _best(facts: Iterable[Fact]) -> Fact:
    return min(facts, key=_RANK.index, default=Fact.NO)


def _worst(facts: Iterable[Fact]) -> Fact:
    return max(facts, key=_RANK.index, default=Fact.YES)


_ANSWERS: Final[Mapping[Matter, Callable[[Condition, PublicListing], Fact]]] = {
    Matter.FACT: _fact,
    Matter.DISTRICT: _district,
    Matter.PLACE: _place,
    Matter.AGE: _age,
    Matter.AUDIENCE: _audience,
}
