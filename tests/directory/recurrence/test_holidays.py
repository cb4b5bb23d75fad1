from datetime import date, timedelta

import holidays
import pytest

from directory.recurrence.holidays import holiday_name, is_new_year


@pytest.mark.parametrize("year", range(2024, 2031))
def test_a_second_library_knows_the_same_holidays(year: int) -> None:
    second = set(holidays.country_holidays("JP", years=year))
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    assert {day for day in days if day.year == year and holiday_name(day)} == second


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 5, 6), "憲法記念日 振替休日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 11, 24), None),
    ],
)
def test_substitute_and_sandwiched_days_count(day: date, name: str | None) -> None:
    assert holiday_name(day) == name


def test_new_year_is_the_six_days_in_which_offices_rest() -> None:
    days = [date(2026, 12, 27) + timedelta(days=number) for number in range(10)]
    assert [day for day in days if is_new_year(day)] == days[2:8]
