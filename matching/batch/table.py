"""What is a batch solved on? People, places and the pairs that may stand, as plain values."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from matching.assignment.types import FLOOR, Objective
from matching.types import Option, Proposal

PairKey = tuple[str, str]
"""A person's and a service's reference."""


class Standing(StrEnum):
    """How a pair stands to the rules."""

    READY = "ready"
    CONFIRM = "confirm"
    FULL = "full"
    OVERRIDDEN = "overridden"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Pair:
    """One person and one service with the points of ranking; `overridden` names the rules that a reason stands for."""

    person: str
    proposal: Proposal
    standing: Standing
    overridden: tuple[str, ...] = ()

    @property
    def service(self) -> str:
        """The service's reference."""
        return self.proposal.option.service

    @property
    def key(self) -> PairKey:
        """Person and service."""
        return self.person, self.service

    @property
    def score(self) -> int:
        """The points, of a thousand."""
        return self.proposal.score


@dataclass(frozen=True, kw_only=True)
class Table:
    """Everything that the answer depends on: the same table gives the same answer.

    `people` stand in the order in which they began to wait. `free` counts the places for them; a place that a pair is
    locked to against the host's number is counted. `apart` holds people who may not share a place. `choices` are the
    scores at which the pairs are weighed, where they are not the usual ones.
    """

    people: tuple[str, ...]
    options: Mapping[str, Option]
    free: Mapping[str, int]
    pairs: Mapping[PairKey, Pair]
    locks: frozenset[PairKey] = frozenset()
    forbidden: frozenset[PairKey] = frozenset()
    apart: frozenset[PairKey] = frozenset()
    objective: Objective = Objective.LEXIMIN
    floor: int = FLOOR
    with_to_confirm: bool = False
    scores: Mapping[PairKey, int] = field(default_factory=dict)

    def score(self, key: PairKey) -> int:
        """What a pair is worth here."""
        return self.scores.get(key, self.pairs[key].score)

    def candidates(self) -> Iterator[Pair]:
        """The pairs that the solver may use, in a fixed order; a poor place is no candidate unless it is locked."""
        for key in sorted(self.pairs):
            if key in self.locks or (key not in self.forbidden and self._is_offered(self.pairs[key])):
                yield self.pairs[key]

    def places(self) -> Mapping[str, int]:
        """How many places there are at each service that some candidate leads to."""
        return {pair.service: self.free.get(pair.service, 0) for pair in self.candidates()}

    def of_person(self, person: str) -> list[Pair]:
        """A person's pairs, the best first."""
        found = [pair for key, pair in self.pairs.items() if key[0] == person]
        return sorted(found, key=lambda pair: (-self.score(pair.key), pair.service))

    def without_lock(self, key: PairKey) -> Self:
        """The same table, the pair free to stand or not; what stood only by the lock falls away."""
        return replace(self, locks=self.locks - {key})

    def without_pair(self, key: PairKey) -> Self:
        """The same table, the pair forbidden."""
        return replace(self, forbidden=self.forbidden | {key}, locks=self.locks - {key})

    def with_place(self, service: str) -> Self:
        """The same table, one more place at a service."""
        return replace(self, free={**self.free, service: self.free.get(service, 0) + 1})

    def at(self, end: str) -> Self:
        """The same table at the low or the high end of everything that is not known yet."""
        scores = {key: max(1, getattr(pair.proposal, end)) for key, pair in self.pairs.items()}
        return replace(self, scores=scores)

    def only(self, people: Collection[str]) -> Self:
        """The same table for some of the people."""
        return replace(self, people=tuple(one for one in self.people if one in people))

    def _is_offered(self, pair: Pair) -> bool:
        standings = {Standing.READY, Standing.FULL, Standing.OFFERED}
        if self.with_to_confirm:
            standings.add(Standing.CONFIRM)
        return pair.standing in standings and self.score(pair.key) >= self.floor
