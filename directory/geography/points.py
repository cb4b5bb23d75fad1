"""A point on the earth, and how far and in which direction another one lies."""

import math
from dataclasses import dataclass
from typing import Final, NewType

Metres = NewType("Metres", float)
HERE: Final = Metres(0.0)
EARTH_RADIUS: Final = Metres(6_371_008.8)
_DIRECTIONS: Final = ("北", "北東", "東", "南東", "南", "南西", "西", "北西")
_QUARTER_TURNS: Final = 90.0
_HALF_TURN: Final = 180.0


class InvalidPointError(ValueError):
    """Numbers that are no place on the earth."""


@dataclass(frozen=True, slots=True, order=True)
class GeoPoint:
    """A place by latitude and longitude in degrees (WGS 84)."""

    lat: float
    lng: float

    def __post_init__(self) -> None:
        """Refuse what is off the globe or not a number."""
        if not (abs(self.lat) <= _QUARTER_TURNS and abs(self.lng) <= _HALF_TURN):
            raise InvalidPointError(f"{self.lat}, {self.lng} is no place on the earth")


def distance(one: GeoPoint, other: GeoPoint) -> Metres:
    """Return the straight-line distance over the globe (haversine; within 0.3 % of the geodesic)."""
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    half_north = math.sin((other_lat - lat) / 2)
    half_east = math.sin(math.radians(other.lng - one.lng) / 2)
    share = half_north**2 + math.cos(lat) * math.cos(other_lat) * half_east**2
    return Metres(2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, share))))


def bearing(origin: GeoPoint, target: GeoPoint) -> float:
    """Return the direction of travel at the origin in degrees, north 0, east 90."""
    lat, target_lat = math.radians(origin.lat), math.radians(target.lat)
    east = math.radians(target.lng - origin.lng)
    y = math.sin(east) * math.cos(target_lat)
    x = math.cos(lat) * math.sin(target_lat) - math.sin(lat) * math.cos(target_lat) * math.cos(east)
    return math.degrees(math.atan2(y, x)) % 360


def direction_words(degrees: float) -> str:
    """Say a bearing in Japanese: 北東."""
    return _DIRECTIONS[round(degrees / 45) % 8]
