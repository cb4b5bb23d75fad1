"""The grid never leaves out a row that is near enough."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.columns import EARTH_RADIUS_M
from directory.search.grid import CELL, Grid

PLACES = st.lists(
    st.tuples(st.floats(24.0, 46.0), st.floats(122.0, 154.0)) | st.just((math.nan, math.nan)), max_size=30
)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north, here = math.radians(one[0]), math.radians(other[0])
    half = math.sin((north - here) / 2) ** 2
    half += math.cos(north) * math.cos(here) * math.sin(math.radians(one[1] - other[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half))


@given(PLACES, st.floats(24.0, 46.0), st.floats(122.0, 154.0), st.floats(0, 3_000_000))
def test_has_every_row_within_the_distance(
    places: list[tuple[float, float]], latitude: float, longitude: float, farthest: float
) -> None:
    grid = Grid.of(np.array([one for one, _ in places]), np.array([one for _, one in places]))
    found = set(grid.around(latitude, longitude, farthest).tolist())
    near = {row for row, place in enumerate(places) if metres(place, (latitude, longitude)) <= farthest}
    assert near <= found


def test_leaves_out_what_lies_some_cells_away() -> None:
    grid = Grid.of(np.array([35.0, 35.0 + 5 * CELL]), np.array([135.0, 135.0]))
    assert grid.around(35.0, 135.0, 1_000).tolist() == [0]


@pytest.mark.control
def test_a_grid_that_forgets_a_band_is_found() -> None:
    grid = Grid.of(np.array([35.0]), np.array([135.0]))
    cut = Grid(grid.cells[:0], grid.rows[:0])
    assert cut.around(35.0, 135.0, 10).tolist() != grid.around(35.0, 135.0, 10).tolist()
