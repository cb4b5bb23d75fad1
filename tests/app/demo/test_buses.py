"""The demo town's two lines are a whole GTFS-JP file, the same at every load."""

from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo import buses
from app.demo.entries import read_town
from directory.founding import found
from directory.geography.municipalities import load_municipality
from directory.models.district import District
from directory.timetable.feed import Feed
from directory.timetable.gtfs import read_feed

TODAY = date(2026, 11, 25)


@pytest.fixture
def file(session: Session) -> bytes:
    found(session, load_municipality("322041"))
    districts = {one.name: one for one in session.execute(select(District)).scalars()}
    again = buses.feed_file(read_town().venues, districts, TODAY)
    assert buses.feed_file(read_town().venues, districts, TODAY) == again
    return again


def test_says_lines_days_and_what_must_be_booked(file: bytes) -> None:
    feed: Feed = read_feed(file)
    assert feed.dated == date(2026, 4, 1)
    assert {trip.service: trip.booking for trip in feed.trips} == {
        "shigai": "",
        "shigai-sat": "",
        "hikimi-noriai": "前日の17:00までに予約が要ります",
    }
    assert [len(feed.usual_trips(day, TODAY)) for day in (2, 5, 6)] == [26, 6, 0]
    assert all(one.departs <= other.arrives for trip in feed.trips for one, other in pairwise(trip.calls))
