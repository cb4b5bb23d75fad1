"""How little of the person's strength does the way there take?

Up to a quarter of the longest journey they are ready for costs nothing; from there it falls to nothing at the limit.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from matching.codes import Code
from matching.criteria.values import ALL, NONE, Value, anything, best_of, certain
from matching.rules.reach import NEEDS_TIMETABLE
from matching.travel import METHOD, Journey, journey
from matching.types import Evidence, Mode, Need, Option

KEY = "travel"
NEAR_PART = 4


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
            yield _by_lift(option, limit, way) if mode is Mode.LIFT else _by(mode, limit, way)


def _by(mode: Mode, limit: int | None, way: Journey | None) -> Value:
    if limit is None:
        return anything(Evidence(Code.LIMIT_NOT_ASKED, {"mode": mode.value}))
    if way is None:
        return anything(Evidence(Code.PLACE_UNKNOWN))
    best = ease(way.shortest, limit)
    if mode in NEEDS_TIMETABLE:
        return Value(NONE, best, (Evidence(Code.TIMETABLE_NEEDED, {"mode": mode.value}),))
    told = Evidence(Code.JOURNEY, {"mode": mode.value, "minutes": way.about, "method": METHOD})
    return Value(ease(way.longest, limit), best, (told,))


def _by_lift(option: Option, limit: int | None, way: Journey | None) -> Value:
    driven = certain(ALL, Evidence(Code.LIFT_OFFERED)) if limit is None else _by(Mode.LIFT, limit, way)
    if option.transport is None:
        return Value(NONE, driven.high, (Evidence(Code.LIFT_UNKNOWN),))
    return driven if option.transport.value else certain(NONE, Evidence(Code.LIFT_NOT_OFFERED))
