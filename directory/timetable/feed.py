"""What a timetable says: stops, the calls of each trip, and on which days it runs.

Times are minutes after midnight of the service day and may pass 1440. A trip with `booking` runs only for who booked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
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

    def is_over(self, today: date) -> bool:
        """Nothing runs any more from this day on."""
        return all(each.last_day < today for each in self.calendars.values())

    def usual_trips(self, weekday: int, today: date) -> tuple[Trip, ...]:
        """What runs on most of the next four such weekdays: a holiday among them changes nothing."""
        first = today + timedelta(days=(weekday - today.weekday()) % 7)
        days = [first + timedelta(weeks=week) for week in range(LOOKED_AT_WEEKS)]
        running = {key for key, each in self.calendars.items() if 2 * sum(map(each.runs_on, days)) > LOOKED_AT_WEEKS}
        return tuple(trip for trip in self.trips if trip.service in running)
