"""Where numbered pins stand: the crowded part in an inset, one spot as one plate, the rest moved apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from directory.geography.map_frames import Box, Extent, Panel, extent_of
from directory.geography.map_spacing import moved_apart
from directory.geography.map_subject import MapPin
from directory.geography.svg import text_width

RADIUS: Final = 11.0
FONT_SIZE: Final = 13.0
ROW_HEIGHT: Final = 19.0
_SAME_SPOT: Final = 3.0
_ROW: Final = 3
_ROWS: Final = 3
_CROWD: Final = 4
_SMALLEST_INSET: Final = 3_000.0


@dataclass(frozen=True, slots=True)
class Plate:
    """What is drawn for the pins of one spot: the spot itself, and where their numbers stand."""

    pins: tuple[MapPin, ...]
    spot: tuple[float, float]
    x: float
    y: float

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the numbers in rows of three; beyond nine the rest is counted."""
        numbers = [str(pin.number) for pin in self.pins]
        most = _ROW * _ROWS
        shown = numbers if len(numbers) <= most else numbers[: most - 1]
        rows = ["・".join(shown[at : at + _ROW]) for at in range(0, len(shown), _ROW)]
        if len(shown) < len(numbers):
            rows[-1] += f"・ほか{len(numbers) - len(shown)}"
        return tuple(rows)

    @property
    def is_single(self) -> bool:
        """Tell whether it is one pin, drawn as a circle."""
        return len(self.pins) == 1

    @property
    def is_approximate(self) -> bool:
        """Tell whether every pin here stands for 目安 only."""
        return all(pin.is_approximate for pin in self.pins)

    @property
    def box(self) -> Box:
        """Return the paper that it covers."""
        if self.is_single:
            return Box.around(self.x, self.y, 2 * RADIUS, 2 * RADIUS)
        width = max(text_width(row, FONT_SIZE) for row in self.rows) + 14
        return Box.around(self.x, self.y, width, ROW_HEIGHT * len(self.rows) + 3)

    @property
    def is_moved(self) -> bool:
        """Tell whether it stands so far from its spot that a line must lead there."""
        return math.dist((self.x, self.y), self.spot) > RADIUS


def crowded_extent(panel: Panel, pins: Sequence[MapPin]) -> Extent | None:
    """Return the part of the panel where most pins hide one another, or None where few do."""
    crowds = _crowds([panel.place(pin.point) for pin in pins])
    crowd = max(crowds, key=lambda members: (len(members), -members[0]), default=())
    spots = {panel.place(pins[index].point) for index in crowd}
    extent = extent_of(pins[index].point for index in crowd)
    if extent is None or len(crowd) < _CROWD or len(spots) < 2:  # noqa: PLR2004 - one spot is no crowd
        return None
    return extent.at_least(_SMALLEST_INSET)


def plates(panel: Panel, pins: Sequence[MapPin], kept_free: Sequence[Box] = ()) -> tuple[Plate, ...]:
    """Return what to draw for the pins: together where they share a spot, moved apart where they would overlap."""
    standing = _gathered(panel, pins)
    middles = moved_apart([plate.box for plate in standing], kept_free, panel.box)
    return tuple(replace(plate, x=x, y=y) for plate, (x, y) in zip(standing, middles, strict=True))


def _crowds(spots: Sequence[tuple[float, float]]) -> list[tuple[int, ...]]:
    """Group the indexes of spots whose circles touch, directly or by others between them."""
    groups: list[set[int]] = []
    for index, spot in enumerate(spots):
        touching = [group for group in groups if any(math.dist(spot, spots[other]) < 2 * RADIUS for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append({index}.union(*touching))
    return [tuple(sorted(group)) for group in groups]


def _gathered(panel: Panel, pins: Sequence[MapPin]) -> list[Plate]:
    found: list[Plate] = []
    for pin in sorted(pins, key=lambda one: one.number):
        spot = panel.place(pin.point)
        at = next((at for at, plate in enumerate(found) if math.dist(plate.spot, spot) < _SAME_SPOT), None)
        if at is None:
            found.append(Plate((pin,), spot, *spot))
        else:
            found[at] = replace(found[at], pins=(*found[at].pins, pin))
    return found
