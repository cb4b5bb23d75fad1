"""Which part of the earth a panel of a map shows, and where on paper a point falls."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from directory.geography.points import EARTH_RADIUS, GeoPoint, Metres

_METRES_A_DEGREE: Final = EARTH_RADIUS * math.pi / 180
_ROUND_LENGTHS: Final = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top

    def overlaps(self, other: "Box") -> bool:
        """Tell whether the two share some paper."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        """Tell whether the other lies wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def cut_to(self, other: "Box") -> "Box":
        """Return the part that lies in the other."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def grown(self, margin: float) -> "Box":
        """Return the box with a margin around it."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Box":
        """Return the box of that size with its middle at x, y."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle on the earth in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> GeoPoint:
        """Return its centre."""
        return GeoPoint((self.south + self.north) / 2, (self.west + self.east) / 2)

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in metres."""
        narrowing = math.cos(math.radians(self.middle.lat))
        return (self.east - self.west) * _METRES_A_DEGREE * narrowing, (self.north - self.south) * _METRES_A_DEGREE

    def holds(self, point: GeoPoint) -> bool:
        """Tell whether the point lies inside."""
        return self.west <= point.lng <= self.east and self.south <= point.lat <= self.north

    def grown(self, metres: float) -> "Extent":
        """Return the extent with a margin around it."""
        north = metres / _METRES_A_DEGREE
        east = north / math.cos(math.radians(self.middle.lat))
        return Extent(self.west - east, self.south - north, self.east + east, self.north + north)

    def at_least(self, metres: float) -> "Extent":
        """Return the extent grown evenly until neither side is shorter than that."""
        lacking = max(0.0, metres - min(self.size))
        return self.grown(lacking / 2)


def extent_of(points: Iterable[GeoPoint]) -> Extent | None:
    """Return the smallest extent that holds all points, or None without points."""
    corners = list(points)
    if not corners:
        return None
    lngs, lats = [corner.lng for corner in corners], [corner.lat for corner in corners]
    return Extent(min(lngs), min(lats), max(lngs), max(lats))


@dataclass(frozen=True, slots=True)
class Panel:
    """A box on paper that shows an extent of the earth, north up, true in shape."""

    box: Box
    centre: GeoPoint
    pixels_a_metre: float

    def place(self, point: GeoPoint) -> tuple[float, float]:
        """Return where on paper the point falls."""
        narrowing = math.cos(math.radians(self.centre.lat))
        east = (point.lng - self.centre.lng) * _METRES_A_DEGREE * narrowing
        north = (point.lat - self.centre.lat) * _METRES_A_DEGREE
        return (
            (self.box.left + self.box.right) / 2 + east * self.pixels_a_metre,
            (self.box.top + self.box.bottom) / 2 - north * self.pixels_a_metre,
        )

    def shows(self, point: GeoPoint) -> bool:
        """Tell whether the point falls inside the box."""
        x, y = self.place(point)
        return self.box.left <= x <= self.box.right and self.box.top <= y <= self.box.bottom

    def length(self, metres: Metres) -> float:
        """Return how long that is on paper."""
        return metres * self.pixels_a_metre


def panel_for(extent: Extent, top: float, width: float, heights: tuple[float, float], padding: float) -> Panel:
    """Lay a panel as wide as given whose height follows the extent's shape within the two heights."""
    across, up = extent.size
    room = width - 2 * padding
    height = min(max(heights[0], room * up / across + 2 * padding), heights[1])
    pixels_a_metre = min(room / across, (height - 2 * padding) / up)
    return Panel(Box(0.0, top, width, top + height), extent.middle, pixels_a_metre)


def scale_length(panel: Panel, at_most: float, lengths: Sequence[int] = _ROUND_LENGTHS) -> Metres:
    """Return the longest round length that is not longer on paper than `at_most`."""
    fitting = [length for length in lengths if panel.length(Metres(length)) <= at_most]
    return Metres(max(fitting, default=lengths[0]))
