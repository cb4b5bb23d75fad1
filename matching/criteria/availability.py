"""How much of a session can the person be there for?"""

from datetime import date
from fractions import Fraction

from matching.codes import Code
from matching.criteria.values import ALL, NONE, Value, anything, best_of, certain
from matching.rules.sessions import session_params
from matching.types import Evidence, Need, Option
from matching.week import DAY_MINUTES, Session, Week

KEY = "availability"


def value(need: Need, option: Option, _today: date) -> Value:
    """The share of the best session that falls into one free stretch."""
    if option.by_arrangement:
        return certain(ALL, Evidence(Code.BY_ARRANGEMENT))
    week = need.availability
    if week is None:
        return anything(Evidence(Code.AVAILABILITY_NOT_ASKED))
    if not option.sessions:
        return anything(Evidence(Code.SESSIONS_UNKNOWN))
    return best_of(_share(week, session) for session in option.sessions)


def _share(week: Week, session: Session) -> Value:
    low, high = _bounds(week, session)
    params = session_params(session)
    if low < high:
        return Value(low, high, (Evidence(Code.SESSION_SHARE_UNKNOWN, params),))
    return certain(low, Evidence(Code.SESSION_SHARE, {**params, "percent": round(low * 100)}))


def _bounds(week: Week, session: Session) -> tuple[Fraction, Fraction]:
    if session.weekday is None:
        return NONE, ALL
    start, end = session.start_minute or 0, session.end_minute
    if session.start is not None and end is not None:
        share = Fraction(week.longest_stay(session.weekday, start, end), end - start)
        return share, share
    free = week.free_minutes(session.weekday, start, DAY_MINUTES)
    return (ALL if free == DAY_MINUTES - start else NONE), (ALL if free else NONE)
