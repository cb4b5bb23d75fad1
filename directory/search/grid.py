"""Which listings may lie within a distance of a point? The map in cells, so that only a few rows need be measured."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

CELL: Final = 0.02  # degrees; about 2 km
METRES_PER_DEGREE: Final = 111_000.0  # a little less than the least that a degree of latitude has on our sphere
_COLUMNS: Final = 1 << 20
_MOST_BANDS: Final = 2_000
_NARROWEST: Final = 0.05  # cosine of the latitude beyond which a cell says nothing


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows by cell, band after band from south to north, each from west to east; rows without a place are in none."""

    cells: npt.NDArray[np.int64]
    rows: Rows

    @classmethod
    def of(cls, latitudes: Floats, longitudes: Floats) -> Self:
        """The grid of these places."""
        rows = np.flatnonzero(~(np.isnan(latitudes) | np.isnan(longitudes)))
        cells = _cell(_band(latitudes[rows]), _band(longitudes[rows]))
        order = np.argsort(cells, kind="stable")
        return cls(cells[order], rows[order])

    def around(self, latitude: float, longitude: float, metres: float) -> Rows:
        """Every row that may lie so near, in order, and some that do not."""
        north = metres / METRES_PER_DEGREE
        narrow = min(np.cos(np.radians(abs(latitude) + north)), 1.0)
        if narrow < _NARROWEST or 2 * north / CELL > _MOST_BANDS:
            return np.sort(self.rows)
        east = north / narrow
        bands = np.arange(int(_band(latitude - north)), int(_band(latitude + north)) + 1)
        begins = np.searchsorted(self.cells, _cell(bands, _band(longitude - east)), side="left")
        ends = np.searchsorted(self.cells, _cell(bands, _band(longitude + east)), side="right")
        pieces = [self.rows[begin:end] for begin, end in zip(begins, ends, strict=True) if begin < end]
        return np.sort(np.concatenate(pieces)) if pieces else np.empty(0, dtype=np.intp)


def _band(degrees: Floats | float) -> npt.NDArray[np.int64]:
    return np.floor(np.asarray(degrees) / CELL).astype(np.int64)


def _cell(band: npt.NDArray[np.int64], column: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return band * _COLUMNS + column
