"""Is there a ride before a given time, and one home after another? Found by scanning the connections of one day.

Whoever changes needs three minutes, and walks no further than to a stop of the same name. `latest_there` leaves home
as late as possible; `earliest_home` comes home as early as possible.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from directory.timetable.feed import Feed, Trip

CHANGE_MINUTES: Final = 3

Walks = Mapping[str, int]
"""Stops that can be walked to, with the minutes of the walk."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A trip from one stop to the next."""

    trip: str
    origin: str
    target: str
    departs: int
    arrives: int
    booking: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way door to door in minutes after midnight; `boards` is when the first vehicle goes, `at` from which stop."""

    leaves: int
    boards: int
    at: str
    arrives: int
    booking: str = ""


@dataclass(frozen=True, slots=True)
class _Reached:
    """How a stop was reached: when, and how the way there began."""

    at: int
    boards: int
    first: str
    booking: str


def connections_of(trips: Iterable[Trip]) -> tuple[Connection, ...]:
    """Every move from a stop to the next one, the earliest first."""
    found = [
        Connection(trip.key, one.stop, other.stop, one.departs, other.arrives, trip.booking)
        for trip in trips
        for one, other in zip(trip.calls, trip.calls[1:], strict=False)
    ]
    return tuple(sorted(found, key=lambda each: (each.departs, each.arrives, each.trip, each.origin)))


def earliest(feed: Feed, connections: Sequence[Connection], start: int, from_: Walks, to: Walks) -> Way | None:
    """The way that arrives first for who starts walking at a minute, or None where nothing runs."""
    reached = {_place(feed, stop): _Reached(start + walk, -1, "", "") for stop, walk in sorted(from_.items())}
    boarded: dict[str, _Reached] = {}
    best: Way | None = None
    for each in islice(connections, bisect_left(connections, start, key=_departs), None):
        if best is not None and each.departs > best.arrives:
            break
        on = boarded.get(each.trip) or _board(feed, each, reached)
        if on is None:
            continue
        boarded[each.trip] = on
        arrival = _Reached(each.arrives, on.boards, on.first, on.booking)
        place = _place(feed, each.target)
        if place not in reached or reached[place].at > each.arrives:
            reached[place] = arrival
        best = _better(best, arrival, each.target, to, from_)
    return best


def latest(feed: Feed, connections: Sequence[Connection], by: int, from_: Walks, to: Walks) -> Way | None:
    """The way that leaves last and is there by a minute: the latest departure whose earliest arrival is in time."""
    starts = sorted({each.departs - from_[each.origin] for each in connections if each.origin in from_}, reverse=True)
    in_time = connections[: bisect_left(connections, by, key=_departs)]
    for start in starts:
        way = earliest(feed, in_time, start, from_, to) if start < by else None
        if way is not None and way.arrives <= by:
            return way
    return None


def home(feed: Feed, connections: Sequence[Connection], start: int, from_: Walks, to: Walks) -> Way | None:
    """The way that arrives first for who may leave from a minute on, and of those the one that leaves last."""
    first = earliest(feed, connections, start, from_, to)
    if first is None:
        return None
    return latest(feed, connections, first.arrives, from_, to) or first


def _departs(connection: Connection) -> int:
    return connection.departs


def _board(feed: Feed, each: Connection, reached: Mapping[str, _Reached]) -> _Reached | None:
    there = reached.get(_place(feed, each.origin))
    if there is None:
        return None
    is_first = there.boards < 0
    if there.at + (0 if is_first else CHANGE_MINUTES) > each.departs:
        return None
    if is_first:
        return _Reached(each.departs, each.departs, each.origin, each.booking)
    return _Reached(each.departs, there.boards, there.first, there.booking or each.booking)


def _better(best: Way | None, arrival: _Reached, stop: str, goals: Walks, from_: Walks) -> Way | None:
    walk = goals.get(stop)
    if walk is None or (best is not None and best.arrives <= arrival.at + walk):
        return best
    leaves = arrival.boards - min(from_.get(arrival.first, 0), arrival.boards)
    return Way(leaves, arrival.boards, arrival.first, arrival.at + walk, arrival.booking)


def _place(feed: Feed, stop: str) -> str:
    """Stops of one name are one place to change at."""
    found = feed.stops.get(stop)
    return found.name if found is not None and found.name else stop
