from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given

from directory.recurrence.rrule import hsds_recurrence, rrule_texts, rule_from_rrule
from directory.recurrence.rules import Frequency, InvalidRuleError, SessionRule, monthly, weekly
from directory.recurrence.sessions import matches_pattern
from tests.directory.recurrence.calendars import rules


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        (weekly((2,)), ("FREQ=WEEKLY;BYDAY=WE",)),
        (monthly((2, 4), (4,)), ("FREQ=MONTHLY;BYDAY=2FR,4FR",)),
        (monthly((-1,), (5,)), ("FREQ=MONTHLY;BYDAY=-1SA",)),
        (
            SessionRule(freq=Frequency.WEEKLY, weekdays=(1,), interval=2, anchor=date(2026, 11, 10)),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",),
        ),
        (
            SessionRule(freq=Frequency.MONTHLY, monthdays=(8, -1), months=(4, 5), valid_to=date(2027, 3, 31)),
            ("FREQ=MONTHLY;BYMONTHDAY=8,-1;BYMONTH=4,5;UNTIL=20270331",),
        ),
        (
            replace(monthly((1,), (0,)), monthdays=(15,)),
            ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ),
        (SessionRule(freq=Frequency.DATES, dates=(date(2026, 1, 1),)), ()),
    ],
)
def test_a_rule_is_written_as_calendars_read_it(rule: SessionRule, texts: tuple[str, ...]) -> None:
    assert rrule_texts(rule) == texts


@given(rules())
def test_another_reader_of_rrules_finds_the_same_days(rule: SessionRule) -> None:
    assume(rule.freq is not Frequency.DATES and (rule.interval == 1 or rule.anchor))
    until = min(rule.valid_to or SPRING_END, SPRING_END)
    bounded = replace(rule, valid_from=None, valid_to=until)
    days = {day.date() for text in rrule_texts(bounded) for day in rrulestr(text, dtstart=first_week(rule))}
    window = [SPRING + timedelta(days=number) for number in range(120)]
    assert {day for day in days if day >= SPRING} == {day for day in window if matches_pattern(bounded, day)}


SPRING, SPRING_END = date(2025, 1, 1), date(2025, 4, 30)


def first_week(rule: SessionRule) -> datetime:
    """A day in a week that counts, at or before the window, as the wall time that dateutil wants."""
    cycle = timedelta(weeks=rule.interval)
    start = SPRING - (SPRING - rule.anchor) % cycle if rule.anchor else SPRING
    return datetime.combine(start - cycle, time())


@given(rules())
def test_reading_what_was_written_gives_the_rule_again(rule: SessionRule) -> None:
    texts = rrule_texts(rule)
    assume(len(texts) == 1)
    bare = SessionRule(
        freq=rule.freq,
        weekdays=rule.weekdays,
        nths=rule.nths,
        monthdays=rule.monthdays,
        interval=rule.interval,
        anchor=rule.anchor,
        months=rule.months,
        valid_to=rule.valid_to,
    )
    assert rule_from_rrule(texts[0], anchor=rule.anchor) == bare


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
        "",
    ],
)
def test_what_cannot_be_kept_whole_is_refused(text: str) -> None:
    with pytest.raises(InvalidRuleError):
        rule_from_rrule(text)


def test_hsds_columns() -> None:
    found = hsds_recurrence(replace(monthly((2, 4), (4,)), valid_from=date(2026, 4, 1), valid_to=date(2027, 3, 31)))
    assert (found.freq, found.interval, found.byday) == ("MONTHLY", 1, "2FR,4FR")
    assert (found.dtstart, found.until) == (date(2026, 4, 1), date(2027, 3, 31))
    assert hsds_recurrence(SessionRule(freq=Frequency.DATES, dates=(date(2026, 1, 1),))).freq is None
