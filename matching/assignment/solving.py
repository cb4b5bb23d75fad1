"""Who gets which scarce place, so that provably nobody could arrange it better?"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.assignment.formulation import digits, formulated
from matching.assignment.gains import gains_of
from matching.assignment.instance import Instance, instance_of
from matching.assignment.measures import measured
from matching.assignment.network import Network
from matching.assignment.parts import Parts, bound_pairs, parts_of
from matching.assignment.plain import Best, chosen_of, proven_best
from matching.assignment.programs import Deadline, greedy_start, optimise
from matching.assignment.reasons import left_over, unplaced_of
from matching.assignment.stable import stable_pairs
from matching.assignment.types import (
    Candidates,
    Gain,
    IntArray,
    Objective,
    Pair,
    Problem,
    Proof,
    Solution,
    Status,
)
from matching.assignment.weights import digits_of, thresholds


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Chosen pairs, whether they are proven best, what the points cannot exceed, and the plain part's prices."""

    chosen: IntArray
    proven: bool
    bound: int
    best: Best | None = None
    places: IntArray | None = None


def solve(problem: Problem, *, time_limit: float | None = None) -> Solution:
    """The best answer to the problem, with what is proven about it; `time_limit` in seconds."""
    instance = instance_of(problem)
    deadline = Deadline() if time_limit is None else Deadline(time.monotonic() + time_limit)
    found = None if locks_collide(instance) else _found(instance, deadline)
    if found is None:
        return Solution(objective=problem.objective, status=Status.INFEASIBLE)
    return _told(instance, found)


def solve_robustly(problem: Problem, *, time_limit: float | None = None) -> Solution:
    """The best answer, and which of its pairs stand whatever the open questions turn out to be."""
    middle = solve(problem, time_limit=time_limit)
    ends = (problem.candidates.low, problem.candidates.high)
    others = [solve(with_scores(problem, scores), time_limit=time_limit).assignments for scores in ends]
    return replace(middle, robust=frozenset(middle.assignments).intersection(*others))


def with_scores(problem: Problem, scores: IntArray) -> Problem:
    """The same problem with other points."""
    old = problem.candidates
    return replace(problem, candidates=Candidates.known(old.person, old.option, scores))


def locks_collide(instance: Instance) -> bool:
    """Whether the locks alone break a rule of people or places; what they break in common is the solver's to find."""
    person = np.bincount(instance.person[instance.locked], minlength=len(instance.people))
    return bool(instance.missing or (person > instance.quota).any() or (left_over(instance) < 0).any())


def _found(instance: Instance, deadline: Deadline) -> Found | None:
    if instance.problem.objective is Objective.STABLE:
        chosen, proven = stable_pairs(instance, deadline)
        if chosen is None:
            return None
        value = int(instance.score[chosen].sum())
        return Found(chosen, proven, value if proven else ceiling(instance))
    return _by_parts(instance, parts_of(instance), deadline)


def solve_parts(instance: Instance, parts: Parts, standing: IntArray) -> Solution:
    """The best answer where the standing pairs are best already in all other parts."""
    found = _by_parts(instance, parts, Deadline(), standing)
    return _told(instance, found) if found else Solution(objective=instance.problem.objective, status=Status.INFEASIBLE)


def _by_parts(instance: Instance, parts: Parts, deadline: Deadline, standing: IntArray | None = None) -> Found | None:
    """The plain parts at once, every other part on its own; what is best in each is best together."""
    chosen = [] if standing is None else [standing]
    bound = int(instance.score[standing].sum()) if standing is not None else 0
    proven = True
    for pairs in parts.bound:
        part = _with_side_constraints(instance, pairs, deadline)
        if part is None:
            return None
        chosen.append(part.chosen)
        bound, proven = bound + part.bound, proven and part.proven
    plain = _plain(instance, parts.plain)
    whole = np.concatenate((*chosen, plain))
    bound += int(instance.score[plain].sum())
    if bound_pairs(instance).any():
        return Found(whole, proven, bound)
    free, network = _free(instance, np.arange(instance.pairs))
    taken = np.flatnonzero(np.isin(free, whole))
    best = proven_best(network, digits_of(instance.problem, instance.score[free], instance.current[free]), taken)
    return Found(whole, proven, bound, best, free)


