"""What a timetable says: stops, the calls of each trip, and on which days it runs.

Times are minutes after midnight of the service day and may pass 1440. A trip with `booking` runs only for who booked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from directory.geography.points import GeoPoint

LOOKED_AT_WEEKS: Final = 4
"""How many coming days of one weekday are looked at, to tell the usual day from a holiday."""


class TimetableError(ValueError):
    """A file is no timetable; nothing was taken over."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop (停留所)."""

    key: str
    name: str
    point: GeoPoint


@dataclass(frozen=True, slots=True)
class Call:
    """A trip at one stop, in minutes after midnight."""

    stop: str
    arrives: int
    departs: int


@dataclass(frozen=True, slots=True)
class Trip:
    """One run of a vehicle; `booking` says in Japanese by when it must be booked."""

    key: str
    service: str
    calls: tuple[Call, ...]
    booking: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a service runs: on these weekdays (Monday = 0) from a day to a day, plus and minus single days."""

    weekdays: frozenset[int] = frozenset()
    starts_on: date = date.max
    ends_on: date = date.min
    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()

    def runs_on(self, day: date) -> bool:
        """Whether it runs on a day."""
        if day in self.added:
            return True
        return self.starts_on <= day <= self.ends_on and day.weekday() in self.weekdays and day not in self.removed

    @property
    def last_day(self) -> date:
        """The last day that is spoken of."""
        return max({self.ends_on, *self.added})


@dataclass(frozen=True, slots=True)
class Feed:
    """A whole timetable; `dated` is the day from which it holds."""

    stops: Mapping[str, Stop]
    trips: tuple[Trip, ...]
    calendars: Mapping[str, Calendar]
    dated: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day of which anything is said."""
        return max((each.last_day for each in self.calendars.values()), default=None)

    def is_over(self, today: date) -> bool:
        """Nothing runs any more from this day on."""
        return all(each.last_day < today for each in self.calendars.values())

    def usual_trips(self, weekday: int, today: date) -> tuple[Trip, ...]:
        """What runs on most of the next four such weekdays: a holiday among them changes nothing."""
        first = today + timedelta(days=(weekday - today.weekday()) % 7)
        days = [first + timedelta(weeks=week) for week in range(LOOKED_AT_WEEKS)]
        running = {key for key, each in self.calendars.items() if 2 * sum(map(each.runs_on, days)) > LOOKED_AT_WEEKS}
        return tuple(trip for trip in self.trips if trip.service in running)


def joined(feeds: Sequence[Feed]) -> Feed:
    """Several operators' timetables as one; it holds from the day of the oldest."""
    if len(feeds) == 1:
        return feeds[0]
    parts = [_marked(feed, str(number)) for number, feed in enumerate(feeds)]
    return Feed(
        {key: stop for part in parts for key, stop in part.stops.items()},
        tuple(trip for part in parts for trip in part.trips),
        {key: each for part in parts for key, each in part.calendars.items()},
        min((part.dated for part in parts if part.dated), default=None),
    )


def _marked(feed: Feed, mark: str) -> Feed:
    """The same feed with keys that no other feed has."""

    def own(key: str) -> str:
        return f"{mark}:{key}"

    def called(trip: Trip) -> tuple[Call, ...]:
        return tuple(replace(each, stop=own(each.stop)) for each in trip.calls)

    trips = (Trip(own(trip.key), own(trip.service), called(trip), trip.booking) for trip in feed.trips)
    stops = {own(key): replace(stop, key=own(key)) for key, stop in feed.stops.items()}
    return Feed(stops, tuple(trips), {own(key): each for key, each in feed.calendars.items()}, feed.dated)
