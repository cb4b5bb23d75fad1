"""What do shares of a perfect fit make in points? The same whole numbers as `matching.criteria.values` makes.

A share here is a fraction of whole numbers below a million, divided once. So every product with a weight lies within
a billionth of the true one, and two different true ones never lie so near: what looks like a half is one.
"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from matching.columns.outcomes import Floats, Integers, Rows
from matching.criteria.values import Value, contribution

NEAR: Final = 1e-8


class Points(Protocol):
    """How well each row does in one criterion, in points once the weight is known."""

    def points(self, weight: int) -> Integers:
        """The points of every row; what is unknown counts as the middle of its range."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Row i does as well as `values[at[i]]`, which the plain criterion said."""

    values: tuple[Value, ...]
    at: Rows

    def points(self, weight: int) -> Integers:
        """The points of every row."""
        return np.array([contribution("", weight, value).points for value in self.values], dtype=np.int64)[self.at]


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """How well each row does in one criterion: row i has the shares `low[at[i]]` to `high[at[i]]`."""

    low: Floats
    high: Floats
    at: Rows

    def points(self, weight: int) -> Integers:
        """The points of every row; what is unknown counts as the middle of its range."""
        return rounded(weight, (self.low + self.high) / 2)[self.at]


def rounded(weight: int, shares: Floats) -> Integers:
    """Weight times share in whole points, halves to even."""
    exact = weight * shares
    halves = np.rint(exact * 2) / 2
    return np.rint(np.where(np.abs(exact - halves) < NEAR, halves, exact)).astype(np.int64)


def same_for_all(low: float, high: float, count: int) -> Shares:
    """One range for every row."""
    return Shares(np.array([low]), np.array([high]), np.zeros(count, dtype=np.intp))
