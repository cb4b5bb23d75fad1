"""When is a listing open, as far as its data say it in any form? Its timetable, else its words about time, read.

Words are read by the reader of imported files; what cannot be read is not stated.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from directory.exchange.dates import read_dates
from directory.exchange.days import DayRule, Days, read_days
from directory.exchange.hours import Span
from directory.exchange.text import nfkc
from directory.exchange.timetable import days_and_hours
from directory.public_listing import PublicListing
from directory.recurrence.rules import EVERY_DAY, Frequency, InvalidRuleError, SessionRule
from directory.recurrence.slots import Part, slot, slots_in, slots_mask, slots_wanted

ANY_TIME: Final = slots_wanted()
_CLOSED: Final = re.compile(
    r"(?:定休日|休館日|休業日|休所日|休園日|休室日|閉館日|お?休み|closing|closed)(?:は|が|毎週|[:：\s】」\])）>＞])*(?P<after>[第0-9０-９月火水木金土日曜祝・、,\s]+)"
    r"|祝日?(?:は|も)?(?:定休|休館|休業|休所|閉館|お?休み)"
    r"|(?<![祝土])(?P<before>(?:[月火水木金土日](?:曜日?)?[・、,]?)+)(?:は|が)?(?:定休|休館|休業|休所|閉館|お?休み)"
)
_SPEAKS_OF_DAYS: Final = re.compile("[月火水木金土日]曜|毎週|毎日|平日|土日|第[1-5一二三四五１-５]")
_SENTENCE_ENDS: Final = re.compile(r"[。\n]")
_NO_SPAN: Final[tuple[Span, ...]] = ((None, None),)


@dataclass(frozen=True, slots=True)
class StatedTimes:
    """The rules that are sure; `possible` are weekdays that are named without saying which weeks."""

    rules: tuple[SessionRule, ...] = ()
    possible: frozenset[int] = frozenset()

    @property
    def is_stated(self) -> bool:
        """Whether anything at all is known of the days."""
        return bool(self.rules or self.possible)

    def slots(self, since: date) -> int:
        """The weekdays and parts of the day that are sure (directory.recurrence.slots)."""
        return slots_mask([rule for rule in self.rules if _is_every_week_known(rule)], since=since)

    def open_slots(self, since: date) -> int:
        """The weekdays and parts that nothing contradicts: sure ones, those without a known hour, possible ones."""
        if not self.is_stated:
            return ANY_TIME
        mask = slots_mask(self.rules, since=since)
        days = {weekday for weekday, part in slots_in(mask) if part is Part.UNKNOWN} | self.possible
        return mask | sum(slot(weekday, part) for weekday in days for part in Part)


def stated_times(listing: PublicListing) -> StatedTimes:
    """What a listing's data say about its days and hours."""
    if listing.rules:
        return StatedTimes(tuple(_less(listing.rules, _closed_days(listing.schedule_note))))
    times = _read(listing.schedule_note)
    return times if times.is_stated else _read("\n".join(_sentences_on_days(listing.description)))


def _is_every_week_known(rule: SessionRule) -> bool:
    return rule.interval == 1 or rule.anchor is not None or rule.freq is not Frequency.WEEKLY


def _sentences_on_days(text: str) -> Iterator[str]:
    return (sentence for sentence in _SENTENCE_ENDS.split(text) if _SPEAKS_OF_DAYS.search(nfkc(sentence)))


def _read(text: str) -> StatedTimes:
    """The times in a running text; days that it calls closed are taken off at the end."""
    rules: list[SessionRule] = []
    possible: set[int] = set()
    closed = _closed_days(text)
    for line in filter(None, map(str.strip, _SENTENCE_ENDS.split(_CLOSED.sub(" ", text)))):
        dates = read_dates(line).value
        for piece in days_and_hours(line):
            spans = piece.spans or _NO_SPAN
            rules += _dated(dates, spans) if dates else _rules(piece.days, spans)
            if piece.days.is_irregular:
                possible.update(day for rule in piece.days.rules for day in rule.weekdays)
    if closed and not rules and not possible:
        rules = [SessionRule(freq=Frequency.WEEKLY, weekdays=EVERY_DAY)]
    return StatedTimes(tuple(_less(rules, closed)), frozenset(possible - closed))


def _rules(days: Days, spans: Sequence[Span]) -> Iterator[SessionRule]:
    if not days.is_irregular:
        for rule in days.rules:
            yield from (made for span in spans if (made := _rule(rule, days, span)) is not None)


def _rule(rule: DayRule, days: Days, span: Span) -> SessionRule | None:
    try:
        return SessionRule(
            freq=rule.freq,
            weekdays=rule.weekdays,
            nths=rule.nths,
            monthdays=rule.monthdays,
            interval=rule.interval,
            months=rule.months,
            opens_at=span[0],
            closes_at=span[1],
            holiday_rule=days.holiday_rule,
            new_year_rule=days.new_year_rule,
        )
    except InvalidRuleError:
        return None


def _dated(dates: tuple[date, ...], spans: Sequence[Span]) -> Iterator[SessionRule]:
    for opens, closes in spans:
        yield SessionRule(freq=Frequency.DATES, dates=dates, opens_at=opens, closes_at=closes)


def _closed_days(text: str) -> frozenset[int]:
    """The weekdays on which the words say that it is always closed."""
    closed: set[int] = set()
    for match in _CLOSED.finditer(nfkc(text)):
        days = read_days(match["after"] or match["before"] or "")
        closed.update(day for rule in days.rules if rule.freq is Frequency.WEEKLY for day in rule.weekdays)
    return frozenset(closed)


def _less(rules: Iterable[SessionRule], closed: frozenset[int]) -> Iterator[SessionRule]:
    for rule in rules:
        if not closed or rule.freq is Frequency.DATES or not rule.weekdays:
            yield rule
        elif weekdays := tuple(day for day in rule.weekdays if day not in closed):
            yield replace(rule, weekdays=weekdays)
