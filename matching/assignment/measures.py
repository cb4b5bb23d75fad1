"""How good is a set of pairs? Counted from the problem alone."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from matching.assignment.types import Gain, Pair


def points_of(assignments: Iterable[Pair], scores: Mapping[Pair, int]) -> int:
    """The sum of points."""
    return sum(scores[pair] for pair in assignments)


def measured(assignments: Iterable[Pair], scores: Mapping[Pair, int], levels: tuple[int, ...]) -> Gain:
    """People placed, people at each level or above by their best place, and points."""
    best: dict[str, int] = {}
    points = 0
    for person, option in assignments:
        score = scores[person, option]
        points += score
        best[person] = max(score, best.get(person, score))
    return Gain(len(best), counted(best.values(), levels), points)


def counted(scores: Iterable[int], levels: tuple[int, ...]) -> tuple[int, ...]:
    """How many scores reach each level."""
    at = [0] * (len(levels) + 1)
    for score in scores:
        at[bisect_right(levels, score)] += 1
    above = 0
    counts = []
    for number in reversed(at[1:]):
        above += number
        counts.append(above)
    return tuple(reversed(counts))
