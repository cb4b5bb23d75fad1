"""Which of many points are nearest, computed for all of them at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from directory.geography.points import EARTH_RADIUS, GeoPoint

Degrees = NDArray[np.float64]


def distances(origin: GeoPoint, lats: Degrees, lngs: Degrees) -> NDArray[np.float64]:
    """Return the straight-line distances in metres from the origin to each point; NaN where a coordinate is NaN."""
    lat, other_lats = np.radians(origin.lat), np.radians(lats)
    half_north = np.sin((other_lats - lat) / 2)
    half_east = np.sin(np.radians(lngs - origin.lng) / 2)
    share = half_north**2 + np.cos(lat) * np.cos(other_lats) * half_east**2
    return np.asarray(2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(share, 0.0, 1.0))), dtype=np.float64)


def columns(points: Sequence[GeoPoint]) -> tuple[Degrees, Degrees]:
    """Turn points into the two columns that `distances` takes."""
    return np.array([point.lat for point in points], float), np.array([point.lng for point in points], float)


def nearest(origin: GeoPoint, points: Sequence[GeoPoint], count: int = 1) -> tuple[tuple[int, float], ...]:
    """List (index, metres) of the nearest points, nearest first, equals in their given order."""
    far = distances(origin, *columns(points))
    order = np.argsort(far, kind="stable")[:count]
    return tuple((int(index), float(far[index])) for index in order)
