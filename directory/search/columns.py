"""What is known of every listing besides words? One numpy column for each matter, a row for each listing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self
from zlib import crc32

import numpy as np
import numpy.typing as npt

from core.facts import Fact
from directory.search.grid import Grid
from directory.search.keys import Keys, keys_of
from directory.search.labels import Labels

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Answers = npt.NDArray[np.int8]
Rows = npt.NDArray[np.intp]

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


@dataclass(frozen=True)
class Columns:
    """All listings of one search, rows in the order of their ids."""

    ids: npt.NDArray[np.str_]
    kinds: Labels
    districts: Labels
    slots: Integers
    facts: Mapping[str, Answers]
    latitudes: Floats
    longitudes: Floats
    next_sessions: Integers
    assured: Integers
    is_shown_by_default: Mask
    salts: Integers
    keys: Keys

    @classmethod
    def of(cls, listings: Iterable[ListingRow]) -> Self:
        """The columns of these listings."""
        rows = sorted(listings, key=lambda row: row.id)
        names = sorted({key for row in rows for key in row.facts})
        return cls(
            ids=np.array([row.id for row in rows], dtype=np.str_),
            kinds=Labels.of([(row.kind,) for row in rows]),
            districts=Labels.of([row.districts for row in rows]),
            slots=np.array([row.slots for row in rows], dtype=np.int64),
            facts=_answered({key: _codes([row.facts.get(key, Fact.UNKNOWN) for row in rows]) for key in names}),
            latitudes=_degrees([row.latitude for row in rows]),
            longitudes=_degrees([row.longitude for row in rows]),
            next_sessions=np.array([_minute(row.next_session) for row in rows], dtype=np.int64),
            assured=np.array([row.assured_on.toordinal() if row.assured_on else 0 for row in rows], dtype=np.int64),
            is_shown_by_default=np.array([row.is_shown_by_default for row in rows], dtype=np.bool_),
            salts=np.array([crc32(row.id.encode()) for row in rows], dtype=np.int64),
            keys=keys_of(row.id for row in rows),
        )

    def renewed(self, gone: Iterable[str], listings: Iterable[ListingRow]) -> Self:
        """The columns without what is gone and with these listings in place of what they were; the rest is copied."""
        fresh = type(self).of(listings)
        left = (self.row_of(key) for key in {*gone, *fresh.ids.tolist()})
        kept = np.delete(self.everything, [row for row in left if row is not None])
        ids = self.ids[kept]
        places = np.searchsorted(ids, fresh.ids)

        def joined(name: str) -> Any:  # Any: each column has its own type
            return np.insert(getattr(self, name)[kept], places, getattr(fresh, name))

        answers = {
            key: np.insert(self.fact(key)[kept], places, fresh.fact(key)) for key in sorted({*self.facts, *fresh.facts})
        }
        return type(self)(
            ids=np.insert(ids.astype(np.promote_types(ids.dtype, fresh.ids.dtype)), places, fresh.ids),
            kinds=self.kinds.renewed(kept, places, fresh.kinds),
            districts=self.districts.renewed(kept, places, fresh.districts),
            facts=_answered(answers),
            **{name: joined(name) for name in _PLAIN},
        )

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.ids)

    def fact(self, key: str) -> Answers:
        """The answers to one question: YES, NO or UNKNOWN for every row."""
        known = self.facts.get(key)
        return np.zeros(self.count, dtype=np.int8) if known is None else known

    def stirred(self, rows: Rows, seed: int | None) -> Integers:
        """A number for each of these rows that hangs on its id and the seed only, so that equals take turns.

        Without a seed the order is that of the ids.
        """
        if seed is None:
            return rows.astype(np.int64)
        mixed: Integers = ((self.salts[rows] ^ seed % _STIR) * _STIR) & _LOW_BITS
        return mixed

    def metres_from(self, latitude: float, longitude: float, rows: Rows) -> Floats:
        """How far each of these rows lies from a point as the crow flies; NaN where the place is unknown."""
        north, here = np.radians(self.latitudes[rows]), np.radians(latitude)
        east = np.radians(self.longitudes[rows]) - np.radians(longitude)
        half_chord = np.sin((north - here) / 2) ** 2 + np.cos(north) * np.cos(here) * np.sin(east / 2) ** 2
        metres: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
        return metres

    @cached_property
    def grid(self) -> Grid:
        """Which rows lie in which small piece of the map."""
        return Grid.of(self.latitudes, self.longitudes)

    @cached_property
    def everything(self) -> Rows:
        """All rows."""
        return np.arange(self.count)

    @cached_property
    def shown(self) -> Rows:
        """The rows that are shown without being asked for."""
        return np.flatnonzero(self.is_shown_by_default)

    def rows_of(self, keys: Keys) -> Rows:
        """The rows with these keys, in order; keys that no row has are passed over."""
        if not len(keys) or not self.count:
            return np.empty(0, dtype=np.intp)
        ordered, order = self._ordered_keys
        places = np.minimum(np.searchsorted(ordered, keys), self.count - 1)
        rows: Rows = order[places[ordered[places] == keys]]
        rows.sort()
        return rows

    def row_of(self, listing_id: str) -> int | None:
        """The row of one listing; None when there is none."""
        row = int(np.searchsorted(self.ids, listing_id)) if self.count else 0
        return row if row < self.count and self.ids[row] == listing_id else None

    @cached_property
    def _ordered_keys(self) -> tuple[Keys, Rows]:
        order = np.argsort(self.keys)
        return self.keys[order], order


_PLAIN = ("slots", "latitudes", "longitudes", "next_sessions", "assured", "is_shown_by_default", "salts", "keys")


def _answered(facts: Mapping[str, Answers]) -> Mapping[str, Answers]:
    """Without the questions that nobody answered."""
    return {key: answers for key, answers in facts.items() if answers.any()}


def _codes(answers: Sequence[Fact]) -> Answers:
    return np.array([_CODE_OF[answer] for answer in answers], dtype=np.int8)


def _degrees(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _minute(moment: datetime | None) -> int:
    return NO_SESSION if moment is None else int(moment.timestamp() // 60)
