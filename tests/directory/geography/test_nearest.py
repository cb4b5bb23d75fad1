import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.nearest import columns, distances, nearest
from directory.geography.points import GeoPoint, distance
from tests.directory.geography.test_points import HALL, IN_JAPAN, MICHIKAWA


@given(IN_JAPAN, st.lists(IN_JAPAN, min_size=1, max_size=20))
def test_all_at_once_equals_one_by_one(origin: GeoPoint, points: list[GeoPoint]) -> None:
    one_by_one = [distance(origin, point) for point in points]
    assert distances(origin, *columns(points)) == pytest.approx(one_by_one, rel=1e-9, abs=0.01)


@given(IN_JAPAN, st.lists(IN_JAPAN, max_size=20), st.integers(0, 5))
def test_the_nearest_are_the_first_of_all_in_order(origin: GeoPoint, points: list[GeoPoint], count: int) -> None:
    found = nearest(origin, points, count)
    far = [metres for _, metres in found]
    assert far == sorted(far)
    assert len(found) == min(count, len(points))
    rest = [distance(origin, point) for index, point in enumerate(points) if index not in dict(found)]
    assert not found or not rest or min(rest) >= far[-1] - 0.01


def test_equals_keep_their_order_and_a_missing_place_has_no_distance() -> None:
    assert [index for index, _ in nearest(HALL, [MICHIKAWA, HALL, HALL], 3)] == [1, 2, 0]
    assert np.isnan(distances(HALL, np.array([np.nan]), np.array([131.8])))[0]
