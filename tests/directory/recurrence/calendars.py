"""Hypothesis strategies for timetables, and an oracle that reads months off a wall calendar."""

import calendar
from datetime import date, time, timedelta

from hypothesis import strategies as st

from directory.recurrence.rules import LAST, Closure, Frequency, HolidayRule, SessionRule

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
HOURS = st.one_of(st.none(), st.times().map(lambda moment: time(moment.hour, moment.minute // 15 * 15)))
WEEKDAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple)
NTHS = st.lists(st.sampled_from([1, 2, 3, 4, 5, LAST]), min_size=1, max_size=3, unique=True).map(tuple)
MONTHS = st.lists(st.integers(1, 12), max_size=5, unique=True).map(tuple)
SPANS = st.tuples(st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS)).map(
    lambda span: span if None in span else tuple(sorted(span))
)


@st.composite
def rules(draw: st.DrawFn) -> SessionRule:
    """Any rule that the product accepts."""
    freq = draw(st.sampled_from(Frequency))
    days = {Frequency.WEEKLY: _weekly, Frequency.MONTHLY: _monthly, Frequency.DATES: _dates}[freq](draw)
    valid_from, valid_to = draw(SPANS)
    return SessionRule(
        freq=freq,
        opens_at=draw(HOURS),
        closes_at=draw(HOURS),
        valid_from=valid_from,
        valid_to=valid_to,
        months=draw(MONTHS),
        holiday_rule=draw(st.sampled_from(HolidayRule)),
        new_year_rule=draw(st.sampled_from(HolidayRule)),
        **days,
    )


closures = st.builds(
    lambda start, length: Closure(starts_on=start, ends_on=start + timedelta(days=length)), DAYS, st.integers(0, 60)
)


def pattern_of_month(rule: SessionRule, year: int, month: int) -> set[date]:
    """The bare pattern's days of one month, read off the calendar's rows: an oracle with its own arithmetic."""
    if rule.months and month not in rule.months:
        return set()
    rows = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    reader = {Frequency.WEEKLY: _weekly_days, Frequency.MONTHLY: _monthly_days, Frequency.DATES: _single_days}
    inside = {day for day in reader[rule.freq](rule, rows, month) if day.month == month}
    return {day for day in inside if not _outside(rule, day)}


def _outside(rule: SessionRule, day: date) -> bool:
    return bool((rule.valid_from and day < rule.valid_from) or (rule.valid_to and day > rule.valid_to))


def _weekly_days(rule: SessionRule, rows: list[list[date]], month: int) -> set[date]:
    if rule.interval > 1 and rule.anchor:
        start = rule.anchor.isocalendar()
        monday = date.fromisocalendar(start.year, start.week, 1)
        rows = [row for row in rows if (row[0].toordinal() - monday.toordinal()) % (7 * rule.interval) == 0]
    return {row[weekday] for row in rows for weekday in rule.weekdays}


def _monthly_days(rule: SessionRule, rows: list[list[date]], month: int) -> set[date]:
    found: set[date] = set()
    for weekday in rule.weekdays:
        column = [row[weekday] for row in rows if row[weekday].month == month]
        found |= {column[nth if nth == LAST else nth - 1] for nth in rule.nths if nth <= len(column)}
    days = [day for row in rows for day in row if day.month == month]
    found |= {days[number if number == LAST else number - 1] for number in rule.monthdays if number <= len(days)}
    return found


def _single_days(rule: SessionRule, rows: list[list[date]], month: int) -> set[date]:
    return set(rule.dates)


def _weekly(draw: st.DrawFn) -> dict[str, object]:
    interval = draw(st.integers(1, 4))
    anchor = draw(st.one_of(st.none(), DAYS)) if interval > 1 else None
    return {"weekdays": draw(WEEKDAYS), "interval": interval, "anchor": anchor}


def _monthly(draw: st.DrawFn) -> dict[str, object]:
    monthdays = tuple(draw(st.lists(st.sampled_from([1, 8, 15, 29, 30, 31, LAST]), max_size=3)))
    if monthdays and draw(st.booleans()):
        return {"monthdays": monthdays}
    return {"weekdays": draw(WEEKDAYS), "nths": draw(NTHS), "monthdays": monthdays}


def _dates(draw: st.DrawFn) -> dict[str, object]:
    return {"dates": tuple(draw(st.lists(DAYS, min_size=1, max_size=6)))}
