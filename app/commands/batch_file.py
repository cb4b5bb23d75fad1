"""matching-batch/1: the file that an assignment is read from."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from matching.assignment.types import (
    Objective,
    Opening,
    Party,
    Problem,
    Ranks,
    Rides,
    candidates_of,
)

Whole = Annotated[int, Field(ge=0, strict=True)]
Positive = Annotated[int, Field(ge=1, le=1_000_000_000, strict=True)]
Point = tuple[float, float]
Speed = Annotated[float, Field(gt=0)]
FileForm = TypeVar("FileForm", bound=BaseModel)


class FilePart(BaseModel):
    """A part of the file; what it does not name is passed over."""

    model_config = ConfigDict(frozen=True)


class FilePerson(FilePart):
    """A person, or a household that stays together; null means unknown."""

    id: str
    age: float | None = None
    xy: Point | None = None
    max_placements: Whole = 1
    size: dict[str, Whole] = {}
    available: list[str] | None = None
    mode: str | None = None
    budget_min: float | None = None
    needs: list[str] = []
    avoid: list[str] = []
    consent: bool | None = None


class FileOption(FilePart):
    """An option with its places."""

    id: str
    capacity: Whole
    xy: Point | None = None
    slot: str | None = None
    resources: dict[str, Whole] = {}
    min_if_open: Whole = 0
    age_min: float | None = None
    age_max: float | None = None
    provides: dict[str, bool | None] = {}


class BatchFile(FilePart):
    """The whole file."""

    format: Literal["matching-batch/1"]
    people: list[FilePerson]
    options: list[FileOption]
    candidates: list[tuple[str, str, Positive]] = []
    locks: list[tuple[str, str]] = []
    forbidden: list[tuple[str, str]] = []
    needs_ride: list[tuple[str, str]] = []
    ride_seats_per_slot: dict[str, Whole] = {}
    person_rank: dict[str, dict[str, Positive]] = {}
    host_rank: dict[str, dict[str, Positive]] = {}
    mode_speed_kmh: dict[str, Speed] = {}

    @model_validator(mode="after")
    def names_are_clear(self) -> Self:
        """Every name stands once, and pairs name people and options that are there."""
        people, options = [one.id for one in self.people], [one.id for one in self.options]
        _stand_once("people", people)
        _stand_once("options", options)
        _stand_once("candidates", [pair[:2] for pair in self.candidates])
        known_people, known_options = set(people), set(options)
        for part, pairs in (("candidates", self.candidates), ("locks", self.locks), ("forbidden", self.forbidden)):
            for person, option, *_score in pairs:
                if person not in known_people or option not in known_options:
                    raise ValueError(f"{part} names {person} and {option}, and one of them is not in the file")
        return self


def _stand_once(part: str, names: Iterable[object]) -> None:
    seen = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{part} has {name} twice")
        seen.add(name)


def read_batch(path: Path) -> BatchFile:
    """The file's content; a broken file is one sentence that says where and what."""
    return parsed(BatchFile, path)


def parsed(form: type[FileForm], path: Path) -> FileForm:
    """A JSON file in one of the exchange formats; a broken one is refused in a sentence."""
    try:
        return form.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}." for part in first["loc"]).removesuffix(".") or "the file"
        raise click.ClickException(f"{path.name} cannot be read: {where}: {first['msg']}.") from error


def problem_of(batch: BatchFile, objective: Objective) -> Problem:
    """What the file asks for; no floor applies to files, and every score is a level."""
    people = tuple(Party(one.id, one.max_placements, one.size) for one in batch.people)
    options = tuple(
        Opening(one.id, one.capacity, one.slot or "", one.resources, one.min_if_open) for one in batch.options
    )
    return Problem(
        people=people,
        options=options,
        candidates=candidates_of(people, options, batch.candidates),
        locks=frozenset(batch.locks),
        forbidden=frozenset(batch.forbidden),
        rides=Rides(frozenset(batch.needs_ride), batch.ride_seats_per_slot),
        ranks=Ranks(batch.person_rank, batch.host_rank),
        objective=objective,
        floor=0,
        levels=(),
    )
