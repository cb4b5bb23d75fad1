"""What is known of every listing besides words? One numpy column for each matter, a row for each listing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from zlib import crc32

import numpy as np
import numpy.typing as npt

from core.facts import Fact

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Answers = npt.NDArray[np.int8]

EARTH_RADIUS_M = 6_371_008.8
NO_SESSION = np.iinfo(np.int64).max
YES, UNKNOWN, NO = 1, 0, -1
_STIR, _LOW_BITS = 1_640_531_527, 0xFFFF_FFFF
_CODE_OF = {Fact.YES: YES, Fact.UNKNOWN: UNKNOWN, Fact.NO: NO}


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One listing as it goes into the columns.

    `slots` is a mask of directory.recurrence.slots; `districts` has its own and those that it serves.
    """

    id: str
    kind: str
    districts: tuple[str, ...] = ()
    slots: int = 0
    facts: Mapping[str, Fact] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    next_session: datetime | None = None
    assured_on: date | None = None
    is_shown_by_default: bool = True


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of words: row `rows[i]` has the word `names[codes[i]]`; a row may have any number of words."""

    names: tuple[str, ...]
    rows: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int32]
    count: int

    @classmethod
    def of(cls, words: Sequence[Iterable[str]]) -> Self:
        """The column of these rows' words."""
        pairs = sorted({(row, word) for row, of_row in enumerate(words) for word in of_row})
        names = tuple(sorted({word for _, word in pairs}))
        code_of = {name: code for code, name in enumerate(names)}
        rows = np.array([row for row, _ in pairs], dtype=np.int32)
        return cls(names, rows, np.array([code_of[word] for _, word in pairs], dtype=np.int32), len(words))

    def having(self, wanted: Iterable[str]) -> Mask:
        """The rows with at least one of the words."""
        chosen = set(wanted)
        is_wanted = np.array([name in chosen for name in self.names], dtype=np.bool_)
        mask = np.zeros(self.count, dtype=np.bool_)
        if self.names:
            mask[self.rows[is_wanted[self.codes]]] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many of the masked rows have each word; words that none has are left out."""
        numbers = np.bincount(self.codes[mask[self.rows]], minlength=len(self.names))
        return {name: int(number) for name, number in zip(self.names, numbers, strict=True) if number}


@dataclass(frozen=True, slots=True)
class Columns:
    """All listings of one search, rows in the order of their ids."""

    ids: tuple[str, ...]
    kinds: Labels
    districts: Labels
    slots: Integers
    facts: Mapping[str, Answers]
    latitudes: Floats
    longitudes: Floats
    next_sessions: Integers
    assured: Integers
    is_shown_by_default: Mask
    row_of: Mapping[str, int]
    salts: Integers

    @classmethod
    def of(cls, listings: Iterable[ListingRow]) -> Self:
        """The columns of these listings."""
        rows = sorted(listings, key=lambda row: row.id)
        keys = sorted({key for row in rows for key in row.facts})
        return cls(
            ids=tuple(row.id for row in rows),
            kinds=Labels.of([(row.kind,) for row in rows]),
            districts=Labels.of([row.districts for row in rows]),
            slots=np.array([row.slots for row in rows], dtype=np.int64),
            facts={key: _codes([row.facts.get(key, Fact.UNKNOWN) for row in rows]) for key in keys},
            latitudes=_degrees([row.latitude for row in rows]),
            longitudes=_degrees([row.longitude for row in rows]),
            next_sessions=np.array([_minute(row.next_session) for row in rows], dtype=np.int64),
            assured=np.array([row.assured_on.toordinal() if row.assured_on else 0 for row in rows], dtype=np.int64),
            is_shown_by_default=np.array([row.is_shown_by_default for row in rows], dtype=np.bool_),
            row_of={row.id: number for number, row in enumerate(rows)},
            salts=np.array([crc32(row.id.encode()) for row in rows], dtype=np.int64),
        )

    def fact(self, key: str) -> Answers:
        """The answers to one question: YES, NO or UNKNOWN for every row."""
        return self.facts.get(key, np.zeros(len(self.ids), dtype=np.int8))

    def stirred(self, seed: int | None) -> Integers:
        """A number for every row that hangs on its id and the seed only, so that equals take turns; None = by id."""
        if seed is None:
            return np.arange(len(self.ids), dtype=np.int64)
        mixed: Integers = ((self.salts ^ seed % _STIR) * _STIR) & _LOW_BITS
        return mixed

    def metres_from(self, latitude: float, longitude: float) -> Floats:
        """How far every listing lies from a point as the crow flies; NaN where the place is unknown."""
        north, here = np.radians(self.latitudes), np.radians(latitude)
        east = np.radians(self.longitudes) - np.radians(longitude)
        half_chord = np.sin((north - here) / 2) ** 2 + np.cos(north) * np.cos(here) * np.sin(east / 2) ** 2
        metres: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
        return metres


def _codes(answers: Sequence[Fact]) -> Answers:
    return np.array([_CODE_OF[answer] for answer in answers], dtype=np.int8)


def _degrees(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _minute(moment: datetime | None) -> int:
    return NO_SESSION if moment is None else int(moment.timestamp() // 60)
