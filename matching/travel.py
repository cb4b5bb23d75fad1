"""How long a journey takes, judged from the straight line.

The line is lengthened by a detour (1.3) and divided by the mode's speed (matching.md §3.2, level 0). Times are whole
seconds, so that the same pair always gives the same verdict.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from matching.types import Mode, Place

EARTH_RADIUS_METRES = 6_371_009
DETOUR_PERCENT = 130
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
        return (self.likely + 30) // 60


def journey(home: Place | None, there: Place | None, mode: Mode) -> Journey | None:
    """The journey from home by that mode, or None where a point is not known; whoever is driven goes as a car."""
    if home is None or there is None:
        return None
    line = straight_line_metres(home, there)
    slack = home.uncertain_metres + there.uncertain_metres
    speed = METRES_PER_HOUR.get(mode, METRES_PER_HOUR[Mode.CAR])
    return Journey(*(_seconds(metres, speed) for metres in (max(0, line - slack), line, line + slack)))


def straight_line_metres(one: Place, other: Place) -> int:
    """The great-circle distance in whole metres."""
    south, north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half_chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return round(2 * EARTH_RADIUS_METRES * asin(sqrt(min(1.0, half_chord))))


def _seconds(metres: int, metres_per_hour: int) -> int:
    return metres * DETOUR_PERCENT * 36 // metres_per_hour
