"""Can the person get there, within the time they are ready to spend?

The straight line is a rough measure: within 20 % of the limit nobody can say (matching.md §3.2). A ride by timetable
counts when it comes before the start and another one goes home after the end.
"""

from collections.abc import Iterator
from datetime import date

from core.facts import Fact
from matching.codes import Code
from matching.rules.findings import Finding, fails, one_suffices, passes, unknown
from matching.travel import METHOD, Journey, in_minutes, journey
from matching.types import Evidence, Mode, Need, Option, Outcome, Param, Ride, Verdict

KEY = "reach"
BAND_PERCENT = 20
TIMETABLE = "timetable"
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
        return _by_timetable(option, mode, way, limit, ride_of(need, option, mode))
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


def ride_of(need: Need, option: Option, mode: Mode) -> Ride | None:
    """What the timetable says of this pair, where somebody looked."""
    return need.rides.get(option.service, {}).get(mode)


def open_ride(option: Option, mode: Mode, ride: Ride | None) -> Evidence:
    """What must be found out where no timetable decides."""
    if ride is not None:
        return Evidence(ride.code, {"mode": mode.value})
    if option.nearest_stop and option.stop_minutes is not None:
        params: dict[str, Param] = {"stop": option.nearest_stop, "minutes": option.stop_minutes}
        return Evidence(Code.STOP_TYPED, {"mode": mode.value, **params})
    return Evidence(Code.TIMETABLE_NEEDED, {"mode": mode.value})


def ride_params(mode: Mode, ride: Ride) -> dict[str, Param]:
    """A ride as evidence: its mode, day and times, and which timetable says so."""
    times: dict[str, Param] = {"leaves": ride.leaves, "boards": ride.boards, "returns": ride.returns, "stop": ride.stop}
    told: dict[str, Param] = {"mode": mode.value, "minutes": in_minutes(ride.likely), **times}
    if ride.weekday is not None:
        told["weekday"] = ride.weekday
    return {**told, "method": TIMETABLE, "dated": ride.dated}


def _by_timetable(option: Option, mode: Mode, way: Journey | None, limit: int | None, ride: Ride | None) -> Finding:
    """No bus is quicker than a car on an empty road."""
    if way is not None and limit is not None and _is_beyond(way.shortest, limit):
        return fails(Code.OUT_OF_REACH, mode=mode.value, limit=limit, minutes=way.about, method=METHOD)
    if ride is None or ride.found is Fact.UNKNOWN:
        return Finding(Outcome.UNKNOWN, open_ride(option, mode, ride))
    if ride.found is Fact.NO:
        return Finding(Outcome.FAIL, Evidence(ride.code, ride_params(mode, ride)))
    if limit is None:
        return unknown(Code.LIMIT_NOT_ASKED, mode=mode.value)
    return _ride_against_limit(mode, ride, limit)


def _ride_against_limit(mode: Mode, ride: Ride, limit: int) -> Finding:
    if ride.longest <= limit * 60:
        outcome, code = Outcome.PASS, Code.RIDE_WITHIN
    elif ride.shortest > limit * 60:
        outcome, code = Outcome.FAIL, Code.RIDE_BEYOND
    else:
        outcome, code = Outcome.UNKNOWN, Code.RIDE_AT_EDGE
    return Finding(outcome, Evidence(code, {**ride_params(mode, ride), "limit": limit}))


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