def _plain(instance: Instance, pairs: IntArray) -> IntArray:
    """The best of plain pairs, and the locked ones."""
    free, network = _free(instance, pairs)
    wishes = digits_of(instance.problem, instance.score[free], instance.current[free])
    return np.concatenate((pairs[instance.locked[pairs]], free[chosen_of(network, wishes)]))


def _free(instance: Instance, pairs: IntArray) -> tuple[IntArray, Network]:
    """Locked people and their places are out of the game; the rest is a network."""
    settled = np.zeros(len(instance.people), dtype=np.bool_)
    settled[instance.person[pairs[instance.locked[pairs]]]] = True
    free = pairs[~settled[instance.person[pairs]]]
    return free, Network(len(instance.people), instance.person[free], instance.option[free], left_over(instance))


def _with_side_constraints(instance: Instance, pairs: IntArray, deadline: Deadline) -> Found | None:
    program = formulated(instance, pairs)
    wishes = digits(program)
    wishes = [np.pad(wish, (0, program.columns - len(wish))) for wish in wishes]
    fixed = instance.locked[pairs]
    start = greedy_start(program, fixed) if deadline.at < float("inf") else None
    outcome = optimise(program, wishes, fixed=fixed, start=start, deadline=deadline)
    if outcome is None:
        return None
    chosen = pairs[outcome.columns[: len(pairs)] > 0]
    value = int(instance.score[chosen].sum())
    return Found(chosen, outcome.proven, value if outcome.proven else _bound(instance, pairs, outcome.bound))


def _bound(instance: Instance, pairs: IntArray, first: int) -> int:
    """What the points of a part cannot exceed when time ran out."""
    most = ceiling(instance, pairs)
    total_only = instance.problem.objective is Objective.TOTAL and not instance.problem.current
    return min(most, first) if total_only else most


def ceiling(instance: Instance, pairs: IntArray | None = None) -> int:
    """Everyone's best pairs together, as if there were places for all."""
    at = np.arange(instance.pairs) if pairs is None else pairs
    order = at[np.lexsort((-instance.score[at], instance.person[at]))]
    person = instance.person[order]
    starts = np.searchsorted(person, person)
    within = np.arange(len(order)) - starts < instance.quota[person]
    return int(instance.score[order[within]].sum())


def _told(instance: Instance, found: Found) -> Solution:
    problem = instance.problem
    assignments = instance.names(found.chosen)
    counts = _measured(instance, found.chosen)
    return Solution(
        objective=problem.objective,
        status=Status.OPTIMAL if found.proven else Status.FEASIBLE,
        assignments=assignments,
        value=counts.points,
        bound=max(found.bound, counts.points),
        placed=counts.placed,
        levels=counts.levels,
        unplaced=unplaced_of(instance, assignments),
        prices=gains_of(instance, found.places, found.best) if found.best and found.places is not None else {},
        proof=_proof(instance, found.best) if found.best else None,
    )


def _measured(instance: Instance, chosen: IntArray) -> Gain:
    places = zip(instance.person[chosen].tolist(), instance.option[chosen].tolist(), strict=True)
    pairs: list[Pair] = [(str(i), str(j)) for i, j in places]
    scores = dict(zip(pairs, instance.score[chosen].tolist(), strict=True))
    return measured(pairs, scores, thresholds(instance.problem))


def _proof(instance: Instance, best: Best) -> Proof:
    chains = best.chains
    return Proof(best.weights.bases, _named(instance.people, chains.people), _named(instance.options, chains.options))


def _named(names: Sequence[str], words: Sequence[IntArray]) -> dict[str, tuple[int, ...]]:
    """The prices that are not zero, by name."""
    table = np.stack(words, axis=1)
    at = np.flatnonzero(table.any(axis=1))
    return dict(zip([names[place] for place in at.tolist()], map(tuple, table[at].tolist()), strict=True))
