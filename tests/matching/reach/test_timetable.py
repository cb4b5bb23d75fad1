"""There before the start and home after the end, by the timetable of the session's weekday."""

from datetime import date, time

from core.facts import Fact
from directory.timetable.feed import Feed
from directory.timetable.gtfs import read_feed
from matching.codes import Code
from matching.reach.timetable import Table, rides_for
from matching.rules import reach
from matching.types import Mode, Need, Option, Place, Ride
from matching.week import Session
from tests.directory.timetable.test_gtfs import zipped
from tests.factories.matching import TODAY, need, option, said

HOME, FAR = Place(34.67, 131.84), Place(34.70, 131.90)
MORNING, AFTERNOON = Session(2, time(10), time(11, 30)), Session(2, time(10), time(12, 30))


def feed() -> Feed:
    return read_feed(zipped())


def ride(person: Need, thing: Option, mode: Mode = Mode.BUS) -> Ride:
    return rides_for(person, [thing], Table.of(feed(), TODAY))[thing.service][mode]


def rider(*modes: Mode) -> Need:
    return need(home=HOME, travel=dict.fromkeys(modes or (Mode.BUS,), 60))


def there(session: Session = MORNING) -> Option:
    return option(place=FAR, sessions=(session,))


class TestRide:
    def test_goes_there_and_back(self) -> None:
        found = ride(rider(), there())
        assert (found.found, found.boards, found.returns, found.dated) == (Fact.YES, "9:00", "11:50", "2026-04")
        assert found.likely == 40 * 60
        assert found.wait == 20

    def test_without_one_home_it_is_none(self) -> None:
        found = ride(rider(), there(AFTERNOON))
        assert (found.found, found.code) == (Fact.NO, Code.NO_RIDE_BACK)

    def test_a_shared_taxi_home_must_be_booked(self) -> None:
        found = ride(rider(Mode.BUS, Mode.SHARED_TAXI), there(AFTERNOON), Mode.SHARED_TAXI)
        assert (found.found, found.booking) == (Fact.YES, "前日の17:00までに予約が要ります")

    def test_on_a_day_without_service_there_is_none(self) -> None:
        assert ride(rider(), there(Session(6, time(10), time(11)))).code is Code.NO_RIDE_THERE

    def test_far_from_any_stop_nobody_can_say(self) -> None:
        found = ride(rider(), option(place=Place(34.9, 132.2)))
        assert (found.found, found.code) == (Fact.UNKNOWN, Code.STOP_UNKNOWN)

    def test_a_stop_that_was_typed_counts_before_the_map(self) -> None:
        person = need(home=None, travel={Mode.BUS: 60}, nearest_stop="見本駅", stop_minutes=7)
        assert ride(person, there()).leaves == "8:53"

    def test_an_uncertain_home_widens_the_time(self) -> None:
        vague = Place(HOME.latitude, HOME.longitude, 500)
        found = ride(need(home=vague, travel={Mode.BUS: 60}), there())
        assert found.shortest < found.likely < found.longest


class TestRule:
    def test_says_time_and_day(self) -> None:
        person, thing = rider(), there()
        with_rides = need(home=HOME, travel=person.travel, rides={thing.service: {Mode.BUS: ride(person, thing)}})
        assert said(reach.judge(with_rides, thing, TODAY)) == ("pass", ["ride_within"])

    def test_without_a_way_home_it_fails(self) -> None:
        person, thing = rider(), there(AFTERNOON)
        with_rides = need(home=HOME, travel=person.travel, rides={thing.service: {Mode.BUS: ride(person, thing)}})
        assert said(reach.judge(with_rides, thing, TODAY)) == ("fail", ["no_ride_back"])

    def test_an_old_timetable_leaves_it_open(self) -> None:
        found = rides_for(rider(), [there()], Table.of(feed(), date(2028, 1, 5)))["s1"][Mode.BUS]
        assert found.code is Code.TIMETABLE_OVER
