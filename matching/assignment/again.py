"""What changes when a lock, a ban, a number of places or some points change? Only what the change touches is solved.

Pairs hang together where they share a person, an option or a van. Where nothing in such a part has changed, the part
keeps its answer; what is best in each part is best together, so that the whole is as good as if it were solved anew.
"""

from dataclasses import dataclass

import numpy as np

from matching.assignment.instance import BoolArray, Instance, instance_of
from matching.assignment.parts import Parts, labels_of, parts_of
from matching.assignment.solving import locks_collide, solve, solve_parts
from matching.assignment.types import IntArray, Objective, Problem, Solution, Status
from matching.assignment.weights import thresholds


@dataclass(frozen=True, slots=True, eq=False)
class Touched:
    """The people, options and slots that a change concerns itself with."""

    people: BoolArray
    options: BoolArray
    slots: BoolArray


def solve_again(problem: Problem, before: Problem, answer: Solution) -> Solution:
    """The best answer to a problem that differs a little from one that has an answer; as good as `solve`."""
    new, old = instance_of(problem), instance_of(before)
    if answer.status is not Status.OPTIMAL or not _is_comparable(new, old):
        return solve(problem)
    if locks_collide(new):
        return Solution(objective=problem.objective, status=Status.INFEASIBLE)
    stands = ~_hangs_together(new, _touched(new, old))
    kept = new.chosen(answer.assignments)
    return solve_parts(new, _only(parts_of(new), ~stands), kept[stands[kept]])


def _is_comparable(new: Instance, old: Instance) -> bool:
    """The same people and options, and the same wishes; a stable answer has no parts."""
    one, other = new.problem, old.problem
    return (
        new.people == old.people
        and new.options == old.options
        and one.objective is other.objective is not Objective.STABLE
        and thresholds(one) == thresholds(other)
        and [party.size for party in one.people] == [party.size for party in other.people]
        and {opening.slot for opening in one.options} == {opening.slot for opening in other.options}
    )


def _touched(new: Instance, old: Instance) -> Touched:
    changed = _changed_pairs(new, old)
    width = max(1, len(new.options))
    people = new.quota != old.quota
    people[changed // width] = True
    options = (new.capacity != old.capacity) | (new.slot != old.slot) | (new.minimum != old.minimum)
    options |= [one != other for one, other in zip(_resources(new), _resources(old), strict=True)]
    options[changed % width] = True
    seats, seats_before = new.problem.rides.seats, old.problem.rides.seats
    slots = sorted({opening.slot for opening in new.problem.options} - {""})
    other = [seats.get(slot, 0) != seats_before.get(slot, 0) for slot in (*slots, "")]
    return Touched(people, options, np.array(other, dtype=np.bool_))


def _resources(instance: Instance) -> list[object]:
    return [instance.problem.options[place].resources for place in instance.opening_at.tolist()]


def _changed_pairs(new: Instance, old: Instance) -> IntArray:
    """The numbers of the pairs that came, went or are not what they were."""
    code, before = (one.person * len(one.options) + one.option for one in (new, old))
    there = np.isin(code, before, assume_unique=True)
    gone = before[~np.isin(before, code, assume_unique=True)]
    at = np.flatnonzero(there)
    was = np.searchsorted(before, code[at])
    same = np.ones(len(at), dtype=np.bool_)
    for name in ("score", "locked", "rides", "current"):
        same &= getattr(new, name)[at] == getattr(old, name)[was]
    return np.concatenate((code[~there], gone, code[at[~same]]))


def _hangs_together(instance: Instance, touched: Touched) -> BoolArray:
    """The pairs whose part holds somebody or something that is touched."""
    if not instance.pairs:
        return np.zeros(0, dtype=np.bool_)
    label = labels_of(instance)
    hit = touched.people[instance.person] | touched.options[instance.option]
    hit |= instance.rides & touched.slots[instance.slot[instance.option]]
    touched_parts = np.zeros(int(label.max()) + 1, dtype=np.bool_)
    touched_parts[label[hit]] = True
    return np.asarray(touched_parts[label], dtype=np.bool_)


def _only(parts: Parts, keep: BoolArray) -> Parts:
    """The parts that are to be solved; a part is kept or left whole."""
    return Parts(parts.plain[keep[parts.plain]], tuple(pairs for pairs in parts.bound if keep[pairs].any()))
