"""Does a bus or shared taxi bring the person there before the start and home after the end?

Stops are looked for around both ends, or taken as somebody typed them. The day is the session's usual weekday. Where
one end has no stop in the timetable, nobody can say: other lines may run there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final, Self

from core.facts import Fact
from directory.timetable.feed import Feed, Trip
from directory.timetable.journeys import Connection, Walks, Way, connections_of, latest
from directory.timetable.journeys import home as way_home
from matching.codes import Code
from matching.folding import fold
from matching.rules.sessions import session_outcome, shortest_stay
from matching.travel import in_minutes, journey, straight_line_metres
from matching.types import Mode, Need, Option, Outcome, Place, Ride
from matching.week import DAYS, Session

LONGEST_WALK: Final = 1_000
"""How far a stop may lie from an end, in metres, besides the doubt about the end itself."""
LONGEST_WAIT: Final = 120
"""How many minutes before the start or after the end nobody is asked to wait."""
BY_TIMETABLE: Final = (Mode.BUS, Mode.SHARED_TAXI)


@dataclass(frozen=True)
class Day:
    """What usually runs on one weekday, with and without what must be booked."""

    trips: tuple[Trip, ...]
    chosen: dict[frozenset[Mode], tuple[Connection, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def all(self) -> tuple[Connection, ...]:
        """Every connection, the booked ones too."""
        return connections_of(self.trips)

    def by(self, modes: Iterable[Mode]) -> tuple[Connection, ...]:
        """Those that somebody can use who uses these modes."""
        allowed = frozenset(modes)
        if allowed not in self.chosen:
            ours = (one for one in self.all if (Mode.SHARED_TAXI if one.booking else Mode.BUS) in allowed)
            self.chosen[allowed] = tuple(ours)
        return self.chosen[allowed]


@dataclass(frozen=True, slots=True)
class Table:
    """A timetable with what usually runs on each weekday (Monday = 0)."""

    feed: Feed
    days: Mapping[int, Day]

    @classmethod
    def of(cls, feed: Feed, today: date) -> Self:
        """The days to come, as they usually are."""
        return cls(feed, {day: Day(feed.usual_trips(day, today)) for day in range(DAYS)})


@dataclass(frozen=True, slots=True)
class Stops:
    """Stops near one end with the minutes on foot, and how far off these minutes may be, in seconds."""

    walks: Walks
    slack: int


def rides_for(need: Need, options: Iterable[Option], table: Table) -> dict[str, dict[Mode, Ride]]:
    """What the timetable says of every option, by each mode of the person's that needs one."""
    modes = [mode for mode in BY_TIMETABLE if mode in need.travel]
    if not modes:
        return {}
    home = stops_near(table.feed, need.home, need.nearest_stop, need.stop_minutes)
    return {
        each.service: {mode: _ride(need, each, table, mode, home) for mode in modes}
        for each in options
        if not each.comes_to_home
    }


def stops_near(feed: Feed, place: Place | None, typed: str, minutes: int | None) -> Stops:
    """The stops of the name that was typed, else those within a walk; the nearest of equals counts."""
    if typed and minutes is not None:
        wanted = _plain(typed)
        named = {key: minutes for key, stop in feed.stops.items() if _plain(stop.name) == wanted}
        if named:
            return Stops(named, 0)
    if place is None:
        return Stops({}, 0)
    return Stops(dict(_walks(feed, place)), _slack(place))


def _plain(stop: str) -> str:
    """A stop's name as people say it: 見本役場前 and 見本役場前バス停 are one."""
    return fold(stop).removesuffix(fold("停留所")).removesuffix(fold("バス停"))


def _walks(feed: Feed, place: Place) -> Iterator[tuple[str, int]]:
    for key, stop in feed.stops.items():
        there = Place(stop.point.lat, stop.point.lng)
        if straight_line_metres(place, there) <= LONGEST_WALK + place.uncertain_metres:
            way = journey(Place(place.latitude, place.longitude, 0, place.detour_percent), there, Mode.WALK)
            yield key, way.about if way else 0


