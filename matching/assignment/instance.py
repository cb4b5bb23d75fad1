"""A problem as columns, in an order that no caller decides, without the pairs that cannot be.

People and options stand in the order of a hash of their identifiers. Solvers break ties by position, so that the same
problem gives the same answer in whatever order it was written down, and neither an early name nor an early
application wins a tie.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from matching.assignment.types import Candidates, IntArray, Pair, Problem

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """The pairs that may be, sorted by person and option, with everything that concerns them.

    `person`, `option`, `score`, `locked`, `rides` and `current` have one entry for each pair; `quota` and the names
    belong to people, `capacity`, `slot` (−1: no slot) and `minimum` to options. `missing` are locks on pairs that
    are not listed.
    """

    problem: Problem
    people: tuple[str, ...]
    options: tuple[str, ...]
    person: IntArray
    option: IntArray
    score: IntArray
    locked: BoolArray
    rides: BoolArray
    current: BoolArray
    quota: IntArray
    capacity: IntArray
    slot: IntArray
    minimum: IntArray
    party_at: IntArray
    opening_at: IntArray
    missing: int

    @property
    def pairs(self) -> int:
        """How many pairs may be."""
        return len(self.score)

    def names(self, chosen: IntArray) -> tuple[Pair, ...]:
        """The chosen pairs by their identifiers, sorted."""
        people, options = self.people, self.options
        places = zip(self.person[chosen].tolist(), self.option[chosen].tolist(), strict=True)
        return tuple(sorted((people[i], options[j]) for i, j in places))

    def chosen(self, pairs: Iterable[Pair]) -> IntArray:
        """Where the named pairs stand; pairs that may not be are passed over."""
        return np.flatnonzero(self._marks(pairs))

    def _marks(self, pairs: Iterable[Pair]) -> BoolArray:
        wanted = codes_of(pairs, self.people, self.options)
        return np.isin(self.person * len(self.options) + self.option, wanted)


def instance_of(problem: Problem) -> Instance:
    """The columns of a problem."""
    party_at = order_of([party.id for party in problem.people])
    opening_at = order_of([opening.id for opening in problem.options])
    people = tuple(problem.people[place].id for place in party_at.tolist())
    options = tuple(problem.options[place].id for place in opening_at.tolist())
    person, option, score = _sorted_pairs(problem.candidates, party_at, opening_at)
    code = person * len(options) + option
    locked, forbidden, rides, current = (
        marked(code, pairs, people, options)
        for pairs in (problem.locks, problem.forbidden, problem.rides.pairs, problem.current)
    )
    keep = locked | ((score >= problem.floor) & ~forbidden)
    openings = [problem.options[place] for place in opening_at.tolist()]
    slots = {slot: number for number, slot in enumerate(sorted({opening.slot for opening in openings} - {""}))}
    return Instance(
        problem=problem,
        people=people,
        options=options,
        person=person[keep],
        option=option[keep],
        score=score[keep],
        locked=locked[keep],
        rides=rides[keep],
        current=current[keep],
        quota=_column(problem.people[place].max_placements for place in party_at.tolist()),
        capacity=_column(opening.capacity for opening in openings),
        slot=_column(slots.get(opening.slot, -1) for opening in openings),
        minimum=_column(opening.min_if_open if opening.min_if_open > 1 else 0 for opening in openings),
        party_at=party_at,
        opening_at=opening_at,
        missing=len(problem.locks) - int(np.count_nonzero(locked & ~forbidden)),
    )


def order_of(names: Sequence[str]) -> IntArray:
    """The positions of the names, sorted by a hash that stays the same for ever."""
    hashes = [blake2b(name.encode(), digest_size=8).digest() for name in names]
    return np.array(sorted(range(len(names)), key=lambda place: (hashes[place], names[place])), dtype=np.int64)


def marked(code: IntArray, pairs: Iterable[Pair], people: Sequence[str], options: Sequence[str]) -> BoolArray:
    """Which of the coded pairs are named."""
    wanted = codes_of(pairs, people, options)
    return np.isin(code, wanted) if len(wanted) else np.zeros(len(code), dtype=np.bool_)


def codes_of(pairs: Iterable[Pair], people: Sequence[str], options: Sequence[str]) -> IntArray:
    """The numbers of named pairs; names that nobody bears are passed over."""
    named = list(pairs)
    if not named:
        return np.zeros(0, dtype=np.int64)
    at_person = {name: place for place, name in enumerate(people)}
    at_option = {name: place for place, name in enumerate(options)}
    width = len(options)
    return _column(at_person[i] * width + at_option[j] for i, j in named if i in at_person and j in at_option)


def _sorted_pairs(candidates: Candidates, party_at: IntArray, opening_at: IntArray) -> tuple[IntArray, ...]:
    person = _inverse(party_at)[candidates.person]
    option = _inverse(opening_at)[candidates.option]
    order = np.argsort(person * max(1, len(opening_at)) + option, kind="stable")
    return person[order], option[order], candidates.score[order]


def _inverse(order: IntArray) -> IntArray:
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    return places


def _column(numbers: Iterable[int]) -> IntArray:
    return np.fromiter(numbers, dtype=np.int64)
