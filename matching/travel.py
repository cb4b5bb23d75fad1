"""How long a journey takes, judged from the straight line.

The line is lengthened by a detour and divided by the mode's speed (matching.md §3.2, level 0). In town a way is 1.3
times its straight line; where somebody measured how the roads of a district wind, the more winding end counts. Times
are whole seconds, so that the same pair always gives the same verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from statistics import median_low

from matching.types import Mode, Place

EARTH_RADIUS_METRES = 6_371_009
DETOUR_PERCENT = {Mode.WALK: 130, Mode.BICYCLE: 130, Mode.CAR: 130}
TOWN_DETOUR = 130
METRES_PER_HOUR = {Mode.WALK: 4_000, Mode.BICYCLE: 12_000, Mode.CAR: 30_000}
METHOD = "straight_line"


@dataclass(frozen=True, slots=True)
class Journey:
    """One way in seconds: as near as the two points may be, as they stand, as far as they may be."""

    shortest: int
    likely: int
    longest: int

    @property
    def about(self) -> int:
        """The likely time in whole minutes, to be read out."""
        return in_minutes(self.likely)


def journey(home: Place | None, there: Place | None, mode: Mode) -> Journey | None:
    """The journey from home by that mode, or None where a point is not known; whoever is driven goes as a car."""
    if home is None or there is None:
        return None
    line = straight_line_metres(home, there)
    slack = home.uncertain_metres + there.uncertain_metres
    speed, detour = METRES_PER_HOUR.get(mode, METRES_PER_HOUR[Mode.CAR]), detour_percent(home, there, mode)
    return Journey(*(_seconds(metres, speed, detour) for metres in (max(0, line - slack), line, line + slack)))


def detour_percent(home: Place, there: Place, mode: Mode) -> int:
    """How long the way is in percent of the straight line."""
    usual = DETOUR_PERCENT.get(mode, DETOUR_PERCENT[Mode.CAR])
    measured = [each.detour_percent for each in (home, there) if each.detour_percent is not None]
    return usual * max(measured, default=TOWN_DETOUR) // TOWN_DETOUR


def calibrated_detour(trips: Sequence[tuple[int, int]]) -> int:
    """The detour in percent that known trips show (straight metres, metres on the road): the middle one."""
    if not trips:
        raise ValueError("A detour is measured by trips.")
    return median_low([max(100, road * 100 // line) for line, road in trips])


def in_minutes(seconds: int) -> int:
    """Whole minutes, to be read out."""
    return (seconds + 30) // 60


def straight_line_metres(one: Place, other: Place) -> int:
    """The great-circle distance in whole metres."""
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half_chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return round(2 * EARTH_RADIUS_METRES * asin(sqrt(min(1.0, half_chord))))


def _seconds(metres: int, metres_per_hour: int, detour: int) -> int:
    return metres * detour * 36 // metres_per_hour
