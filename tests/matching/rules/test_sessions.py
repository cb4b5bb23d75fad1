"""A session suits when the person can stay an hour, or all of a shorter one."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.rules import sessions
from matching.types import Outcome
from matching.week import DAY_MINUTES, Session, Week
from tests.factories import matching as make
from tests.factories.matching import TODAY, need, option, said

WEDNESDAY_MORNING = Week.free_at([(2, time(9), time(12))])


@pytest.mark.parametrize(
    ("session", "outcome"),
    [
        (Session(2, time(10), time(11, 30)), "pass"),
        (Session(2, time(11), time(14)), "pass"),
        (Session(2, time(11, 15), time(14)), "fail"),
        (Session(2, time(11, 30), time(12)), "pass"),
        (Session(3, time(10), time(11)), "fail"),
        (Session(2, time(10)), "pass"),
        (Session(2, time(11, 30)), "unknown"),
        (Session(2, time(12)), "fail"),
        (Session(2), "unknown"),
        (Session(3), "fail"),
        (Session(None), "unknown"),
    ],
)
def test_one_session(session: Session, outcome: str) -> None:
    verdict = sessions.judge(need(availability=WEDNESDAY_MORNING), option(sessions=(session,)), TODAY)
    assert verdict.outcome == outcome


def test_one_suiting_session_of_several_is_enough() -> None:
    both = (Session(3, time(10), time(11)), Session(2, time(10), time(11)))
    verdict = sessions.judge(need(availability=WEDNESDAY_MORNING), option(sessions=both), TODAY)
    assert [evidence.params for evidence in verdict.evidence] == [{"weekday": 2, "start": "10:00", "end": "11:00"}]


def test_a_service_by_arrangement_suits_everybody() -> None:
    verdict = sessions.judge(need(availability=Week((0,) * 7)), option(sessions=(), by_arrangement=True), TODAY)
    assert said(verdict) == (Outcome.PASS, ["by_arrangement"])


def test_what_was_not_asked_stays_open() -> None:
    assert said(sessions.judge(need(availability=None), option(), TODAY)) == ("unknown", ["availability_not_asked"])
    assert said(sessions.judge(need(), option(sessions=()), TODAY)) == ("unknown", ["sessions_unknown"])


@given(make.weeks, make.sessions, st.sampled_from(["end", "times", "all"]))
def test_an_open_time_is_decided_only_when_every_possible_time_agrees(week: Week, full: Session, gap: str) -> None:
    partial = sessions.session_outcome(week, make.shorten_session(full, gap))
    assert partial in {Outcome.UNKNOWN, sessions.session_outcome(week, full)}


@given(make.weeks, make.sessions)
def test_it_agrees_with_asking_every_minute(week: Week, session: Session) -> None:
    start, end = session.start_minute, session.end_minute
    assert start is not None
    assert end is not None
    assert session.weekday is not None
    enough = min(60, end - start)
    free = [bool(week.days[session.weekday] >> minute // 30 & 1) for minute in range(DAY_MINUTES)]
    stays = any(all(free[first : first + enough]) for first in range(start, end - enough + 1))
    assert (sessions.session_outcome(week, session) is Outcome.PASS) is stays