def _slack(place: Place) -> int:
    """How many seconds a walk may differ, because the end is not known better."""
    here = Place(place.latitude, place.longitude)
    way = journey(here, Place(place.latitude, place.longitude, place.uncertain_metres), Mode.WALK)
    return way.longest if way else 0


def _ride(need: Need, option: Option, table: Table, mode: Mode, home: Stops) -> Ride:
    feed, days = table.feed, table.days
    there = stops_near(feed, option.place, option.nearest_stop, option.stop_minutes)
    dated = _month(feed)
    if not home.walks or not there.walks:
        return Ride(found=Fact.UNKNOWN, code=Code.STOP_UNKNOWN, dated=dated)
    if not any(day.trips for day in days.values()):
        return Ride(found=Fact.UNKNOWN, code=Code.TIMETABLE_OVER, dated=dated)
    found = [
        _for_session(feed, days[one.weekday].by(_modes(need, mode)), one, (home, there))
        for one in _sessions(need, option)
        if one.weekday is not None
    ]
    if not found:
        return Ride(found=Fact.UNKNOWN, code=Code.TIMETABLE_NEEDED, dated=dated)
    return _no_quicker_than_a_car(min(found, key=_best_first), need, option)


def _modes(need: Need, mode: Mode) -> set[Mode]:
    """A shared taxi may bring one to the bus, for who uses both."""
    return {mode} | ({Mode.BUS} & set(need.travel) if mode is Mode.SHARED_TAXI else set())


def _sessions(need: Need, option: Option) -> list[Session]:
    """The sessions that the person could go to and whose times are known."""
    known = [one for one in option.sessions if one.weekday is not None and one.end_minute is not None]
    week = need.availability
    if week is None:
        return known
    return [one for one in known if session_outcome(week, one, shortest_stay(need)) is not Outcome.FAIL]


def _for_session(feed: Feed, connections: tuple[Connection, ...], session: Session, ends: tuple[Stops, Stops]) -> Ride:
    (home, there), dated = ends, _month(feed)
    start, end = session.start_minute or 0, session.end_minute or 0
    out = latest(feed, connections, start, home.walks, there.walks)
    if out is None or start - out.arrives > LONGEST_WAIT:
        return Ride(found=Fact.NO, code=Code.NO_RIDE_THERE, weekday=session.weekday, dated=dated)
    back = way_home(feed, connections, end, there.walks, home.walks)
    if back is None or back.leaves - end > LONGEST_WAIT:
        return Ride(found=Fact.NO, code=Code.NO_RIDE_BACK, weekday=session.weekday, dated=dated)
    slack = home.slack + there.slack
    seconds = 60 * max(out.arrives - out.leaves, back.arrives - back.leaves)
    return Ride(
        found=Fact.YES,
        code=Code.RIDE,
        weekday=session.weekday,
        shortest=max(0, seconds - slack),
        likely=seconds,
        longest=seconds + slack,
        leaves=_clock(out.leaves),
        boards=_clock(out.boards),
        stop=feed.stops[out.at].name if out.at in feed.stops else "",
        returns=_clock(back.boards),
        wait=max(start - out.arrives, back.leaves - end),
        booking=_booking(out, back),
        dated=dated,
    )


def _booking(out: Way, back: Way) -> str:
    return out.booking or back.booking


def _no_quicker_than_a_car(ride: Ride, need: Need, option: Option) -> Ride:
    """The rule and the criterion rely on it: what is not known better is bounded by a car on an empty road."""
    way = journey(need.home, option.place, Mode.CAR)
    if way is None or ride.found is not Fact.YES or ride.shortest >= way.shortest:
        return ride
    least = way.shortest
    return replace(ride, shortest=least, likely=max(least, ride.likely), longest=max(least, ride.longest))


def _best_first(ride: Ride) -> tuple[bool, int, int, int]:
    return ride.found is not Fact.YES, in_minutes(ride.likely), ride.wait, ride.weekday or 0


def _month(feed: Feed) -> str:
    return f"{feed.dated:%Y-%m}" if feed.dated else ""


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24}:{minute % 60:02d}"
