import pytest
from geopy.distance import geodesic, great_circle
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.points import GeoPoint, InvalidPointError, bearing, direction_words, distance

IN_JAPAN = st.builds(GeoPoint, st.floats(24, 46), st.floats(123, 146))
HALL, MICHIKAWA = GeoPoint(34.68, 131.84), GeoPoint(34.65, 132.10)


@given(IN_JAPAN, IN_JAPAN)
def test_distances_agree_with_two_other_formulas(one: GeoPoint, other: GeoPoint) -> None:
    pair = (one.lat, one.lng), (other.lat, other.lng)
    assert distance(one, other) == pytest.approx(great_circle(*pair).m, rel=1e-5, abs=0.01)
    assert distance(one, other) == pytest.approx(geodesic(*pair).m, rel=0.006, abs=0.01)
    assert distance(one, other) == distance(other, one)


def test_the_far_end_of_town_is_24_kilometres_off_to_the_east() -> None:
    assert distance(HALL, MICHIKAWA) == pytest.approx(24_000, abs=300)
    assert direction_words(bearing(HALL, MICHIKAWA)) == "東"


@pytest.mark.parametrize(
    ("lat", "lng", "words"),
    [(35, 132, "北"), (35, 133.2, "北東"), (34, 133, "東"), (33, 132, "南"), (34.9, 131, "北西")],
)
def test_a_direction_is_one_of_eight(lat: float, lng: float, words: str) -> None:
    assert direction_words(bearing(GeoPoint(34, 132), GeoPoint(lat, lng))) == words


@pytest.mark.parametrize(("lat", "lng"), [(132.0, 34.6), (float("nan"), 131.8), (34.6, 181.0)])
def test_no_place_on_the_earth_is_refused(lat: float, lng: float) -> None:
    with pytest.raises(InvalidPointError):
        GeoPoint(lat, lng)
