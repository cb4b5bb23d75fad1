import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.districts import (
    DistrictMethod,
    DistrictOutlines,
    metres_outside,
    nearest_district,
)
from directory.geography.municipalities import Ring, rings_from
from directory.geography.points import GeoPoint, distance
from tests.directory.geography.test_municipalities import MASUDA

AROUND = st.builds(GeoPoint, st.floats(34.4, 34.9), st.floats(131.6, 132.2))


def square(west: float, south: float) -> list[Ring]:
    return list(
        rings_from([[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]])
    )


@given(AROUND)
def test_the_guess_is_the_district_whose_point_is_nearest(point: GeoPoint) -> None:
    guess = nearest_district(point, MASUDA.districts)
    assert guess is not None
    assert guess.method is DistrictMethod.NEAREST
    assert guess.away == pytest.approx(min(distance(point, one.point) for one in MASUDA.districts), abs=0.1)


def test_without_districts_there_is_no_guess() -> None:
    assert nearest_district(GeoPoint(34.6, 131.8), []) is None


@pytest.mark.parametrize(
    ("lat", "lng", "code"), [(34.5, 131.5, "a"), (34.5, 132.5, "b"), (34.5, 132.0, "a"), (36.0, 131.5, None)]
)
def test_an_area_holds_its_points_and_a_shared_border_goes_to_the_first(lat: float, lng: float, code: str) -> None:
    outlines = DistrictOutlines({"b": square(132, 34), "a": square(131, 34)})
    found = outlines.district_of(GeoPoint(lat, lng))
    assert (found and found.code) == code


def test_outside_is_measured_in_metres() -> None:
    assert metres_outside(GeoPoint(34.5, 131.5), square(131, 34)) == 0
    assert metres_outside(GeoPoint(35.01, 131.5), square(131, 34)) == pytest.approx(1112, abs=5)
    assert metres_outside(GeoPoint(34.5, 132.01), square(131, 34)) == pytest.approx(916, abs=5)


@pytest.mark.shared
def test_the_rough_outline_is_off_by_less_than_a_kilometre(shared: Path) -> None:
    towns = json.loads((shared / "geo" / "masuda_towns.json").read_text("utf-8"))
    neighbours = json.loads((shared / "geo" / "neighbour_towns.json").read_text("utf-8"))
    assert all(metres_outside(GeoPoint(town["lat"], town["lng"]), MASUDA.outline) < 500 for town in towns)
    foreign = [town for rows in neighbours.values() for town in rows]
    outside = [metres_outside(GeoPoint(town["lat"], town["lng"]), MASUDA.outline) > 0 for town in foreign]
    assert sum(outside) >= 0.97 * len(outside)
