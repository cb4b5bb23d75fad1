"""The week of half hours says who is free when, to the minute."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.week import DAY_MINUTES, WHOLE_DAY, Session, Week, minute_of
from tests.factories.matching import times, weeks

spans = (
    st.tuples(st.integers(0, DAY_MINUTES - 1), st.integers(1, DAY_MINUTES)).map(sorted).filter(lambda s: s[0] < s[1])
)


def minutes_free(week: Week, weekday: int, start: int, end: int) -> list[bool]:
    """The oracle: ask every minute."""
    return [bool(week.days[weekday] >> minute // 30 & 1) for minute in range(start, end)]


@given(weeks, st.integers(0, 6), spans)
def test_it_counts_the_free_minutes_one_by_one(week: Week, weekday: int, span: list[int]) -> None:
    assert week.free_minutes(weekday, *span) == sum(minutes_free(week, weekday, *span))


@given(weeks, st.integers(0, 6), spans)
def test_the_longest_stay_is_the_longest_run_of_free_minutes(week: Week, weekday: int, span: list[int]) -> None:
    runs = "".join("x" if free else " " for free in minutes_free(week, weekday, *span)).split()
    assert week.longest_stay(weekday, *span) == max(map(len, runs), default=0)


@given(st.integers(0, 6), times, times)
def test_only_half_hours_wholly_inside_count_as_free(weekday: int, start: time, end: time) -> None:
    week = Week.free_at([(weekday, start, end)])
    last = DAY_MINUTES if end <= start else minute_of(end)
    for slot in range(48):
        inside = minute_of(start) <= slot * 30 and (slot + 1) * 30 <= last
        assert bool(week.days[weekday] >> slot & 1) is inside


def test_a_session_past_midnight_ends_the_day() -> None:
    assert Session(4, time(22), time(1)).end_minute == DAY_MINUTES


@pytest.mark.parametrize("days", [(0,) * 6, (0,) * 6 + (WHOLE_DAY + 1,), (0,) * 6 + (-1,)])
def test_a_week_has_seven_days_of_48_half_hours(days: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="seven masks"):
        Week(days)
