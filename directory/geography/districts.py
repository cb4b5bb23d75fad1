"""In which district a point lies, and how far outside the town it is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shapely import STRtree
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from directory.geography.municipalities import DistrictPoint, Ring
from directory.geography.nearest import nearest
from directory.geography.points import EARTH_RADIUS, HERE, GeoPoint, Metres

_METRES_A_DEGREE: Final = EARTH_RADIUS * math.pi / 180


class DistrictMethod(StrEnum):
    """How a district was found; the nearest point is a guess that a person confirms."""

    POLYGON = "polygon"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class DistrictGuess:
    """The district of a point, how it was found, and for a guess how far its representative point is."""

    code: str
    method: DistrictMethod
    away: Metres = HERE


def nearest_district(point: GeoPoint, districts: Sequence[DistrictPoint]) -> DistrictGuess | None:
    """Guess the district by the nearest representative point, or None where there are no districts."""
    if not districts:
        return None
    ((index, away),) = nearest(point, [district.point for district in districts])
    return DistrictGuess(districts[index].code, DistrictMethod.NEAREST, Metres(away))


class DistrictOutlines:
    """Districts as areas: finds the one that a point lies in; on a shared border the first by code."""

    def __init__(self, outlines: Mapping[str, Sequence[Ring]]) -> None:
        self._codes = tuple(sorted(outlines))
        self._tree = STRtree([_land(outlines[code]) for code in self._codes])

    def district_of(self, point: GeoPoint) -> DistrictGuess | None:
        """Return the district that the point lies in, or None outside of all."""
        found = self._tree.query(Point(point.lng, point.lat), predicate="intersects")
        return DistrictGuess(self._codes[int(min(found))], DistrictMethod.POLYGON) if len(found) else None


def metres_outside(point: GeoPoint, outline: Sequence[Ring]) -> Metres:
    """Return how far outside the outline the point lies; 0 inside. A rough outline is off by about 1 km itself."""
    flat = [tuple(_flatten(corner, point.lat) for corner in ring) for ring in outline]
    here = Point(*_flatten(point, point.lat))
    return Metres(min((Polygon(ring).distance(here) for ring in flat), default=math.inf))


def _flatten(corner: GeoPoint, at_lat: float) -> tuple[float, float]:
    return corner.lng * _METRES_A_DEGREE * math.cos(math.radians(at_lat)), corner.lat * _METRES_A_DEGREE


def _land(rings: Sequence[Ring]) -> BaseGeometry:
    return MultiPolygon([Polygon([(corner.lng, corner.lat) for corner in ring]) for ring in rings])
