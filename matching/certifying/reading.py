"""A problem by names, as a person would read it: no columns, no hashes, nothing of what solves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from matching.assignment.types import Objective, Opening, Pair, Party, Problem


@dataclass(frozen=True)
class Reading:
    """The parties, the openings and the points of every listed pair."""

    problem: Problem

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """Everyone by name."""
        return {one.id: one for one in self.problem.people}

    @cached_property
    def openings(self) -> Mapping[str, Opening]:
        """Every option by name."""
        return {one.id: one for one in self.problem.options}

    @cached_property
    def points(self) -> Mapping[Pair, int]:
        """The points of every listed pair."""
        listed = self.problem.candidates
        people = [one.id for one in self.problem.people]
        options = [one.id for one in self.problem.options]
        columns = zip(listed.person.tolist(), listed.option.tolist(), listed.score.tolist(), strict=True)
        return {(people[i], options[j]): score for i, j, score in columns}

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The points from which on each level is reached."""
        return self.problem.levels or tuple(sorted(set(self.points.values())))

    @cached_property
    def allowed(self) -> Mapping[Pair, int]:
        """The pairs that an answer may hold, with their points."""
        problem = self.problem
        return {
            pair: points
            for pair, points in self.points.items()
            if pair not in problem.forbidden and (points >= problem.floor or pair in problem.locks)
        }

    @cached_property
    def left(self) -> Mapping[str, int]:
        """The places that the locks leave."""
        places = {name: one.capacity for name, one in self.openings.items()}
        for _person, option in self.problem.locks:
            if option in places:
                places[option] -= 1
        return places

    @cached_property
    def is_network(self) -> bool:
        """Whether everyone takes one place at most and options have places and nothing else."""
        choices: dict[str, int] = {}
        for person, _option in self.allowed:
            choices[person] = choices.get(person, 0) + 1
        return not any(self._is_bound(pair, choices[pair[0]]) for pair in self.allowed)

    def _is_bound(self, pair: Pair, choices: int) -> bool:
        party, opening = self.parties[pair[0]], self.openings[pair[1]]
        return (
            pair in self.problem.rides.pairs
            or opening.min_if_open > 1
            or party.max_placements < 1
            or (party.max_placements > 1 and choices > 1)
            or any(party.size.get(resource, 0) for resource in opening.resources)
        )

    def worth(self, pair: Pair) -> tuple[int, ...]:
        """The wishes of the objective that a pair fulfils, the most important first."""
        points, problem = self.points[pair], self.problem
        kept = (int(pair in problem.current),) if problem.current else ()
        match problem.objective:
            case Objective.PLACED:
                return (1, points, *kept)
            case Objective.LEXIMIN:
                return (*(int(points >= level) for level in self.levels), points, *kept)
            case _:
                return (points, *kept)
