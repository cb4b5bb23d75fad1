"""Does an answer say the truth about itself?"""

from collections.abc import Iterable, Iterator, Sequence

from matching.assignment.types import Pair, Reason, Solution, Status
from matching.certifying.reading import Reading
from matching.certifying.types import Fault, Rule

FOLDED = {Reason.FORBIDDEN: Reason.NO_CANDIDATE, Reason.BELOW_FLOOR: Reason.OUTRANKED}
"""How the exchange format, which knows three reasons, tells the others."""


def false_claims(reading: Reading, answer: Solution) -> Iterator[Fault]:
    """Every figure, reason or status that the pairs themselves contradict."""
    pairs = [pair for pair in dict.fromkeys(answer.assignments) if pair in reading.points]
    value, best = value_of(reading, pairs), best_of_each(reading, pairs)
    if answer.value != value:
        yield Fault(Rule.VALUE, (str(answer.value), str(value)))
    if answer.placed != len(best):
        yield Fault(Rule.PLACED, (str(answer.placed), str(len(best))))
    reached = tuple(sum(points >= level for points in best.values()) for level in reading.levels)
    if answer.levels and answer.levels != reached:
        yield Fault(Rule.LEVELS, tuple(map(str, reached)))
    if answer.bound < value:
        yield Fault(Rule.BOUND, (str(answer.bound), str(value)))
    if answer.status is Status.OPTIMAL and answer.bound != answer.value:
        yield Fault(Rule.STATUS, (answer.status.value,))
    yield from _about_unplaced(reading, answer, best)


def false_infeasible(reading: Reading, answer: Solution) -> Iterator[Fault]:
    """An answer that says that there is none, although it has pairs or nothing is locked."""
    if answer.assignments or not reading.problem.locks:
        yield Fault(Rule.STATUS, (answer.status.value,))


def value_of(reading: Reading, pairs: Iterable[Pair]) -> int:
    """The sum of points."""
    return sum(reading.points[pair] for pair in pairs)


def best_of_each(reading: Reading, pairs: Iterable[Pair]) -> dict[str, int]:
    """The points of everyone's best place."""
    best: dict[str, int] = {}
    for pair in pairs:
        best[pair[0]] = max(reading.points[pair], best.get(pair[0], 0))
    return best


def _about_unplaced(reading: Reading, answer: Solution, best: dict[str, int]) -> Iterator[Fault]:
    told = [one.person for one in answer.unplaced]
    waiting = [person for person in reading.parties if person not in best]
    for person in sorted({*told} ^ {*waiting}) or _repeated(told):
        yield Fault(Rule.UNPLACED, (person,))
    options: dict[str, list[str]] = {person: [] for person in waiting}
    for person, option in reading.points:
        if person in options:
            options[person].append(option)
    for one in answer.unplaced:
        if one.person in options:
            reason = _reason(reading, one.person, options[one.person])
            if one.reason not in (reason, FOLDED.get(reason)):
                yield Fault(Rule.REASON, (one.person, one.reason.value, reason.value))


def _repeated(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []


def _reason(reading: Reading, person: str, options: Sequence[str]) -> Reason:
    """Why this person has no place: the first of the filters that leaves nothing."""
    problem = reading.problem
    if not options:
        return Reason.NO_CANDIDATE
    options = [option for option in options if (person, option) not in problem.forbidden]
    if not options:
        return Reason.FORBIDDEN
    options = [option for option in options if reading.points[person, option] >= problem.floor]
    if not options:
        return Reason.BELOW_FLOOR
    return Reason.OUTRANKED if any(_has_room(reading, person, option) for option in options) else Reason.ALL_FULL


def _has_room(reading: Reading, person: str, option: str) -> bool:
    """Whether the option has a place beside the locks that is large enough."""
    asked = reading.parties[person].size
    given = reading.openings[option].resources
    return reading.left[option] > 0 and all(asked.get(resource, 0) <= limit for resource, limit in given.items())
