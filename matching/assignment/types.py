"""What is given when many people wait for few places, and what the answer says.

Identifiers are opaque strings. Points are integers, so that every sum is exact. Nothing here knows a database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Self

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
Pair = tuple[str, str]
"""Person and option."""

FLOOR = 350
"""A place that fits worse than this many points is not proposed just to fill it; a lock may."""
LEVELS = (1, 450, 600, 750)
"""The points from which on a person stands at level 1, 2, 3, 4; unplaced is level 0."""


class Objective(StrEnum):
    """What counts as the best answer; each is completed by the total of points, then by the fewest changes."""

    TOTAL = "total"
    PLACED = "placed"
    LEXIMIN = "leximin"
    STABLE = "stable"


class Status(StrEnum):
    """What is proven: nothing better exists, something better may exist, or no answer keeps all locks and rules."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


class Reason(StrEnum):
    """Why a person has no place."""

    NO_CANDIDATE = "no_candidate"
    FORBIDDEN = "forbidden"
    BELOW_FLOOR = "below_floor"
    ALL_FULL = "all_full"
    OUTRANKED = "outranked"


@dataclass(frozen=True, slots=True)
class Party:
    """One person, or a household that stays together; `size` says how much of each resource it takes."""

    id: str
    max_placements: int = 1
    size: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opening:
    """The places of one option: how many, when, of which resources, and from how many on it runs.

    Nobody takes two openings of one slot; an empty slot clashes with none. Absent resources have no limit.
    """

    id: str
    capacity: int
    slot: str = ""
    resources: Mapping[str, int] = field(default_factory=dict)
    min_if_open: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The pairs that may be: three columns of the same length, positions in `people` and `options`, and points.

    `low` and `high` are where the points may go once everything is known; they equal the points where nothing is
    open.
    """

    person: IntArray
    option: IntArray
    score: IntArray
    low: IntArray
    high: IntArray

    @classmethod
    def known(cls, person: IntArray, option: IntArray, score: IntArray) -> Self:
        """Pairs whose points are certain."""
        return cls(person, option, score, score, score)


@dataclass(frozen=True, slots=True)
class Rides:
    """The municipal van: which pairs take one of its seats, and how many seats it has in each slot."""

    pairs: frozenset[Pair] = frozenset()
    seats: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranks:
    """How people rank options and hosts rank people, 1 is best, equal is indifferent; only `stable` reads it."""

    of_people: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    of_hosts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """Who waits, what there is, what may go together, and what is wished.

    `locks` must stand in the answer and `forbidden` may not. `current` is the plan that people know already: among
    equally good answers the one with the fewest changes is taken. Empty `levels` means that every score is a level.
    """

    people: tuple[Party, ...]
    options: tuple[Opening, ...]
    candidates: Candidates
    locks: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    rides: Rides = Rides()
    ranks: Ranks = Ranks()
    objective: Objective = Objective.LEXIMIN
    floor: int = FLOOR
    levels: tuple[int, ...] = LEVELS
    current: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Gain:
    """What a change adds: people placed, people at each level or above, and points; each may be negative."""

    placed: int
    levels: tuple[int, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A person without a place, and why."""

    person: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Proof:
    """Prices under which nobody could do better: with them anyone can check in integers that no answer is better.

    The wishes of the objective are digits of a pair's weight, most important first. They are written in words:
    `bases` has the bases of the digits of each word, and every price has one value for each word. People and options
    that are not named have no price.
    """

    bases: tuple[tuple[int, ...], ...]
    people: Mapping[str, tuple[int, ...]]
    options: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Who goes where, how good that is, and what is proven about it.

    `value` is the sum of points in every objective; `bound` is what no answer can exceed. `levels` counts the people
    at level 1 or above, 2 or above, and so on, by each person's best place. `prices` says what one more place at an
    option would add; it is empty where only a second run can tell (`what_if.one_more_place`). `robust` pairs stand in
    the answer whatever the open questions turn out to be; it is None when nobody asked.
    """

    objective: Objective
    status: Status
    assignments: tuple[Pair, ...] = ()
    value: int = 0
    bound: int = 0
    placed: int = 0
    levels: tuple[int, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    prices: Mapping[str, Gain] = field(default_factory=dict)
    proof: Proof | None = None
    robust: frozenset[Pair] | None = None

    @property
    def gap(self) -> Fraction:
        """How much better an answer could be at most, as a share of the bound."""
        return Fraction(self.bound - self.value, self.bound) if self.bound else Fraction(0)


def candidates_of(
    people: Iterable[Party],
    options: Iterable[Opening],
    scores: Iterable[tuple[str, str, int]],
) -> Candidates:
    """The columns of pairs that are given by names: person, option, points."""
    at_person = {party.id: place for place, party in enumerate(people)}
    at_option = {opening.id: place for place, opening in enumerate(options)}
    rows = [(at_person[person], at_option[option], score) for person, option, score in scores]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Candidates.known(table[:, 0].copy(), table[:, 1].copy(), table[:, 2].copy())
