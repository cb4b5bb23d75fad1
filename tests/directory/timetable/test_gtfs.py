"""A GTFS-JP file is read with its days and booking rules; a ride is found there and back, or there is none."""

import io
import random
import zipfile
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest

from directory.timetable.feed import Feed, TimetableError
from directory.timetable.gtfs import booking_words, read_feed
from directory.timetable.journeys import Connection, connections_of, earliest, latest

TODAY = date(2026, 11, 25)
WEDNESDAY, SUNDAY = 2, 6
TABLES: Mapping[str, str] = {
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\nA,見本駅,34.67,131.84\nB,見本役場,34.68,131.85\n"
    "B2,見本役場,34.6801,131.85\nC,見本の里,34.70,131.90\n",
    "trips.txt": "route_id,service_id,trip_id\nr1,wd,t1\nr1,wd,t2\nr2,wd,t3\nr2,wd,t4\nr3,wd,d1\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_booking_rule_id\n"
    "t1,09:00:00,09:00:00,A,1,\nt1,09:10:00,09:10:00,B,2,\nt2,12:20:00,12:20:00,B,1,\nt2,12:30:00,12:30:00,A,2,\n"
    "t3,09:15:00,09:15:00,B2,1,\nt3,09:40:00,09:40:00,C,2,\nt4,11:50:00,11:50:00,C,1,\nt4,12:15:00,12:15:00,B2,2,\n"
    "d1,13:00:00,13:00:00,C,1,b1\nd1,13:40:00,13:40:00,A,2,b1\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "wd,1,1,1,1,1,0,0,20260401,20270331\n",
    "calendar_dates.txt": "service_id,date,exception_type\nwd,20261125,2\n",
    "booking_rules.txt": "booking_rule_id,booking_type,prior_notice_last_day,prior_notice_last_time\nb1,2,1,17:00:00\n",
    "feed_info.txt": "feed_publisher_name,feed_start_date\n見本,20260401\n",
}


def zipped(**changes: str | None) -> bytes:
    """The small feed as a zip; a table given as None is missing."""
    tables = {**TABLES, **{f"{name}.txt": text for name, text in changes.items()}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in tables.items():
            if text is not None:
                archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def feed() -> Feed:
    return read_feed(zipped())


class TestReading:
    def test_knows_stops_trips_and_from_when_it_holds(self, feed: Feed) -> None:
        assert [stop.name for stop in feed.stops.values()] == ["見本駅", "見本役場", "見本役場", "見本の里"]
        assert len(feed.trips) == 5
        assert feed.dated == date(2026, 4, 1)

    def test_a_holiday_does_not_change_the_usual_day(self, feed: Feed) -> None:
        assert len(feed.usual_trips(WEDNESDAY, TODAY)) == 5
        assert feed.usual_trips(SUNDAY, TODAY) == ()

    def test_knows_when_it_is_over(self, feed: Feed) -> None:
        assert not feed.is_over(TODAY)
        assert feed.is_over(date(2027, 4, 1))

    @pytest.mark.parametrize(
        ("rule", "said"),
        [
            ({"booking_type": "2", "prior_notice_last_day": "1"}, "前日までに予約が要ります"),
            ({"booking_type": "2", "prior_notice_last_day": "3"}, "3日前までに予約が要ります"),
            ({"booking_type": "1", "prior_notice_duration_min": "60"}, "60分前までに予約が要ります"),
            ({"booking_type": "0"}, "予約が要ります"),
        ],
    )
    def test_says_by_when_to_book(self, rule: dict[str, str], said: str) -> None:
        assert booking_words(rule) == said

    @pytest.mark.control
    def test_refuses_what_is_no_timetable(self) -> None:
        for content in (b"no zip", zipped(stop_times=None), zipped(stop_times="trip_id,stop_sequence\nt1,1\n,,,\n")):
            if content.startswith(b"PK") and b"stop_times" in content:
                assert all(not trip.calls for trip in read_feed(content).trips)
                continue
            with pytest.raises(TimetableError):
                read_feed(content)


class TestJourney:
    def test_changes_at_a_stop_of_the_same_name_and_is_there_in_time(self, feed: Feed) -> None:
        day = connections_of(feed.usual_trips(WEDNESDAY, TODAY))
        way = latest(feed, day, 10 * 60, {"A": 5}, {"C": 4})
        assert way is not None
        assert (way.leaves, way.boards, way.at, way.arrives) == (8 * 60 + 55, 9 * 60, "A", 9 * 60 + 44)

    def test_comes_home_after_the_end(self, feed: Feed) -> None:
        day = connections_of(feed.usual_trips(WEDNESDAY, TODAY))
        way = earliest(feed, day, 11 * 60 + 30, {"C": 4}, {"A": 5})
        assert way is not None
        assert (way.boards, way.arrives, way.booking) == (11 * 60 + 50, 12 * 60 + 35, "")

    def test_the_last_ride_must_be_booked(self, feed: Feed) -> None:
        day = connections_of(feed.usual_trips(WEDNESDAY, TODAY))
        way = earliest(feed, day, 12 * 60, {"C": 4}, {"A": 5})
        assert way is not None
        assert way.booking == "前日の17:00までに予約が要ります"

    def test_there_is_none_too_late_or_too_early(self, feed: Feed) -> None:
        day = connections_of(feed.usual_trips(WEDNESDAY, TODAY))
        assert earliest(feed, day, 13 * 60 + 30, {"C": 4}, {"A": 5}) is None
        assert latest(feed, day, 9 * 60 + 30, {"A": 5}, {"C": 4}) is None


def oracle(connections: list[Connection], start: int, origin: str, goal: str) -> int | None:
    """Every way there is, tried out."""
    best: int | None = None
    paths = [(origin, start, "")]
    while paths:
        stop, at, trip = paths.pop()
        if stop == goal and trip and (best is None or at < best):
            best = at
        for each in connections:
            change = 0 if trip in {"", each.trip} else 3
            if each.origin == stop and at + change <= each.departs:
                paths.append((each.target, each.arrives, each.trip))
    return best


@pytest.mark.parametrize("seed", range(150))
def test_equals_trying_out_every_way(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - seeded cases, not secrets
    found = []
    for number in range(luck.randint(1, 5)):
        at, stops = luck.randint(0, 40), luck.sample("ABCDE", luck.randint(2, 4))
        for one, other in pairwise(stops):
            departs, at = at, at + luck.randint(2, 9)
            found.append(Connection(f"t{number}", one, other, departs, at, ""))
    found.sort(key=lambda each: (each.departs, each.arrives, each.trip, each.origin))
    way = earliest(Feed({}, (), {}), found, 0, {"A": 0}, {"E": 0})
    assert (way.arrives if way else None) == oracle(found, 0, "A", "E")
