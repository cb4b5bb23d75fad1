"""Made-up batches: people and options in clusters, the nearest options of each person, points from a seed."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from matching.assignment.network import Network
from matching.assignment.types import Candidates, IntArray, Objective, Opening, Party, Problem

NEAREST: Final = 50
ELIGIBLE: Final = 0.7
"""The share of near options that a person may go to."""
TOP: Final = 1000


@dataclass(frozen=True)
class Size:
    """How many people wait, how many options there are, and the most places of one; they have 0 to so many."""

    people: int
    options: int
    places: int


@dataclass(frozen=True, eq=False)
class Batch:
    """Pairs sorted by person and option, with points, and places."""

    network: Network
    points: IntArray

    @property
    def pairs(self) -> int:
        """How many pairs may be."""
        return len(self.points)

    def problem(self, objective: Objective) -> Problem:
        """The same batch with names, as the product is given it."""
        one = self.network
        return Problem(
            people=tuple(Party(f"person {number}") for number in range(one.people)),
            options=tuple(Opening(f"option {number}", places) for number, places in enumerate(one.capacity.tolist())),
            candidates=Candidates.known(one.person, one.option, self.points),
            objective=objective,
            floor=0,
        )


def made_up(size: Size, *, seed: int = 1) -> Batch:
    """A batch of this size; the same seed gives the same batch."""
    chance = np.random.default_rng(seed)
    centres = chance.random((max(1, size.people // 800), 2))
    homes, halls = (
        centres[chance.integers(0, len(centres), count)] + chance.normal(0, 0.01, (count, 2))
        for count in (size.people, size.options)
    )
    near = min(NEAREST, size.options)
    _far, nearest = cKDTree(halls).query(homes, k=[*range(1, near + 1)])
    eligible = (chance.random((size.people, near)) < ELIGIBLE).ravel()
    person = np.repeat(np.arange(size.people), near)[eligible]
    code = np.sort(person * size.options + nearest.ravel()[eligible])
    capacity = chance.integers(0, size.places + 1, size.options)
    network = Network(size.people, code // size.options, code % size.options, capacity)
    return Batch(network, chance.integers(1, TOP + 1, len(code)))
