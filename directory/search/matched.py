"""How does each listing answer the words? One array for each part of the answer, a place for each listing found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import reduce
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Tier(IntEnum):
    """Where a term was found, the best place counting."""

    SYNONYM = 1
    TEXT = 2
    SYNONYM_NAME = 3
    KIND = 4
    READING = 5
    NAME = 6
    NAME_EXACT = 7


class Match(NamedTuple):
    """How a listing answers a query: the tier of the term it answers worst, and the sum over all terms (the score).

    `best` is the tier of the term it answers best. `unstated` counts the wishes that its data leave open; a neighbour
    is of the kind nearest to the one asked for.
    """

    weakest: Tier
    score: int
    best: Tier = Tier.SYNONYM
    unstated: int = 0
    is_neighbour: bool = False


@dataclass(frozen=True, eq=False)
class Matches:
    """The matches of some rows of the columns, the rows in order and each once."""

    rows: Rows
    weakest: Numbers
    scores: Numbers
    best: Numbers
    unstated: Numbers
    neighbours: Mask

    @classmethod
    def all_as(cls, rows: Rows, match: Match) -> Self:
        """The same match for all of these rows."""
        count = len(rows)
        return cls(
            rows=rows,
            weakest=np.full(count, match.weakest),
            scores=np.full(count, match.score),
            best=np.full(count, match.best),
            unstated=np.full(count, match.unstated),
            neighbours=np.full(count, match.is_neighbour),
        )

    @classmethod
    def nothing(cls) -> Self:
        """No match at all."""
        return cls.all_as(np.empty(0, dtype=np.intp), Match(Tier.SYNONYM, 0))

    @classmethod
    def of_tiers(cls, rows: Rows, tiers: Sequence[Numbers]) -> Self:
        """The matches of rows for which the tier of every term is known."""
        return cls(
            rows=rows,
            weakest=reduce(np.minimum, tiers),
            scores=reduce(np.add, tiers),
            best=reduce(np.maximum, tiers),
            unstated=np.zeros(len(rows), dtype=np.int64),
            neighbours=np.zeros(len(rows), dtype=np.bool_),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[int, Match]]:
        columns = (self.rows, self.weakest, self.scores, self.best, self.unstated, self.neighbours)
        for row, weakest, score, best, unstated, is_neighbour in zip(*(one.tolist() for one in columns), strict=True):
            yield row, Match(Tier(weakest), score, Tier(best), unstated, is_neighbour)

    def of_row(self, row: int) -> Match | None:
        """The match of one row; None when it is not among them."""
        place = int(np.searchsorted(self.rows, row))
        if place == len(self) or self.rows[place] != row:
            return None
        return next(iter(self.where(np.array([place]))))[1]

    def where(self, wanted: Mask | Rows) -> "Matches":
        """Those that a mask has, or that stand at these places."""
        return replace(self, **{name: getattr(self, name)[wanted] for name in _COLUMNS})

    def within(self, rows: Rows) -> "Matches":
        """Those of these rows, which are in order."""
        return self.where(among(self.rows, rows))

    def with_scores(self, scores: Numbers) -> "Matches":
        """The same with other scores."""
        return replace(self, scores=scores)

    def with_unstated(self, unstated: Numbers) -> "Matches":
        """The same with other numbers of open wishes."""
        return replace(self, unstated=unstated)

    def over(self, others: "Matches") -> "Matches":
        """These, and the others for the rows that have none here."""
        return _joined(self, others.where(~among(others.rows, self.rows)))

    def or_better(self, others: "Matches") -> "Matches":
        """Both together, a row that is in both with the higher score, these before the others."""
        mine = np.searchsorted(others.rows, self.rows)
        in_both = among(self.rows, others.rows)
        is_worse = np.zeros(len(self), dtype=np.bool_)
        is_worse[in_both] = others.scores[mine[in_both]] > self.scores[in_both]
        return self.where(~is_worse).over(others)


_COLUMNS = ("rows", "weakest", "scores", "best", "unstated", "neighbours")


def together(parts: Sequence[Matches]) -> Matches:
    """The rows that are in every part, each with its worst and best tier and the sum of its scores."""
    common = reduce(lambda rows, part: rows[among(rows, part.rows)], parts[1:], parts[0].rows)
    kept = [part.within(common) for part in parts]

    def by(name: str, way: Callable[[Numbers, Numbers], Numbers]) -> Numbers:
        return reduce(way, (getattr(part, name) for part in kept))

    return Matches(
        rows=common,
        weakest=by("weakest", np.minimum),
        scores=by("scores", np.add),
        best=by("best", np.maximum),
        unstated=np.zeros(len(common), dtype=np.int64),
        neighbours=reduce(np.logical_or, (part.neighbours for part in kept)),
    )


def among(rows: Rows, others: Rows) -> Mask:
    """Which of these rows are among the others; both are in order."""
    if not len(others):
        return np.zeros(len(rows), dtype=np.bool_)
    places = np.minimum(np.searchsorted(others, rows), len(others) - 1)
    found: Mask = others[places] == rows
    return found


def _joined(one: Matches, other: Matches) -> Matches:
    """Two whose rows are apart, in the order of the rows."""
    if not len(other):
        return one
    order = np.argsort(np.concatenate([one.rows, other.rows]), kind="stable")
    return Matches(*(np.concatenate([getattr(one, name), getattr(other, name)])[order] for name in _COLUMNS))
