"""A date by era name and the same date by the western year are one day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.japanese.eras import FIRST_DAY, era_date, era_of, era_year, parse_date, short_era_date

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "令和8年11月25日",
        "令和８年１１月２５日（水）",
        "令和八年十一月二十五日",
        "R8.11.25",
        "Ｒ８．１１．２５",
        "r8/11/25",
        "令8.11.25",
        "㋿8年11月25日",
        "令和 8年 11月 25日(水曜日)",
        "2026-11-25",
        "2026/11/25",
        "2026年11月25日",
        "平成38年11月25日",
    ],
)
def test_every_way_of_writing_names_the_day(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(1926, 12, 24), "大正15年"),
        (date(1912, 7, 30), "大正元年"),
        (date(1912, 7, 29), "明治45年"),
    ],
)
def test_an_era_changes_on_its_first_day(day: date, name: str) -> None:
    assert era_year(day) == name


def test_the_day_is_written_long_and_short() -> None:
    assert era_date(DAY) == "令和8年11月25日"
    assert short_era_date(DAY) == "R8.11.25"


@given(st.dates(FIRST_DAY, date(2117, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    assert parse_date(era_date(day)) == day
    assert parse_date(short_era_date(day)) == day


@pytest.mark.parametrize("text", ["", "令和8年", "令和8年2月30日", "令和0年1月1日", "文久3年1月1日", "R8.13.1", "\0"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_date(text)


def test_days_before_the_gregorian_calendar_have_no_era_here() -> None:
    with pytest.raises(ValueError, match="Gregorian"):
        era_of(date(1872, 12, 31))
