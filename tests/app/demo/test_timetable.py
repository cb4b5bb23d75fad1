from datetime import date, time

import pytest

from app.demo.timetable import ANCHOR, rule_of
from directory.recurrence.rules import Frequency, HolidayRule, SessionRule

THURSDAY = date(2026, 11, 26)


def rule(line: str, rest: str = "") -> SessionRule:
    return rule_of(line, THURSDAY, rest=rest)


def test_weekdays_with_hours() -> None:
    found = rule("月木 9:30-11:00")
    assert (found.freq, found.weekdays) == (Frequency.WEEKLY, (0, 3))
    assert (found.opens_at, found.closes_at) == (time(9, 30), time(11))


def test_alternate_weeks_are_anchored() -> None:
    found = rule("隔日 13:00-16:00")
    assert (found.weekdays, found.interval, found.anchor) == ((6,), 2, ANCHOR)


def test_nth_weekdays_and_the_last() -> None:
    found = rule("第1・末金 19:00-20:30")
    assert (found.freq, found.nths, found.weekdays) == (Frequency.MONTHLY, (1, -1), (4,))


def test_a_season_over_new_year() -> None:
    assert rule("水 10:00-11:00 11-2月").months == (1, 2, 11, 12)


def test_a_note() -> None:
    assert rule("火 13:40-14:00 4-11月 （冬は橋まで）").note == "冬は橋まで"


def test_a_day_in_some_weeks_moves_with_today() -> None:
    assert rule("3週後の土 10:00-15:00").dates == (date(2026, 12, 19),)


@pytest.mark.parametrize(
    ("rest", "holiday", "new_year"),
    [
        ("", HolidayRule.UNKNOWN, HolidayRule.UNKNOWN),
        ("祝", HolidayRule.CLOSED, HolidayRule.UNKNOWN),
        ("祝年", HolidayRule.CLOSED, HolidayRule.CLOSED),
        ("開", HolidayRule.OPEN, HolidayRule.OPEN),
    ],
)
def test_special_days(rest: str, holiday: HolidayRule, new_year: HolidayRule) -> None:
    found = rule("毎日 9:00-17:00", rest)
    assert (found.holiday_rule, found.new_year_rule) == (holiday, new_year)


def test_other_words_are_refused() -> None:
    with pytest.raises(ValueError, match="no timetable"):
        rule("ときどき 9:00-10:00")
