"""Going home is by the vehicle that leaves last of those that arrive first: nobody rides to the far end and back."""

from directory.geography.points import GeoPoint
from directory.timetable.feed import Call, Feed, Stop, Trip
from directory.timetable.journeys import connections_of, home

STOPS = {key: Stop(key, key, GeoPoint(34.6, 131.8)) for key in ("end", "hall", "town")}


def trip(key: str, *calls: tuple[str, int]) -> Trip:
    return Trip(key, "wd", tuple(Call(stop, minute, minute) for stop, minute in calls))


def test_nobody_goes_round_by_the_far_end() -> None:
    away = trip("away", ("town", 900), ("hall", 910), ("end", 920))
    back = trip("back", ("end", 940), ("hall", 950), ("town", 960))
    feed = Feed(STOPS, (away, back), {})
    way = home(feed, connections_of(feed.trips), 905, {"hall": 2}, {"town": 3})
    assert way is not None
    assert (way.leaves, way.boards, way.at, way.arrives) == (948, 950, "hall", 963)


def test_without_a_vehicle_there_is_no_way() -> None:
    assert home(Feed(STOPS, (), {}), (), 905, {"hall": 2}, {"town": 3}) is None
