"""What if there were one more place, a ride, another weekday, other weights: who gains, from what to what?

A change is a function from a problem to a problem; `what_if` answers both and compares them. Among equally good
answers the one closest to the plan that stands is taken, so that nobody moves without a gain for the whole.

    effect = what_if(problem, answer, one_more_place(problem, "service 1"))
    effect.gain.placed, [(one.person, one.before, one.after, one.gain) for one in effect.moves]
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from core.errors import DomainError
from matching.assignment.again import solve_again
from matching.assignment.types import Candidates, Gain, Opening, Pair, Problem, Rides, Solution, candidates_of

Scored = tuple[str, str, int]
"""Person, option, points."""


class UnknownOptionError(DomainError):
    """The option that is to change is not in the problem."""


@dataclass(frozen=True, slots=True)
class Move:
    """One person whose places change: the options and the points that they have before and after."""

    person: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    points_before: int
    points_after: int

    @property
    def gain(self) -> int:
        """The points that the person wins; negative where others need the place more."""
        return self.points_after - self.points_before


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: the answer after it, what it adds altogether, and everyone who moves, most gain first."""

    after: Solution
    gain: Gain
    moves: tuple[Move, ...]

    @property
    def gainers(self) -> tuple[Move, ...]:
        """Those who have more than before."""
        return tuple(move for move in self.moves if move.gain > 0)

    @property
    def losers(self) -> tuple[Move, ...]:
        """Those who have less than before."""
        return tuple(move for move in self.moves if move.gain < 0)


def what_if(problem: Problem, answer: Solution, changed: Problem) -> Effect:
    """What the change would do to the answer of the problem."""
    plan = frozenset(answer.assignments)
    after = solve_again(replace(changed, current=plan), replace(problem, current=plan), answer)
    moves = _moves(_places(problem, answer), _places(changed, after))
    levels = tuple(now - then for now, then in zip(after.levels, answer.levels, strict=False))
    return Effect(after, Gain(after.placed - answer.placed, levels, after.value - answer.value), moves)


def one_more_place(problem: Problem, option: str, *, places: int = 1) -> Problem:
    """The option has so many more places."""
    return _with_opening(problem, option, lambda one: replace(one, capacity=one.capacity + places))


def more_seats(problem: Problem, slot: str, *, seats: int = 1) -> Problem:
    """The van has so many more seats in the slot."""
    known = problem.rides.seats
    return replace(problem, rides=Rides(problem.rides.pairs, {**known, slot: known.get(slot, 0) + seats}))


def with_pairs(problem: Problem, scored: Iterable[Scored]) -> Problem:
    """Pairs become possible, or get other points: what a ride opens for somebody, for example."""
    return _with_points(problem, {**_points(problem), **{(person, option): score for person, option, score in scored}})


def on_another_day(problem: Problem, option: str, slot: str, scored: Iterable[Scored]) -> Problem:
    """The option takes place in another slot; `scored` are all who could come there then."""
    moved = _with_opening(problem, option, lambda one: replace(one, slot=slot))
    others = {pair: score for pair, score in _points(problem).items() if pair[1] != option}
    return _with_points(moved, {**others, **{(person, there): score for person, there, score in scored}})


def with_weights(problem: Problem, scored: Iterable[Scored]) -> Problem:
    """All points are counted anew: other weights; pairs that are not named are no longer possible."""
    return _with_points(problem, {(person, option): score for person, option, score in scored})


def without_lock(problem: Problem, pair: Pair) -> Problem:
    """The lock is taken away: the effect says what it costs."""
    return replace(problem, locks=problem.locks - {pair})


def with_lock(problem: Problem, pair: Pair) -> Problem:
    """The pair is locked; a ban on it is taken away."""
    return replace(problem, locks=problem.locks | {pair}, forbidden=problem.forbidden - {pair})


def forbidding(problem: Problem, pair: Pair) -> Problem:
    """The pair is forbidden; a lock on it is taken away."""
    return replace(problem, locks=problem.locks - {pair}, forbidden=problem.forbidden | {pair})


def _with_opening(problem: Problem, option: str, change: Callable[[Opening], Opening]) -> Problem:
    if all(one.id != option for one in problem.options):
        raise UnknownOptionError(f"{option} is no option of this problem.")
    options = tuple(change(one) if one.id == option else one for one in problem.options)
    return replace(problem, options=options)


def _points(problem: Problem) -> dict[Pair, int]:
    listed = problem.candidates
    columns = zip(listed.person.tolist(), listed.option.tolist(), listed.score.tolist(), strict=True)
    return {(problem.people[i].id, problem.options[j].id): score for i, j, score in columns}


def _with_points(problem: Problem, points: Mapping[Pair, int]) -> Problem:
    """The same people and options with these pairs; the ends of open questions stay where the points stay."""
    known = candidates_of(problem.people, problem.options, ((i, j, score) for (i, j), score in points.items()))
    old, width = problem.candidates, max(1, len(problem.options))
    order = np.argsort(old.person * width + old.option)
    code = (old.person * width + old.option)[order]
    at = np.searchsorted(code, known.person * width + known.option).clip(max=max(0, len(code) - 1))
    if not len(code):
        return replace(problem, candidates=known)
    was = order[at]
    same = (code[at] == known.person * width + known.option) & (old.score[was] == known.score)
    low, high = (np.where(same, end[was], known.score) for end in (old.low, old.high))
    return replace(problem, candidates=Candidates(known.person, known.option, known.score, low, high))


def _places(problem: Problem, answer: Solution) -> dict[str, tuple[tuple[str, ...], int]]:
    """Everyone's options and points."""
    points = _points(problem)
    found: dict[str, tuple[tuple[str, ...], int]] = {}
    for person, option in sorted(answer.assignments):
        options, sum_ = found.get(person, ((), 0))
        found[person] = ((*options, option), sum_ + points[person, option])
    return found


def _moves(
    before: Mapping[str, tuple[tuple[str, ...], int]], after: Mapping[str, tuple[tuple[str, ...], int]]
) -> tuple[Move, ...]:
    nothing: tuple[tuple[str, ...], int] = ((), 0)
    everyone = sorted({*before, *after})
    changed = [
        Move(person, then[0], now[0], then[1], now[1])
        for person in everyone
        if (then := before.get(person, nothing)) != (now := after.get(person, nothing))
    ]
    return tuple(sorted(changed, key=lambda move: (-move.gain, move.person)))
