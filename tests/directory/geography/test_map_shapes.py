import re
from dataclasses import replace

from shapely.geometry import Polygon

from directory.geography.map_frames import Box, Extent, panel_for, scale_length
from directory.geography.map_shapes import land_path
from directory.geography.points import GeoPoint, Metres
from tests.directory.geography.test_municipalities import MASUDA

PANEL = panel_for(Extent(131.66, 34.44, 132.18, 34.85), 0.0, 360.0, (200.0, 380.0), 14.0)


def areas(path: str) -> list[Polygon]:
    """Read path data back: M x y, then steps."""
    found = []
    for ring in re.findall(r"M([^z]+)z", path):
        start, steps = (
            [float(one) for one in re.findall(r"-?(?:\d+(?:\.\d)?|\.\d)", part)] for part in ring.split("l")
        )
        corners = [tuple(start)]
        for x, y in zip(steps[::2], steps[1::2], strict=True):
            corners.append((corners[-1][0] + x, corners[-1][1] + y))
        found.append(Polygon(corners))
    return found


def test_the_drawn_land_is_as_large_as_the_land() -> None:
    drawn = areas(land_path(PANEL, MASUDA.outline))
    flat = [Polygon([PANEL.place(corner) for corner in ring]) for ring in MASUDA.outline]
    assert len(drawn) == len(MASUDA.outline)
    assert abs(sum(one.area for one in drawn) / sum(one.area for one in flat) - 1) < 0.02
    assert 720e6 < sum(one.area for one in drawn) / PANEL.pixels_a_metre**2 < 750e6


def test_land_is_cut_at_the_edge_of_its_panel() -> None:
    close = replace(PANEL, pixels_a_metre=PANEL.pixels_a_metre * 6, box=Box(0, 100, 360, 300))
    (left, top, right, bottom) = areas(land_path(close, MASUDA.outline))[0].bounds
    assert left >= -0.2
    assert top >= 99.8
    assert right <= 360.2
    assert bottom <= 300.2


def test_land_out_of_view_is_not_drawn() -> None:
    assert land_path(replace(PANEL, centre=GeoPoint(36, 135)), MASUDA.outline) == ""


def test_a_scale_is_a_round_length_that_fits() -> None:
    metres = scale_length(PANEL, 80.0)
    assert metres == 10_000
    assert PANEL.length(Metres(metres)) <= 80
