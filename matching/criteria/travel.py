"""How little of the person's strength does the way there take?

Up to a quarter of the longest journey they are ready for costs nothing; from there it falls to nothing at the limit.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from core.facts import Fact
from matching.codes import Code
from matching.criteria.values import ALL, NONE, Value, anything, best_of, certain
from matching.rules.reach import NEEDS_TIMETABLE, open_ride, ride_of, ride_params
from matching.travel import METHOD, Journey, journey
from matching.types import Evidence, Mode, Need, Option, Ride

KEY = "travel"
NEAR_PART = 4
LONG_WAIT = 30
"""From how many minutes on a wait is told."""


def value(need: Need, option: Option, _today: date) -> Value:
    """The best of the person's own ways of travelling."""
    if option.comes_to_home:
        return certain(ALL, Evidence(Code.COMES_TO_HOME))
    if not need.travel:
        return anything(Evidence(Code.MODES_NOT_ASKED))
    return best_of(_ways(need, option))


def ease(seconds: int, limit: int) -> Fraction:
    """The share that is left of a journey of so many seconds, where the limit is so many minutes."""
    whole = limit * 60
    if seconds * NEAR_PART <= whole:
        return ALL
    return Fraction(max(0, whole - seconds) * NEAR_PART, whole * (NEAR_PART - 1))


def _ways(need: Need, option: Option) -> Iterator[Value]:
    for mode in Mode:
        if mode in need.travel:
            limit, way = need.travel[mode], journey(need.home, option.place, mode)
            yield _way(need, option, mode, limit, way)


def _way(need: Need, option: Option, mode: Mode, limit: int | None, way: Journey | None) -> Value:
    if mode is Mode.LIFT:
        return _by_lift(option, limit, way)
    return _by_ride(need, option, mode, limit, way) if mode in NEEDS_TIMETABLE else _by(mode, limit, way)


def _by(mode: Mode, limit: int | None, way: Journey | None) -> Value:
    if limit is None:
        return anything(Evidence(Code.LIMIT_NOT_ASKED, {"mode": mode.value}))
    if way is None:
        return anything(Evidence(Code.PLACE_UNKNOWN))
    told = Evidence(Code.JOURNEY, {"mode": mode.value, "minutes": way.about, "method": METHOD})
    return Value(ease(way.longest, limit), ease(way.shortest, limit), (told,))


def _by_ride(need: Need, option: Option, mode: Mode, limit: int | None, way: Journey | None) -> Value:
    if limit is None:
        return anything(Evidence(Code.LIMIT_NOT_ASKED, {"mode": mode.value}))
    ride = ride_of(need, option, mode)
    if ride is None or ride.found is Fact.UNKNOWN:
        return Value(NONE, ease(way.shortest if way else 0, limit), (open_ride(option, mode, ride),))
    if ride.found is Fact.NO:
        return certain(NONE, Evidence(ride.code, ride_params(mode, ride)))
    return Value(ease(ride.longest, limit), ease(ride.shortest, limit), tuple(_told_of(mode, ride)))


def _told_of(mode: Mode, ride: Ride) -> Iterator[Evidence]:
    yield Evidence(Code.RIDE, ride_params(mode, ride))
    if ride.stop:
        yield Evidence(Code.BOARD_AT, {"mode": mode.value, "stop": ride.stop})
    if ride.booking:
        yield Evidence(Code.BOOK_RIDE, {"mode": mode.value, "booking": ride.booking})
    if ride.wait >= LONG_WAIT:
        yield Evidence(Code.LONG_WAIT, {"mode": mode.value, "wait": ride.wait})


def _by_lift(option: Option, limit: int | None, way: Journey | None) -> Value:
    driven = certain(ALL, Evidence(Code.LIFT_OFFERED)) if limit is None else _by(Mode.LIFT, limit, way)
    if option.transport is None:
        return Value(NONE, driven.high, (Evidence(Code.LIFT_UNKNOWN),))
    return driven if option.transport.value else certain(NONE, Evidence(Code.LIFT_NOT_OFFERED))
