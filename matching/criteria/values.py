"""How much of a criterion is met, as an exact share, or the range where it may lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from matching.types import Contribution, Evidence

NONE = Fraction(0)
ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Value:
    """A share of a perfect fit between 0 and 1; low and high differ while something is not known."""

    low: Fraction
    high: Fraction
    evidence: tuple[Evidence, ...] = ()


def certain(share: Fraction, *evidence: Evidence) -> Value:
    """Everything that this criterion asks for is known."""
    return Value(share, share, evidence)


def anything(*evidence: Evidence) -> Value:
    """Nothing is known: from no fit to a perfect one."""
    return Value(NONE, ALL, evidence)


def best_of(values: Iterable[Value]) -> Value:
    """The best of several ways, with the evidence of the surest one and of those that may turn out better."""
    ways = list(values)
    best = max(ways, key=lambda way: (way.low, way.high))
    hopes = [way for way in ways if way is not best and way.high > best.high]
    evidence = (*best.evidence, *(each for way in hopes for each in way.evidence))
    return Value(best.low, max(way.high for way in ways), evidence)


def contribution(criterion: str, weight: int, value: Value) -> Contribution:
    """The points of a criterion; an unknown share counts as the middle of its range, halves round to even."""
    low = _points(weight, value.low)
    if value.low == value.high:
        return Contribution(criterion, low, weight, low, low, value.evidence)
    middle, high = _points(weight, (value.low + value.high) / 2), _points(weight, value.high)
    return Contribution(criterion, middle, weight, low, high, value.evidence)


def _points(weight: int, share: Fraction) -> int:
    """The same as `round(weight * share)`, without building another fraction."""
    whole, rest = divmod(weight * share.numerator, share.denominator)
    return whole + (2 * rest > share.denominator or (2 * rest == share.denominator and whole % 2))
