"""What comes of a table, and what hangs on each line, lock and place? Every figure is a solve of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final

from matching.batch.solving import Answer, is_certified, solve
from matching.batch.table import PairKey, Standing, Table

TENTH: Final = 10


class Unplaced(StrEnum):
    """Why a person has no place in an answer."""

    NO_CANDIDATE = "no_candidate"
    TO_CONFIRM = "to_confirm"
    BELOW_FLOOR = "below_floor"
    ALL_FULL = "all_full"
    OUTRANKED = "outranked"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Figures:
    """What an answer comes to: people placed, points, and the mean points of the worst-off tenth."""

    placed: int
    points: int
    worst: int

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(self.placed - other.placed, self.points - other.points, self.worst - other.worst)


@dataclass(frozen=True, slots=True)
class Price:
    """What one more place at a service would bring, and who would gain."""

    service: str
    gain: Figures
    gainers: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """An answer with everything that a coordinator asks of it.

    `losses` says of each pair what forbidding it would change; `costs` of each lock what it changes against leaving
    it free; `ends` holds the answers at the low and the high end of what is unknown.
    """

    table: Table
    answer: Answer
    figures: Figures
    first_come: Figures
    losses: Mapping[PairKey, Figures]
    costs: Mapping[PairKey, Figures]
    prices: tuple[Price, ...]
    ends: tuple[Answer, Answer]
    unplaced: Mapping[str, Unplaced]
    is_certified: bool

    def is_robust(self, person: str) -> bool:
        """Whether the person's place is the same whatever the unknown turns out to be."""
        return len({one.placed.get(person) for one in (self.answer, *self.ends)}) == 1


def plan(table: Table) -> Plan:
    """Solve the table, and once more for each line, lock and full place."""
    answer = solve(table)
    figures = figures_of(table, answer.placed)
    return Plan(
        table,
        answer,
        figures,
        figures_of(table, first_come(table)),
        losses=_losses(table, answer, figures),
        costs=_costs(table, figures),
        prices=tuple(_prices(table, answer, figures)),
        ends=(solve(table.at("low")), solve(table.at("high"))),
        unplaced={person: _why(table, person) for person in table.people if person not in answer.placed},
        is_certified=is_certified(table, answer),
    )


def figures_of(table: Table, placed: Mapping[str, str]) -> Figures:
    """What an assignment comes to, in the usual points."""
    scores = sorted(_score_of(table, person, placed) for person in table.people)
    worst = scores[: ceil(len(scores) / TENTH)]
    return Figures(len(placed), sum(scores), sum(worst) // len(worst) if worst else 0)


def first_come(table: Table) -> dict[str, str]:
    """Whoever waits longest takes the best place that is left: what a desk does without a plan."""
    free, placed = dict(table.free), {}
    locked = dict(table.locks)
    candidates = {pair.key for pair in table.candidates()}
    for person, service in locked.items():
        free[service] -= 1
        placed[person] = service
    for person in table.people:
        for pair in table.of_person(person) if person not in locked else ():
            if pair.key in candidates and free.get(pair.service, 0) > 0 and not _clashes(table, pair.key, placed):
                free[pair.service] -= 1
                placed[person] = pair.service
                break
    return placed


def _clashes(table: Table, key: PairKey, placed: Mapping[str, str]) -> bool:
    person, service = key
    others = {one for pair in table.apart if person in pair for one in pair if one != person}
    return any(placed.get(other) == service for other in others)


def _score_of(table: Table, person: str, placed: Mapping[str, str]) -> int:
    service = placed.get(person)
    return table.pairs[(person, service)].score if service is not None else 0


def _losses(table: Table, answer: Answer, figures: Figures) -> dict[PairKey, Figures]:
    free = [key for key in answer.placed.items() if key not in table.locks]
    return {key: _figures(table.without_pair(key)) - figures for key in free}


def _costs(table: Table, figures: Figures) -> dict[PairKey, Figures]:
    asked = [key for key in table.locks if table.pairs[key].standing is not Standing.OFFERED]
    return {key: figures - _figures(table.without_lock(key)) for key in sorted(asked)}


def _prices(table: Table, answer: Answer, figures: Figures) -> Iterator[Price]:
    """One more place at each full service; those that bring nothing are left out."""
    taken = list(answer.placed.values())
    for service, free in sorted(table.places().items()):
        if taken.count(service) >= free:
            wider = table.with_place(service)
            more = solve(wider)
            gain = figures_of(wider, more.placed) - figures
            gainers = tuple(one for one in table.people if _gains(table, one, answer, more))
            if gainers and gain != Figures(0, 0, 0):
                yield Price(service, gain, gainers)


def _gains(table: Table, person: str, before: Answer, after: Answer) -> bool:
    return _score_of(table, person, after.placed) > _score_of(table, person, before.placed)


def _figures(table: Table) -> Figures:
    return figures_of(table, solve(table).placed)


def _why(table: Table, person: str) -> Unplaced:
    """The first thing in the way, from what nobody can change at once to what the plan itself decided."""
    own = table.of_person(person)
    candidates = {pair.key for pair in table.candidates()}
    usable = [pair for pair in own if pair.key in candidates]
    if usable:
        return Unplaced.OUTRANKED if any(table.free.get(one.service, 0) for one in usable) else Unplaced.ALL_FULL
    open_ones = [pair for pair in own if pair.standing in {Standing.READY, Standing.FULL}]
    if any(pair.key in table.forbidden for pair in open_ones):
        return Unplaced.FORBIDDEN
    if open_ones:
        return Unplaced.BELOW_FLOOR
    return Unplaced.TO_CONFIRM if any(one.standing is Standing.CONFIRM for one in own) else Unplaced.NO_CANDIDATE
