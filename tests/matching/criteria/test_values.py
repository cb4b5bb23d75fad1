"""Shares become whole points, halves to even, and the middle of an open range."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from matching.criteria.values import Value, anything, best_of, certain, contribution

shares = st.fractions(0, 1, max_denominator=60)
weights = st.integers(0, 1000)


@given(weights, shares)
def test_points_round_halves_to_even(weight: int, share: Fraction) -> None:
    assert contribution("x", weight, certain(share)).points == round(weight * share)


@given(weights, shares, shares, st.fractions(0, 1, max_denominator=9))
def test_whatever_becomes_known_lies_in_the_announced_range(
    weight: int, one: Fraction, other: Fraction, where: Fraction
) -> None:
    low, high = sorted((one, other))
    before = contribution("x", weight, Value(low, high))
    after = contribution("x", weight, certain(low + (high - low) * where))
    assert before.low <= after.points <= before.high
    assert before.low <= before.points <= before.high


def test_nothing_known_counts_half() -> None:
    unknown = contribution("x", 90, anything())
    assert (unknown.points, unknown.low, unknown.high, unknown.known) == (45, 0, 90, False)


@given(st.lists(st.tuples(shares, shares).map(sorted), min_size=1, max_size=4))
def test_the_best_way_is_as_good_as_the_best_of_each_end(ranges: list[list[Fraction]]) -> None:
    best = best_of(Value(low, high) for low, high in ranges)
    assert (best.low, best.high) == (max(low for low, _ in ranges), max(high for _, high in ranges))
