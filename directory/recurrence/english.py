"""A timetable line in English: 2nd and 4th Friday of every month, 1:30-2:30 p.m. (closed on public holidays)."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from directory.recurrence.lines import Line, month_runs, runs
from directory.recurrence.rules import EVERY_DAY, LAST, Frequency, HolidayRule, SessionRule

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("January", "February", "March", "April", "May", "June")
_MONTHS_LATER: Final = ("July", "August", "September", "October", "November", "December")
_ORDINALS: Final = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", LAST: "last"}
_LONG_RUN: Final = 3
_NOON: Final = time(12)
_HOLIDAYS: Final = {
    HolidayRule.OPEN: "also on public holidays",
    HolidayRule.CLOSED: "closed on public holidays",
    HolidayRule.UNKNOWN: "public holidays not confirmed",
}
_NEW_YEAR: Final = {HolidayRule.OPEN: "also Dec 29 to Jan 3", HolidayRule.CLOSED: "closed Dec 29 to Jan 3"}


def days_and_hours(line: Line) -> str:
    """Say one line of a timetable without its conditions."""
    season = _season(line.rules[0])
    days = _days(line.rules) + (f" in {season}" if season else "")
    return f"{days}, {listed([clock_span(*hours) for hours in line.hours])}"


def remarks(line: Line) -> tuple[str, ...]:
    """Say a line's conditions: holidays, New Year, from when and until when."""
    rule = line.rules[0]
    words = [] if rule.freq is Frequency.DATES else [_week(rule), _HOLIDAYS[rule.holiday_rule], _new_year(rule)]
    words.append(f"from {_date(rule.valid_from)}" if rule.valid_from else "")
    words.append(f"until {_date(rule.valid_to)}" if rule.valid_to else "")
    return tuple(word for word in words if word)


def listed(words: Sequence[str]) -> str:
    """Join words: a, b and c."""
    if not words:
        return ""
    *front, last = words
    return f"{', '.join(front)} and {last}" if front else last


def clock_span(opens_at: time | None, closes_at: time | None) -> str:
    """Say hours; the half of the day stands once where both ends share it."""
    if opens_at is None:
        return "time not confirmed" if closes_at is None else f"until {clock(closes_at)}, start not confirmed"
    if closes_at is None:
        return f"from {clock(opens_at)}"
    return f"{_start(opens_at, closes_at)}–{clock(closes_at)}" + (" the next day" if closes_at <= opens_at else "")


def clock(moment: time) -> str:
    """Say a time of day: 10:00 a.m., noon, 1:30 p.m."""
    return "noon" if moment == _NOON else f"{_dial(moment)} {_half_day(moment)}"


def _start(start: time, end: time) -> str:
    is_shared = _half_day(start) == _half_day(end) and _NOON not in {start, end} and start < end
    return _dial(start) if is_shared else clock(start)


def _dial(moment: time) -> str:
    return f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02}"


def _half_day(moment: time) -> str:
    return "a.m." if moment < _NOON else "p.m."


def _days(rules: Sequence[SessionRule]) -> str:
    rule = rules[0]
    if rule.freq is Frequency.DATES:
        return listed([_date(day) for day in rule.dates])
    if rule.freq is Frequency.MONTHLY:
        days = listed([_monthly(one) for one in rules])
        return f"{days[0].upper()}{days[1:]} of every month"
    if rule.weekdays == EVERY_DAY and rule.interval == 1:
        return "Every day"
    return f"{_every(rule.interval)} {_weekdays(rule.weekdays)}"


def _every(interval: int) -> str:
    return {1: "Every", 2: "Every other"}.get(interval, f"Every {interval} weeks on")


def _weekdays(weekdays: Sequence[int]) -> str:
    words: list[str] = []
    for run in runs(weekdays):
        if len(run) >= _LONG_RUN:
            words.append(f"{_WEEKDAYS[run[0]]} to {_WEEKDAYS[run[-1]]}")
        else:
            words.extend(_WEEKDAYS[weekday] for weekday in run)
    return listed(words)


def _monthly(rule: SessionRule) -> str:
    words = []
    if rule.nths:
        words.append(f"{listed([_ORDINALS[nth] for nth in rule.nths])} {_weekdays(rule.weekdays)}")
    if rule.monthdays:
        words.append(listed(["last day" if day == LAST else _ordinal(day) for day in rule.monthdays]))
    return listed(words)


def _ordinal(day: int) -> str:
    suffix = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _season(rule: SessionRule) -> str:
    names = _MONTHS + _MONTHS_LATER
    spans = [(names[run[0] - 1], names[run[-1] - 1]) for run in month_runs(rule.months)]
    return listed([first if first == last else f"{first} to {last}" for first, last in spans])


def _week(rule: SessionRule) -> str:
    return "which week is not confirmed" if rule.interval > 1 and rule.anchor is None else ""


def _new_year(rule: SessionRule) -> str:
    return _NEW_YEAR.get(rule.new_year_rule, "")


def _date(day: date) -> str:
    names = _MONTHS + _MONTHS_LATER
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {names[day.month - 1]} {day.year}"
