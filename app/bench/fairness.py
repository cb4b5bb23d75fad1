"""Who is better off when everyone is assigned at once: beside first come, first served, and beside best score first.

On the demo town as it stands, and on made-up towns where places are scarce.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from matching.assignment.solving import solve
from matching.assignment.types import Candidates, Objective, Opening, Pair, Party, Problem

TOWNS: Final = 20
PEOPLE: Final = 80
OPTIONS: Final = 60
CHOICES: Final = 12
"""Of so many near options each person may go to about half."""
PLACES: Final = (0, 0, 1, 1, 2, 3)
TENTH: Final = 10

Scored = tuple[int, int, int]
"""Person, option, points, by positions."""


@dataclass(frozen=True)
class Outcome:
    """What one way of giving out places comes to in one town.

    `worst_tenth` is the mean of points of the tenth of people with the fewest; who has no place has 0. It counts
    those only who could go somewhere.
    """

    town: str
    way: str
    people: int
    places: int
    placed: int
    points: int
    worst_tenth: float


def outcomes(towns: Iterable[tuple[str, Problem]]) -> Iterator[Outcome]:
    """Every way in every town."""
    for name, problem in towns:
        for way, give in WAYS.items():
            yield _outcome(name, way, problem, give(problem))


def made_up_towns(count: int = TOWNS) -> Iterator[tuple[str, Problem]]:
    """Towns with fewer places than people, where near and fitting options are wished by many; the same every time."""
    for seed in range(1, count + 1):
        yield f"town {seed}", _town(seed)


def summed(found: Sequence[Outcome]) -> list[Outcome]:
    """The sum of the made-up towns for each way; the worst-off tenth is the mean of the towns'."""
    rows = []
    for way in dict.fromkeys(one.way for one in found):
        own = [one for one in found if one.way == way]
        rows.append(
            Outcome(
                town=f"{len(own)} towns",
                way=way,
                people=sum(one.people for one in own),
                places=sum(one.places for one in own),
                placed=sum(one.placed for one in own),
                points=sum(one.points for one in own),
                worst_tenth=round(sum(one.worst_tenth for one in own) / len(own), 1),
            )
        )
    return rows


def first_come(problem: Problem) -> tuple[Pair, ...]:
    """One after another, everyone takes the best place that is left."""
    rows = _rows(problem)
    return _taken(problem, sorted(rows, key=lambda row: (row[0], -row[2], row[1])))


def best_score_first(problem: Problem) -> tuple[Pair, ...]:
    """The pair with the most points goes first, then the next that is still possible."""
    return _taken(problem, sorted(_rows(problem), key=lambda row: (-row[2], row[0], row[1])))


def _assigned(objective: Objective) -> Callable[[Problem], tuple[Pair, ...]]:
    return lambda problem: solve(replace(problem, objective=objective)).assignments


WAYS: Final[dict[str, Callable[[Problem], tuple[Pair, ...]]]] = {
    "first come": first_come,
    "best score first": best_score_first,
    "assigned, total": _assigned(Objective.TOTAL),
    "assigned, placed first": _assigned(Objective.PLACED),
    "assigned, levels (default)": _assigned(Objective.LEXIMIN),
}


def _rows(problem: Problem) -> list[Scored]:
    """The pairs that may be proposed."""
    listed = problem.candidates
    columns = zip(listed.person.tolist(), listed.option.tolist(), listed.score.tolist(), strict=True)
    return [row for row in columns if row[2] >= problem.floor]


def _taken(problem: Problem, rows: Iterable[Scored]) -> tuple[Pair, ...]:
    """Each pair in its turn, where the person has no place yet and the option has one left."""
    left = [one.capacity for one in problem.options]
    found: dict[int, int] = {}
    for person, option, _points in rows:
        if person not in found and left[option] > 0:
            found[person] = option
            left[option] -= 1
    return tuple((problem.people[person].id, problem.options[option].id) for person, option in found.items())


def _outcome(town: str, way: str, problem: Problem, pairs: Sequence[Pair]) -> Outcome:
    points = {(problem.people[i].id, problem.options[j].id): score for i, j, score in _rows(problem)}
    could = sorted({person for person, _option in points})
    earned = {person: points[person, option] for person, option in pairs}
    lowest = sorted(earned.get(person, 0) for person in could)[: max(1, len(could) // TENTH)]
    return Outcome(
        town=town,
        way=way,
        people=len(could),
        places=sum(one.capacity for one in problem.options),
        placed=len(pairs),
        points=sum(earned.values()),
        worst_tenth=round(sum(lowest) / len(lowest), 1) if lowest else 0.0,
    )


def _town(seed: int) -> Problem:
    chance = np.random.default_rng(seed)
    homes, halls = chance.random((PEOPLE, 2)), chance.random((OPTIONS, 2))
    tastes, kinds = chance.random((PEOPLE, 4)), chance.random((OPTIONS, 4))
    far = np.hypot(*(homes[:, None, axis] - halls[None, :, axis] for axis in (0, 1)))
    fit = 1 - np.abs(tastes[:, None, :] - kinds[None, :, :]).mean(axis=2)
    score = np.rint(1000 * np.clip(0.9 * fit + 0.3 - 0.8 * far, 0.001, 1)).astype(np.int64)
    near = np.argsort(far, axis=1)[:, :CHOICES]
    may = chance.random((PEOPLE, CHOICES)) < 0.5  # noqa: PLR2004 -- a coin
    person, column = np.nonzero(may)
    option = near[person, column].astype(np.int64)
    options = [Opening(f"option {number}", int(places)) for number, places in enumerate(chance.choice(PLACES, OPTIONS))]
    return Problem(
        people=tuple(Party(f"person {number}") for number in range(PEOPLE)),
        options=tuple(options),
        candidates=Candidates.known(person.astype(np.int64), option, score[person, option]),
    )
