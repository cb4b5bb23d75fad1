"""Is the person free when the group meets?

An hour together is enough, half an hour for who wishes to begin so, or the whole session where it is shorter.
"""

from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, one_suffices, passes, unknown
from matching.types import Comfort, Evidence, Need, Option, Outcome, Param, Verdict
from matching.week import DAY_MINUTES, Session, Week

KEY = "sessions"
SHORTEST_STAY = 60
HALF_HOUR_STAY = 30


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """At least one session lets the person stay long enough."""
    return one_suffices(KEY, _findings(need, option))


def _findings(need: Need, option: Option) -> list[Finding]:
    if option.by_arrangement:
        return [passes(Code.BY_ARRANGEMENT)]
    if not option.sessions:
        return [unknown(Code.SESSIONS_UNKNOWN)]
    week = need.availability
    if week is None:
        return [unknown(Code.AVAILABILITY_NOT_ASKED)]
    shortest = shortest_stay(need)
    return [_session_finding(week, session, shortest) for session in option.sessions]


def shortest_stay(need: Need) -> int:
    """How many minutes together are enough for this person."""
    return HALF_HOUR_STAY if Comfort.HALF_HOUR in need.comfort else SHORTEST_STAY


def _session_finding(week: Week, session: Session, shortest: int) -> Finding:
    outcome = session_outcome(week, session, shortest)
    codes = {
        Outcome.PASS: Code.SESSION_SUITS,
        Outcome.FAIL: Code.SESSION_CLASHES,
        Outcome.UNKNOWN: Code.SESSION_TIME_UNKNOWN,
    }
    return Finding(outcome, Evidence(codes[outcome], session_params(session)))


def session_outcome(week: Week, session: Session, shortest: int = SHORTEST_STAY) -> Outcome:
    """Whether the person can stay long enough, over every time that the session may turn out to have."""
    if session.weekday is None:
        return Outcome.UNKNOWN
    start, end = session.start_minute, session.end_minute
    if start is None:
        return _possible(week, session.weekday, 0)
    if end is None:
        stays = week.longest_stay(session.weekday, start, min(start + shortest, DAY_MINUTES))
        if stays >= min(shortest, DAY_MINUTES - start):
            return Outcome.PASS
        return _possible(week, session.weekday, start)
    enough = week.longest_stay(session.weekday, start, end) >= min(shortest, end - start)
    return Outcome.PASS if enough else Outcome.FAIL


def session_params(session: Session) -> dict[str, Param]:
    """The session as evidence: weekday number, start and end, as far as they are known."""
    params: dict[str, Param] = {}
    if session.weekday is not None:
        params["weekday"] = session.weekday
    if session.start is not None:
        params["start"] = session.start.isoformat("minutes")
    if session.end is not None:
        params["end"] = session.end.isoformat("minutes")
    return params


def _possible(week: Week, weekday: int, start: int) -> Outcome:
    return Outcome.UNKNOWN if week.free_minutes(weekday, start, DAY_MINUTES) else Outcome.FAIL
