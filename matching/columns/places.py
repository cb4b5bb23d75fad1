"""Where are the options, and how long is the way from a home?

Metres are worked out from the chord between two points of a unit sphere, which is exact to a hundred-millionth of a
metre. Where that could still round to another whole metre than `matching.travel` does, `matching.travel` is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

import numpy as np

from matching.columns.outcomes import Floats, Integers, Mask, Rows, code_of
from matching.travel import DETOUR_PERCENT, EARTH_RADIUS_METRES, METRES_PER_HOUR, TOWN_DETOUR, straight_line_metres
from matching.types import Mode, Option, Place

NEAR_HALF: Final = 1e-5
NOT_MEASURED: Final = -1
METRES_PER_DEGREE: Final = EARTH_RADIUS_METRES * np.pi / 180
POLE: Final = 90.0
DATE_LINE: Final = 180.0
BELT_DEGREES: Final = 0.05
BELT_WIDTH: Final = 1000.0
_BY_TRANSPORT, _PLACED, _AT_HOME = 1, 3, 6
CLASSES: Final = 12
"""So many ways to answer there are, where the point itself does not matter: transport × has a point × comes to home."""


@dataclass(frozen=True, eq=False)
class Places:
    """The points as columns; NaN where there is none. `by_key` are the rows with a point, in the order of `keys`.

    A key is the number of a belt of latitude, times the width of a belt, plus the longitude.
    """

    options: tuple[Option, ...]
    points: Floats
    slack: Integers
    detours: Integers
    classes: Rows
    by_key: Rows
    keys: Floats

    @classmethod
    def of(cls, options: Sequence[Option]) -> Self:
        """The places of these options."""
        places = [option.place or _NOWHERE for option in options]
        found = [(one.latitude, one.longitude, one.uncertain_metres, measured(one)) for one in places]
        table = np.array(found, dtype=np.float64).reshape(-1, 4)
        keys = _belts(table[:, 0]) * BELT_WIDTH + table[:, 1]
        placed = np.flatnonzero(~np.isnan(keys))
        by_key = placed[np.argsort(keys[placed], kind="stable")]
        return cls(
            options=tuple(options),
            points=_on_sphere(table[:, 0], table[:, 1]),
            slack=table[:, 2].astype(np.int64),
            detours=table[:, 3].astype(np.int64),
            classes=np.array([class_of(option) for option in options], dtype=np.intp),
            by_key=by_key,
            keys=keys[by_key],
        )

    def within(self, home: Place, metres: float) -> Rows:
        """All rows that may be that near, and some that are not."""
        reach = metres / METRES_PER_DEGREE
        south, north = max(-POLE, home.latitude - reach), min(POLE, home.latitude + reach)
        first, last = _belts(np.array([south, north]))
        belts = np.arange(int(first), int(last) + 1) * BELT_WIDTH
        west, east = _sides(home.longitude, reach, max(-south, north))
        starts, ends = np.searchsorted(self.keys, [belts + west, belts + east + 1e-9])
        band = np.concatenate([self.by_key[start:end] for start, end in zip(starts, ends, strict=True)])
        gaps = self.points[:, band] - _on_sphere(np.array([home.latitude]), np.array([home.longitude]))
        chord = (gaps * gaps).sum(axis=0)
        near: Rows = band[chord <= (metres / EARTH_RADIUS_METRES) ** 2 * 1.001]
        return near

    def metres(self, home: Place, rows: Rows) -> Integers:
        """The straight line from home to each of these rows, which have a point."""
        gaps = self.points[:, rows] - _on_sphere(np.array([home.latitude]), np.array([home.longitude]))
        chord = np.sqrt((gaps * gaps).sum(axis=0))
        exact: Floats = 2 * EARTH_RADIUS_METRES * np.arcsin(np.minimum(1.0, chord / 2))
        whole: Integers = np.rint(exact).astype(np.int64)
        for at in np.flatnonzero(np.abs(np.abs(exact - whole) - 0.5) < NEAR_HALF):
            place = self.options[rows[at]].place
            whole[at] = straight_line_metres(home, place) if place else 0
        return whole

    @cached_property
    def transport(self) -> Rows:
        """Whether the host fetches people, for every row."""
        return self.classes % _PLACED

    @cached_property
    def come_to_home(self) -> Mask:
        """The rows that need no journey."""
        return self.classes >= _AT_HOME

    @cached_property
    def least_detour(self) -> int:
        """How straight a way may be at best, in percent."""
        return min(TOWN_DETOUR, int(self.detours[self.detours != NOT_MEASURED].min(initial=TOWN_DETOUR)))

    @cached_property
    def most_slack(self) -> int:
        """How far off a point may be at most, in metres."""
        return int(self.slack.max(initial=0))


def class_of(option: Option) -> int:
    """The number of an option's class; see CLASSES."""
    is_placed, comes = int(option.place is not None), int(option.comes_to_home)
    return code_of(option.transport) * _BY_TRANSPORT + is_placed * _PLACED + comes * _AT_HOME


def measured(place: Place) -> int:
    """How the roads around a place wind, in percent; NOT_MEASURED where nobody knows."""
    return NOT_MEASURED if place.detour_percent is None else place.detour_percent


def seconds(metres: Integers, detours: Integers, mode: Mode) -> Integers:
    """The same as `matching.travel` makes of whole metres; `detours` are the more winding ends."""
    usual = DETOUR_PERCENT.get(mode, DETOUR_PERCENT[Mode.CAR])
    winding = usual * np.where(detours == NOT_MEASURED, TOWN_DETOUR, detours) // TOWN_DETOUR
    found: Integers = metres * winding * 36 // METRES_PER_HOUR.get(mode, METRES_PER_HOUR[Mode.CAR])
    return found


def antipode(home: Place | None) -> Place:
    """The point that is farthest from home; any point where home is not known."""
    if home is None:
        return Place(0.0, 0.0)
    return Place(-home.latitude, home.longitude - 180 if home.longitude > 0 else home.longitude + 180)


def _belts(latitudes: Floats) -> Floats:
    belts: Floats = np.floor(latitudes / BELT_DEGREES)
    return belts


def _sides(longitude: float, reach: float, latitude: float) -> tuple[float, float]:
    """How far west and east one may get by so many degrees; all around, near a pole or the date line."""
    if latitude + reach < POLE:
        turn = float(np.degrees(np.arcsin(min(1.0, np.sin(np.radians(reach)) / np.cos(np.radians(latitude))))))
        if abs(longitude) + turn <= DATE_LINE:
            return longitude - turn - 1e-6, longitude + turn + 1e-6
    return -DATE_LINE, DATE_LINE


def _on_sphere(latitudes: Floats, longitudes: Floats) -> Floats:
    """Degrees as points of the unit sphere, one column each."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


_NOWHERE: Final = Place(np.nan, np.nan)
