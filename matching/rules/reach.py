"""Can the person get there, within the time they are ready to spend?

The straight line is a rough measure: within 20 % of the limit nobody can say (matching.md §3.2).
"""

from collections.abc import Iterator
from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, fails, one_suffices, passes, unknown
from matching.travel import METHOD, Journey, journey
from matching.types import Mode, Need, Option, Verdict

KEY = "reach"
BAND_PERCENT = 20
NEEDS_TIMETABLE = frozenset({Mode.BUS, Mode.SHARED_TAXI})


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """One of the person's own ways of travelling is short enough, or the service comes to the door."""
    return one_suffices(KEY, list(_findings(need, option)))


def _findings(need: Need, option: Option) -> Iterator[Finding]:
    if option.comes_to_home:
        yield passes(Code.COMES_TO_HOME)
    elif not need.travel:
        yield unknown(Code.MODES_NOT_ASKED)
    else:
        for mode in Mode:
            if mode in need.travel:
                yield _by_mode(need, option, mode)


def _by_mode(need: Need, option: Option, mode: Mode) -> Finding:
    limit, way = need.travel[mode], journey(need.home, option.place, mode)
    if mode is Mode.LIFT:
        return _by_lift(option, way, limit)
    if mode in NEEDS_TIMETABLE:
        return _by_timetable(mode, way, limit)
    if limit is None:
        return unknown(Code.LIMIT_NOT_ASKED, mode=mode.value)
    if way is None:
        return unknown(Code.HOME_UNKNOWN if need.home is None else Code.PLACE_UNKNOWN)
    return _against_limit(mode, way, limit)


def _by_lift(option: Option, way: Journey | None, limit: int | None) -> Finding:
    if option.transport is None:
        return unknown(Code.LIFT_UNKNOWN)
    if not option.transport.value:
        return fails(Code.LIFT_NOT_OFFERED, as_of=option.transport.as_of)
    offered = {"note": option.transport.note} if option.transport.note else {}
    if limit is None:
        return passes(Code.LIFT_OFFERED, as_of=option.transport.as_of, **offered)
    if way is None:
        return unknown(Code.PLACE_UNKNOWN)
    return _against_limit(Mode.LIFT, way, limit)


def _by_timetable(mode: Mode, way: Journey | None, limit: int | None) -> Finding:
    """No bus is quicker than a car on an empty road; whether one runs is not known here."""
    if way is not None and limit is not None and _is_beyond(way.shortest, limit):
        return fails(Code.OUT_OF_REACH, mode=mode.value, limit=limit, minutes=way.about, method=METHOD)
    return unknown(Code.TIMETABLE_NEEDED, mode=mode.value)


def _against_limit(mode: Mode, way: Journey, limit: int) -> Finding:
    if _is_well_within(way.longest, limit):
        finding, code = passes, Code.WITHIN_REACH
    elif _is_beyond(way.shortest, limit):
        finding, code = fails, Code.OUT_OF_REACH
    else:
        finding, code = unknown, Code.AT_EDGE_OF_REACH
    return finding(code, mode=mode.value, limit=limit, minutes=way.about, method=METHOD)


def _is_well_within(seconds: int, limit: int) -> bool:
    return seconds * 100 <= limit * 60 * (100 - BAND_PERCENT)


def _is_beyond(seconds: int, limit: int) -> bool:
    return seconds * 100 > limit * 60 * (100 + BAND_PERCENT)
