from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rendering import filters
from app.rendering.display import LANGUAGES, speaking
from core import clock

WEDNESDAY = date(2026, 11, 25)
THURSDAY = date(2026, 11, 26)
TEN = time(10)

SAID = [
    (filters.day, (WEDNESDAY,), "11月25日（水）", "11月25日（水曜日）", "Wed 25 November"),
    (filters.full_day, (WEDNESDAY,), "2026年11月25日（水）", "2026年11月25日（水曜日）", "Wed 25 November 2026"),
    (filters.era_day, (WEDNESDAY,), "令和8年11月25日", "2026年11月25日（水曜日）", "Wed 25 November 2026"),
    (filters.near_day, (WEDNESDAY,), "今日 11月25日（水）", "きょう 11月25日（水曜日）", "Today, Wed 25 November"),
    (
        filters.near_day,
        (date(2026, 11, 26),),
        "あした 11月26日（木）",
        "あした 11月26日（木曜日）",
        "Tomorrow, Thu 26 November",
    ),
    (filters.near_day, (date(2026, 11, 28),), "11月28日（土）", "11月28日（土曜日）", "Sat 28 November"),
    (filters.near_day, (date(2026, 11, 24),), "11月24日（火）", "11月24日（火曜日）", "Tue 24 November"),
    (filters.clock_time, (TEN,), "午前10時", "午前10時", "10 AM"),
    (filters.clock_time, (time(13, 30),), "午後1時半", "午後1時30分", "1:30 PM"),
    (filters.clock_time, (time(12),), "正午", "ひるの 12時", "12 noon"),
    (filters.clock_time, (time(12, 5),), "午後0時5分", "午後0時5分", "12:05 PM"),
    (filters.clock_time, (time(0),), "午前0時", "午前0時", "12 AM"),
    (
        filters.time_range,
        (TEN, time(11, 30)),
        "午前10時〜11時半",
        "午前10時から 午前11時30分まで",
        "10 AM–11:30 AM",
    ),
    (filters.time_range, (TEN, time(12)), "午前10時〜正午", "午前10時から ひるの 12時まで", "10 AM–12 noon"),
    (filters.time_range, (TEN, time(13)), "午前10時〜午後1時", "午前10時から 午後1時まで", "10 AM–1 PM"),
    (filters.time_range, (TEN, None), "午前10時から", "午前10時から", "from 10 AM"),
    (
        filters.moment,
        (datetime(2026, 11, 25, 1, 30, tzinfo=UTC),),
        "11月25日（水）午前10時半",
        "11月25日（水曜日） 午前10時30分",
        "Wed 25 November, 10:30 AM",
    ),
    (filters.ago, (WEDNESDAY,), "今日", "きょう", "Today"),
    (filters.ago, (date(2026, 11, 24),), "1日前", "1日前", "1 day ago"),
    (filters.ago, (date(2026, 8, 24),), "3か月前", "3か月前", "3 months ago"),
    (filters.ago, (date(2024, 11, 1),), "2年前", "2年前", "2 years ago"),
    (filters.distance, (312,), "約300m", "300メートル くらい", "about 300 m"),
    (filters.distance, (1490,), "約1.5km", "1.5キロメートル くらい", "about 1.5 km"),
    (filters.distance, (12_300,), "約12km", "12キロメートル くらい", "about 12 km"),
    (filters.duration, (45,), "45分", "45分", "45 min"),
    (filters.duration, (60,), "1時間", "1時間", "1 hour"),
    (filters.duration, (90,), "1時間30分", "1時間 30分", "1 h 30 min"),
    (filters.minute_range, (10, 15), "10〜15分", "10分から 15分", "10–15 min"),
    (filters.minute_range, (10, 10), "10分", "10分", "10 min"),
    (filters.yen, (0,), "無料", "お金は いりません", "Free"),
    (filters.yen, (1500,), "1,500円", "1,500円", "1,500 yen"),
    (filters.phone, ("０８５６３１０６６４",), "0856-31-0664", "0856-31-0664", "0856-31-0664"),
    (filters.tel, ("0856-31-0664",), "tel:+81856310664", "tel:+81856310664", "tel:+81856310664"),
]


@pytest.mark.parametrize(("say", "given_values", "ja", "easy", "en"), SAID)
def test_is_said_in_three_languages(
    say: Callable[..., str], given_values: tuple[object, ...], ja: str, easy: str, en: str
) -> None:
    for language, words in (("ja", ja), ("easy", easy), ("en", en)):
        with speaking(language):
            assert say(*given_values) == words


def test_every_filter_is_tested() -> None:
    assert {say for say, *_rest in SAID} == set(filters.FILTERS.values())


def test_a_short_number_stays_as_it_is() -> None:
    assert (filters.phone("110"), filters.tel("110")) == ("110", "tel:110")


@given(st.times(), st.sampled_from(sorted(LANGUAGES)))
def test_no_two_times_are_said_the_same(moment: time, language: str) -> None:
    other = moment.replace(hour=(moment.hour + 12) % 24)
    with speaking(language):
        assert filters.clock_time(moment) != filters.clock_time(other)


@given(st.dates(date(1920, 1, 1), date(2026, 11, 25)), st.dates(date(1920, 1, 1), date(2026, 11, 25)))
def test_what_is_older_is_never_said_to_be_newer(one: date, other: date) -> None:
    def rank(day: date) -> int:
        words = filters.ago(day)
        units = {"日前": 1, "か月前": 30, "年前": 365}
        return next((unit * int(words.removesuffix(end)) for end, unit in units.items() if words.endswith(end)), 0)

    assert rank(min(one, other)) >= rank(max(one, other))
    assert clock.today() == WEDNESDAY
