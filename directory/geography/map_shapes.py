"""How land is drawn: a coarse outline made smooth, cut to its panel, without more points than paper shows."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from shapely import clip_by_rect, get_coordinates, make_valid
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from directory.geography.map_frames import Box, Panel
from directory.geography.municipalities import Ring

Corner = tuple[float, float]
Corners = NDArray[np.float64]
_COARSE: Final = 4.0
_FINE: Final = 0.7
_CORNERS_OF_AN_AREA: Final = 3


@lru_cache(maxsize=64)
def land_path(panel: Panel, rings: tuple[Ring, ...]) -> str:
    """Return the path data of the rings as the panel shows them; nothing where none is in view."""
    return "".join(_path(_thinned(area)) for ring in rings for area in _visible(panel, ring))


def _visible(panel: Panel, ring: Ring) -> list[Corners]:
    """Return the ring's parts in view, smooth: cut roughly before smoothing and sharply after."""
    around = panel.box.grown(max(panel.box.width, panel.box.height) / 2)
    rough = _cut(np.array([panel.place(point) for point in ring]), around)
    return [part for area in rough for part in _cut(_smooth(area), panel.box)]


def _cut(ring: Corners, box: Box) -> list[Corners]:
    if len(ring) < _CORNERS_OF_AN_AREA:
        return []
    area = clip_by_rect(make_valid(Polygon(ring)), box.left, box.top, box.right, box.bottom)
    return [get_coordinates(part.exterior)[:-1] for part in _polygons(area)]


def _polygons(area: BaseGeometry) -> list[Polygon]:
    parts = getattr(area, "geoms", [area])
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _smooth(ring: Corners) -> Corners:
    """Cut corners until the outline is no longer coarse on this paper (Chaikin)."""
    while _mean_edge(ring) > _COARSE:
        following = np.roll(ring, -1, axis=0)
        quarters = np.stack([0.75 * ring + 0.25 * following, 0.25 * ring + 0.75 * following], axis=1)
        ring = quarters.reshape(-1, 2)
    return ring


def _mean_edge(ring: Corners) -> float:
    return float(np.hypot(*np.diff(ring, axis=0).T).mean())


def _thinned(ring: Corners) -> list[Corner]:
    """Drop corners that lie closer to the last kept one than the eye can tell."""
    kept: list[Corner] = []
    for x, y in ring.tolist():
        if not kept or math.dist(kept[-1], (x, y)) >= _FINE:
            kept.append((x, y))
    return kept


def _path(ring: Sequence[Corner]) -> str:
    """Write a ring with steps from corner to corner, counted in tenths so that no error adds up."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [_step(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(tenths)]
    return f"M{_tenths(tenths[0][0])} {_tenths(tenths[0][1])}l{' '.join(steps)}z"


def _step(x: int, y: int) -> str:
    across, down = _tenths(x), _tenths(y)
    return across + down if down.startswith("-") else f"{across} {down}"


def _tenths(count: int) -> str:
    """Write tenths without a needless nought: -0.5 as -.5."""
    whole, rest = divmod(abs(count), 10)
    written = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{written}" if count < 0 else written
