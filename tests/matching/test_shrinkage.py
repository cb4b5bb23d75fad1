"""A few cases move little, one failure at most three points, and old cases fade."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from matching.criteria import outcomes
from matching.shrinkage import HALF_LIFE_DAYS, Case, lift_of, tallies_of, tally_of, usual_share

shares = st.integers(2, 18).map(lambda twentieth: twentieth / 20)
counts = st.integers(0, 12)


def cases(stayed: int, ended: int, *, days_ago: int = 0, service: str = "s1", goal: str = "visit") -> list[Case]:
    went = [*[True] * stayed, *[False] * ended]
    return [Case(service, "kayoinoba", goal, has_stayed, days_ago) for has_stayed in went]


@given(counts, counts, shares)
def test_one_failure_moves_three_points_at_most(stayed: int, ended: int, usual: float) -> None:
    before, after = (lift_of(cases(stayed, ended + more), usual) for more in (0, 1))
    assert 0 <= (before - after) * outcomes.MOST_POINTS <= 3


@given(counts, counts, shares)
def test_one_who_stays_never_lowers(stayed: int, ended: int, usual: float) -> None:
    assert lift_of(cases(stayed + 1, ended), usual) >= lift_of(cases(stayed, ended), usual)


@given(shares)
def test_no_case_says_nothing(usual: float) -> None:
    assert lift_of([], usual) == 0


@given(counts, counts, shares)
def test_lies_between_minus_one_and_one(stayed: int, ended: int, usual: float) -> None:
    assert -1 <= lift_of(cases(stayed, ended), usual) <= 1


def test_old_cases_fade_but_are_counted() -> None:
    fresh, old = (tally_of(cases(0, 4, days_ago=days), []) for days in (0, 5 * HALF_LIFE_DAYS))
    assert (fresh.total, old.total) == (4, 4)
    assert fresh.lift < old.lift < 0
    assert old.lift > Fraction(-1, 25)


def test_three_of_four_are_counted_by_place_and_goal() -> None:
    found = tallies_of([*cases(3, 1), *cases(1, 0, goal="work_trial"), *cases(0, 2, service="s2")])
    assert (found["s1"]["visit"].settled, found["s1"]["visit"].total) == (3, 4)
    assert found["s1"]["work_trial"].total == 1
    assert found["s1"]["visit"].lift > 0 > found["s2"]["visit"].lift


def test_the_usual_share_is_a_half_before_anybody_went() -> None:
    assert usual_share([]) == 0.5
    assert usual_share(cases(99, 0)) == 0.9
