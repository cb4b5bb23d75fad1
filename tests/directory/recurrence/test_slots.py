from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from core.clock import TOWN_ZONE
from directory.recurrence.rules import Frequency, SessionRule, weekly
from directory.recurrence.sessions import Session, sessions_between
from directory.recurrence.slots import Part, parts_of, slot, slots_in, slots_mask, slots_wanted
from tests.directory.recurrence.calendars import rules

MORNING, AFTERNOON, EVENING, UNKNOWN = Part


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "parts"),
    [
        (time(10), time(11, 30), [MORNING]),
        (time(10), time(12), [MORNING]),
        (time(11, 30), time(12, 30), [MORNING, AFTERNOON]),
        (time(12), time(17), [AFTERNOON]),
        (time(17), time(20), [EVENING]),
        (time(9), time(18), [MORNING, AFTERNOON, EVENING]),
        (time(13), None, [AFTERNOON]),
        (time(16), time(0), [AFTERNOON, EVENING]),
        (time(22), time(5), [EVENING]),
        (None, time(12), [UNKNOWN]),
        (None, None, [UNKNOWN]),
    ],
)
def test_hours_fall_into_the_parts_that_residents_say(
    opens_at: time | None, closes_at: time | None, parts: list[Part]
) -> None:
    assert list(parts_of(opens_at, closes_at)) == parts


def test_an_unknown_hour_is_a_part_of_its_own_and_never_matches_a_wish_for_the_morning() -> None:
    mask = slots_mask([weekly((2,))], since=date(2026, 11, 1))
    assert slots_in(mask) == ((2, UNKNOWN),)
    assert not mask & slots_wanted([2], [MORNING])
    assert mask & slots_wanted([2])


def test_a_night_runs_into_the_morning_of_the_next_weekday() -> None:
    mask = slots_mask([weekly((6,), time(22), time(5))], since=date(2026, 11, 1))
    assert slots_in(mask) == ((0, MORNING), (6, EVENING))


def test_what_is_over_leaves_no_slot() -> None:
    past = SessionRule(freq=Frequency.DATES, dates=(date(2026, 10, 1), date(2026, 11, 4)), opens_at=time(10))
    assert slots_in(slots_mask([past], since=date(2026, 10, 2))) == ((2, MORNING),)
    assert slots_mask([past], since=date(2026, 11, 5)) == 0


@given(rules())
def test_every_session_of_the_next_year_lies_in_the_mask(rule: SessionRule) -> None:
    since = date(2026, 11, 1)
    mask = slots_mask([rule], since=since)
    for session in sessions_between([rule], [], since, since + timedelta(days=366)):
        assert mask & slot(session.on.weekday(), minute_part(session))


def minute_part(session: Session) -> Part:
    if session.starts is None:
        return UNKNOWN
    noon, dusk = (datetime.combine(session.on, time(hour), TOWN_ZONE) for hour in (12, 17))
    return MORNING if session.starts < noon else AFTERNOON if session.starts < dusk else EVENING
