"""What changed between two runs? Person by person, for the people that both are about and for the others."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.models.person import Person
from matching.models.batch import BatchLine, BatchRun


@dataclass(frozen=True)
class Shift:
    """One person in two runs; a run that they are not in has no line."""

    person: Person
    before: BatchLine | None
    after: BatchLine | None

    @property
    def is_change(self) -> bool:
        """Whether the person goes somewhere else than before, or was not there before."""
        if self.before is None or self.after is None:
            return True
        return self.before.service_id != self.after.service_id

    @property
    def points(self) -> int:
        """How many points the person gains."""
        return _score(self.after) - _score(self.before)


@dataclass(frozen=True)
class Difference:
    """How two runs differ: the people who move, and the figures above them."""

    shifts: Sequence[Shift]
    placed: int
    points: int
    worst: int
    is_same_input: bool

    @property
    def moved(self) -> Sequence[Shift]:
        """Those for whom something changed."""
        return [one for one in self.shifts if one.is_change]


def compare(
    before: BatchRun, after: BatchRun, lines_before: Sequence[BatchLine], lines_after: Sequence[BatchLine]
) -> Difference:
    """The difference between two runs, those who move first."""
    shifts = sorted(_shifts(lines_before, lines_after), key=lambda one: (not one.is_change, one.person.name_kana))
    return Difference(
        shifts,
        placed=after.placed - before.placed,
        points=after.figures["points"] - before.figures["points"],
        worst=after.figures["worst"] - before.figures["worst"],
        is_same_input=before.input_hash == after.input_hash,
    )


def _shifts(before: Sequence[BatchLine], after: Sequence[BatchLine]) -> Iterator[Shift]:
    earlier, later = _by_person(before), _by_person(after)
    for key, line in {**earlier, **later}.items():
        yield Shift(line.person, earlier.get(key), later.get(key))


def _by_person(lines: Sequence[BatchLine]) -> dict[uuid.UUID, BatchLine]:
    return {line.person_id: line for line in lines}


def _score(line: BatchLine | None) -> int:
    return 0 if line is None or line.score is None else line.score
