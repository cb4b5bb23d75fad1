"""Why has somebody no place?"""

from collections.abc import Iterable

import numpy as np

from matching.assignment.instance import BoolArray, Instance, marked
from matching.assignment.types import IntArray, Pair, Problem, Reason, Unplaced


def unplaced_of(instance: Instance, assignments: Iterable[Pair]) -> tuple[Unplaced, ...]:
    """Everyone without a place, in the order of the problem, with the first reason that explains it."""
    placed = {person for person, _option in assignments}
    waiting = [place for place, party in enumerate(instance.problem.people) if party.id not in placed]
    if not waiting:
        return ()
    reason = _reasons(instance)
    return tuple(Unplaced(instance.problem.people[place].id, reason[place]) for place in waiting)


def _reasons(instance: Instance) -> list[Reason]:
    """The reason that everybody would have: each filter takes the last pair of some."""
    problem, candidates = instance.problem, instance.problem.candidates
    allowed = _allowed(problem)
    passing = [
        np.ones(len(candidates.score), dtype=np.bool_),
        allowed,
        allowed & (candidates.score >= problem.floor),
        allowed & (candidates.score >= problem.floor) & _open(instance),
    ]
    left = [np.bincount(candidates.person[keep], minlength=len(problem.people)) > 0 for keep in passing]
    reasons = (Reason.NO_CANDIDATE, Reason.FORBIDDEN, Reason.BELOW_FLOOR, Reason.ALL_FULL)
    return [
        next((reason for reason, some in zip(reasons, row, strict=True) if not some), Reason.OUTRANKED)
        for row in zip(*(mask.tolist() for mask in left), strict=True)
    ]


def _allowed(problem: Problem) -> BoolArray:
    people = [party.id for party in problem.people]
    options = [opening.id for opening in problem.options]
    code = problem.candidates.person * len(options) + problem.candidates.option
    return ~marked(code, problem.forbidden, people, options)


def _open(instance: Instance) -> BoolArray:
    """The candidates whose option has a place left beside the locks, and is large enough."""
    candidates = instance.problem.candidates
    left = left_over(instance)
    space = np.empty_like(left)
    space[instance.opening_at] = left
    return (space[candidates.option] > 0) & _large_enough(instance.problem)


def left_over(instance: Instance) -> IntArray:
    """The places that the locks leave."""
    return instance.capacity - np.bincount(instance.option[instance.locked], minlength=len(instance.capacity))


def _large_enough(problem: Problem) -> BoolArray:
    candidates = problem.candidates
    fits = np.ones(len(candidates.score), dtype=np.bool_)
    for resource in sorted({name for opening in problem.options for name in opening.resources}):
        asked = np.array([party.size.get(resource, 0) for party in problem.people], dtype=np.int64)
        most = int(asked.max(initial=0))
        given = np.array([opening.resources.get(resource, most) for opening in problem.options], dtype=np.int64)
        fits &= asked[candidates.person] <= given[candidates.option]
    return fits
