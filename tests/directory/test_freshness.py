from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.freshness import LADDERS, USUAL, Freshness, Ladder, freshness, is_left_out, ladder_of, next_step_on

TODAY = date(2026, 11, 24)
ORDER = [Freshness.GREEN, Freshness.AMBER, Freshness.RED]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "green"), (90, "green"), (91, "amber"), (180, "amber"), (181, "red"), (3650, "red"), (-1, "unknown")],
)
def test_the_usual_ladder(days: int, expected: str) -> None:
    assert freshness(ago(days), TODAY) == expected


def test_never_confirmed_is_unknown_not_red_and_stays_in_the_results() -> None:
    assert freshness(None, TODAY) is Freshness.UNKNOWN
    assert not is_left_out(None, TODAY)


def test_after_a_year_the_usual_results_leave_it_out() -> None:
    assert [is_left_out(ago(days), TODAY) for days in (365, 366)] == [False, True]


def test_a_mobile_shop_ages_faster_than_a_consultation_desk() -> None:
    steps = [freshness(ago(100), TODAY, ladder_of(kind)) for kind in ("mobile_shop", "kayoinoba", "soudan")]
    assert steps == [Freshness.AMBER, Freshness.AMBER, Freshness.GREEN]
    assert ladder_of("anything else") is USUAL


@given(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from([USUAL, *LADDERS.values()]))
def test_an_older_confirmation_is_never_fresher(days: int, more: int, ladder: Ladder) -> None:
    younger, older = (ORDER.index(freshness(ago(age), TODAY, ladder)) for age in (days, days + more))
    assert younger <= older


@given(st.integers(0, 1000), st.sampled_from([USUAL, *LADDERS.values()]))
def test_the_next_step_comes_on_the_day_announced(days: int, ladder: Ladder) -> None:
    falls = next_step_on(ago(days), TODAY, ladder)
    now = freshness(ago(days), TODAY, ladder)
    if falls is None:
        assert now is Freshness.RED
        return
    assert freshness(ago(days), falls - timedelta(days=1), ladder) is now
    assert freshness(ago(days), falls, ladder) is not now


def test_steps_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="rise"):
        Ladder(green_days=90, amber_days=60, shown_days=365)
