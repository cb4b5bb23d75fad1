"""Which place names a map has room for, the important ones first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from directory.geography.map_frames import Box
from directory.geography.svg import text_width

_PADDING: Final = 1.0
_SIDES: Final = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))


@dataclass(frozen=True, slots=True)
class Label:
    """Words that belong to a spot; clearance = what is drawn at the spot itself and must stay free."""

    words: str
    x: float
    y: float
    size: float
    kind: str
    clearance: float = 0.0

    @property
    def box(self) -> Box:
        """Return the paper that the words cover."""
        return Box.around(self.x, self.y, text_width(self.words, self.size), self.size).grown(_PADDING)


def placed(labels: Sequence[Label], taken: Sequence[Box], paper: Box) -> tuple[Label, ...]:
    """Return the labels that find room, moved beside their spot where need be; who comes first goes first."""
    occupied = list(taken)
    found = []
    for label in labels:
        spot = next((one for one in _tries(label) if _is_free(one.box, occupied, paper)), None)
        if spot is not None:
            found.append(spot)
            occupied.append(spot.box)
    return tuple(found)


def _tries(label: Label) -> list[Label]:
    sides = _SIDES if label.clearance == 0 else _SIDES[1:]
    across = text_width(label.words, label.size) / 2 + label.clearance + _PADDING
    down = label.size / 2 + label.clearance + _PADDING
    return [
        replace(label, x=label.x + x * across * reach, y=label.y + y * down * reach)
        for reach in (1, 2)
        for x, y in sides
    ]


def _is_free(box: Box, occupied: Sequence[Box], paper: Box) -> bool:
    return paper.holds(box) and not any(box.overlaps(other) for other in occupied)
