"""A journey is judged from the straight line, exactly and between bounds."""

from hypothesis import given

from matching.travel import journey, straight_line_metres
from matching.types import Mode, Place
from tests.factories.matching import HOME, places


def test_one_hundredth_of_a_degree_of_latitude_is_1112_metres() -> None:
    assert straight_line_metres(HOME, Place(HOME.latitude + 0.01, HOME.longitude)) == 1112


def test_walking_two_kilometres_of_detoured_way_takes_half_an_hour() -> None:
    north = Place(HOME.latitude + 2000 / 1.3 / 111_195, HOME.longitude)
    way = journey(HOME, north, Mode.WALK)
    assert way is not None
    assert way.about == 30


def test_a_place_that_may_be_off_gives_a_shortest_and_a_longest_time() -> None:
    way = journey(HOME, Place(HOME.latitude, HOME.longitude, uncertain_metres=1000), Mode.BICYCLE)
    assert way is not None
    assert (way.shortest, way.likely, way.longest) == (0, 0, 390)


def test_without_a_point_there_is_no_time() -> None:
    assert journey(None, HOME, Mode.WALK) is None
    assert journey(HOME, None, Mode.WALK) is None


@given(places, places)
def test_the_way_back_is_as_long(one: Place, other: Place) -> None:
    assert journey(one, other, Mode.CAR) == journey(other, one, Mode.CAR)


@given(places, places)
def test_a_car_is_never_slower_than_walking(one: Place, other: Place) -> None:
    by_car, on_foot = journey(one, other, Mode.CAR), journey(one, other, Mode.WALK)
    assert by_car is not None
    assert on_foot is not None
    assert by_car.likely <= on_foot.likely
