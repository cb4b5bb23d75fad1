"""A timetable that was taken in is read again; several are one, and a new file takes the old one's place."""

import pytest
from sqlalchemy.orm import Session

from core.access import Actor
from core.errors import NotFoundError
from directory.timetable import stored
from directory.timetable.feed import TimetableError
from directory.timetable.gtfs import read_feed
from tests.directory.timetable.test_gtfs import zipped
from tests.factories.town import a_town, a_worker


@pytest.fixture
def actor(session: Session) -> Actor:
    return a_worker(session, a_town(session))


@pytest.mark.db
def test_what_was_taken_in_is_read_again(session: Session, actor: Actor) -> None:
    row = stored.take_in(session, actor, "見本バス", zipped()).row
    session.expire_all()
    assert stored.feed_of(session) == read_feed(zipped())
    assert (row.stops, row.trips) == (len(stored.feed_of(session).stops), len(stored.feed_of(session).trips))


def test_a_file_of_the_same_name_takes_the_old_ones_place(session: Session, actor: Actor) -> None:
    stored.take_in(session, actor, "見本バス", zipped())
    before = stored.mark_of(session)
    stored.take_in(session, actor, "見本バス", zipped())
    assert (len(stored.list_of(session)), stored.mark_of(session)) == (1, before)
    stored.drop(session, actor, "見本バス")
    assert stored.mark_of(session) == ""
    with pytest.raises(NotFoundError):
        stored.drop(session, actor, "見本バス")


def test_two_operators_are_one_timetable_without_mixing_their_keys(session: Session, actor: Actor) -> None:
    for name in ("見本バス", "となりバス"):
        stored.take_in(session, actor, name, zipped())
    one, both = read_feed(zipped()), stored.feed_of(session)
    assert (len(both.stops), len(both.trips)) == (2 * len(one.stops), 2 * len(one.trips))
    assert {call.stop for trip in both.trips for call in trip.calls} <= set(both.stops)
    assert {trip.service for trip in both.trips} <= set(both.calendars)


def test_what_is_no_timetable_is_not_kept(session: Session, actor: Actor) -> None:
    with pytest.raises(TimetableError):
        stored.take_in(session, actor, "見本バス", b"no zip")
    assert stored.list_of(session) == []
