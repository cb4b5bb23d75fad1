"""Weekday words in every form that clerks write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.exchange.days import WEEKDAYS, read_days
from directory.recurrence.rules import HolidayRule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("月火水木金", "月火水木金"),
        ("月;火;水;木;金;土", "月火水木金土"),
        ("月・水・金", "月水金"),
        ("日土", "土日"),
        ("平日", "月火水木金"),
        ("平日,土曜日,日曜日,祝日", "月火水木金土日"),
        ("毎日", "月火水木金土日"),
        ("年中無休", "月火水木金土日"),
        ("週末", "土日"),
        ("水曜日", "水"),
        ("月曜日～金曜日", "月火水木金"),
        ("火〜金", "火水木金"),
        ("月－金", "月火水木金"),
        ("月曜から金曜まで", "月火水木金"),
        ("土～月", "月土日"),
        ("第2・第4土曜日", "第2第4土"),
        ("第２･４木曜日", "第2第4木"),
        ("2・4土曜", "第2第4土"),
        ("第1,3水", "第1第3水"),
        ("第１週と第３週の火曜日", "第1第3火"),
        ("第２日曜日、第４土曜日", "第2日、第4土"),
        ("毎月第二火曜日、第四木曜日", "第2火、第4木"),
        ("第1・3月曜、毎週水曜", "第1第3月、水"),
        ("毎月最終金曜日", "最終金"),
        ("隔週水曜", "隔週水"),
        ("毎月12日", "12日"),
        ("毎月5日・20日", "5日・20日"),
        ("月曜日以外", "火水木金土日"),
        ("木曜定休", "月火水金土日"),
        ("月～土（日祝休み）", "月火水木金土"),
        ("毎日（日曜・祝日を除く）", "月火水木金土"),
        ("0We", "水"),
        ("14Tu4Th", "第1第4火、第4木"),
        ("7Su", "隔週日"),
        ("Mo We", "月水"),
    ],
)
def test_words_for_days_are_read(text: str, words: str) -> None:
    days = read_days(text)
    assert days.words == words
    assert not days.rest


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("平日", HolidayRule.CLOSED),
        ("平日,祝日", HolidayRule.OPEN),
        ("土日祝", HolidayRule.OPEN),
        ("月水金（祝日を除く）", HolidayRule.CLOSED),
        ("月火水", HolidayRule.UNKNOWN),
    ],
)
def test_holidays_are_known_only_when_the_words_name_them(text: str, rule: HolidayRule) -> None:
    assert read_days(text).holiday_rule is rule


@pytest.mark.parametrize(
    ("text", "months"), [("偶数月の第３土曜日", (2, 4, 6, 8, 10, 12)), ("11月から2月の第2土曜", (1, 2, 11, 12))]
)
def test_a_season_belongs_to_the_rule(text: str, months: tuple[int, ...]) -> None:
    assert tuple(sorted(read_days(text).rules[0].months)) == months


@pytest.mark.parametrize("text", ["不定期（友引の前日など）", "月1回土曜", "第2・4金曜日だが変動あり"])
def test_what_is_irregular_is_said_to_be(text: str) -> None:
    assert read_days(text).is_irregular


@pytest.mark.parametrize(
    "text",
    [
        "非公開",
        "お問い合わせください",
        "利用日の3日前までに予約",
        "5月3日",
        "原則毎月第4日曜日",
        "第1金曜日(8月を除く)",
    ],
)
def test_what_is_not_understood_is_left_over(text: str) -> None:
    assert read_days(text).rest


def test_a_day_that_hangs_on_another_is_not_made_a_rule() -> None:
    assert read_days("毎月第三火曜日とその直後の木曜日").words == "第3火"


def test_weeks_without_a_weekday_wait_for_it() -> None:
    assert read_days("毎月第３").nths == (3,)


def test_an_exception_of_one_week_stays_in_words() -> None:
    days = read_days("月・水・金（第3水曜休み）")
    assert days.words == "月水金"
    assert "第3水" in days.rest


@given(st.sets(st.sampled_from(WEEKDAYS), min_size=1), st.sampled_from(["", "・", "、", ",", ";", "/", " "]))
def test_any_set_of_weekdays_survives_any_separator(days: set[str], separator: str) -> None:
    words = "".join(day for day in WEEKDAYS if day in days)
    assert read_days(separator.join(words)).words == words


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_days(text)
