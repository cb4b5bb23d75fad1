"""The answer to a table: the exact solver, and people who may not share a place kept apart.

Keeping two people apart is no constraint of the solver. Where an answer puts them together, one of them must leave
that place: both ways are solved, and the better one is taken. So the answer stays the best one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matching.assignment.solving import solve as solve_problem
from matching.assignment.types import Objective, Opening, Party, Problem, Solution, Status, candidates_of
from matching.batch.table import PairKey, Table
from matching.certifying.certify import certify

Rank = tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """Who goes where, what it is worth, and what no answer can exceed."""

    placed: Mapping[str, str] = field(default_factory=dict)
    value: int = 0
    bound: int = 0
    status: Status = Status.INFEASIBLE

    @property
    def is_best(self) -> bool:
        """It is proven that there is none better."""
        return self.status is Status.OPTIMAL

    @property
    def is_possible(self) -> bool:
        """All locks can be kept."""
        return self.status is not Status.INFEASIBLE


def solve(table: Table) -> Answer:
    """The best answer that keeps every lock and keeps people apart."""
    found = _apart(table)
    return _answer(found) if found else Answer()


def is_certified(table: Table, answer: Answer) -> bool:
    """Whether a check that shares nothing with the solver finds the answer sound, and nothing better.

    Where people kept apart shaped the answer, such a check has nothing to compare with and agrees to nothing.
    """
    problem = problem_of(table)
    found = solve_problem(problem)
    certificate = certify(problem, found)
    return certificate.is_sound and certificate.is_best is True and dict(found.assignments) == answer.placed


def _apart(table: Table) -> Solution | None:
    found = solve_problem(problem_of(table))
    if found.status is Status.INFEASIBLE:
        return None
    together = _together(table, dict(found.assignments))
    if together is None:
        return found
    ways = [_apart(table.without_pair(key)) for key in together if key not in table.locks]
    possible = [way for way in ways if way is not None]
    return max(possible, key=lambda way: _rank(table.objective, way), default=None)


def problem_of(table: Table) -> Problem:
    """The table as the solver takes it."""
    people = tuple(Party(one) for one in table.people)
    openings = tuple(Opening(service, free) for service, free in sorted(table.places().items()))
    waiting = set(table.people)
    pairs = [(one.person, one.service, table.score(one.key)) for one in table.candidates() if one.person in waiting]
    return Problem(
        people=people,
        options=openings,
        candidates=candidates_of(people, openings, pairs),
        locks=frozenset(key for key in table.locks if key[0] in waiting),
        objective=table.objective,
        floor=table.floor,
    )


def _answer(found: Solution) -> Answer:
    return Answer(dict(found.assignments), found.value, found.bound, found.status)


def _together(table: Table, placed: Mapping[str, str]) -> tuple[PairKey, PairKey] | None:
    """The first two people at one place who may not be."""
    for one, other in sorted(table.apart):
        if one in placed and placed[one] == placed.get(other):
            return (one, placed[one]), (other, placed[one])
    return None


def _rank(objective: Objective, found: Solution) -> Rank:
    """By what of two answers the better one is known."""
    match objective:
        case Objective.LEXIMIN:
            return (*found.levels, found.value)
        case Objective.PLACED:
            return (found.placed, found.value)
        case _:
            return (found.value,)
