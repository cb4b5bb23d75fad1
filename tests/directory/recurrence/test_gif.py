from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.recurrence.gif import gif_code, rules_from_gif
from directory.recurrence.rules import Frequency, InvalidRuleError, SessionRule, monthly, weekly
from directory.recurrence.sessions import sessions_between
from tests.directory.recurrence.calendars import NTHS, WEEKDAYS

ALTERNATE = SessionRule(freq=Frequency.WEEKLY, weekdays=(6,), interval=2)


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        ("0We", [weekly((2,))]),
        ("0Mo0We0Fr", [weekly((0, 2, 4))]),
        ("13Mo", [monthly((1, 3), (0,))]),
        ("14Tu4Th", [monthly((1, 4), (1,)), monthly((4,), (3,))]),
        ("6Fr", [monthly((-1,), (4,))]),
        ("7Su", [ALTERNATE]),
    ],
)
def test_the_examples_of_the_standard_are_read_and_written(code: str, rules: list[SessionRule]) -> None:
    assert list(rules_from_gif(code)) == rules
    assert gif_code(rules) == code


def test_hours_stand_in_their_own_columns() -> None:
    assert rules_from_gif("0We", time(10), time(11)) == (weekly((2,), time(10), time(11)),)


@pytest.mark.parametrize("code", ["", "We", "8We", "0Xx", "0We ほか", "毎週水"])
def test_another_shape_is_refused(code: str) -> None:
    with pytest.raises(InvalidRuleError):
        rules_from_gif(code)


@pytest.mark.parametrize(
    "rule",
    [
        replace(weekly((2,)), months=(4, 5)),
        SessionRule(freq=Frequency.MONTHLY, monthdays=(15,)),
        SessionRule(freq=Frequency.DATES, dates=(date(2026, 1, 1),)),
        SessionRule(freq=Frequency.WEEKLY, weekdays=(1,), interval=3),
    ],
)
def test_what_the_code_cannot_say_is_not_bent(rule: SessionRule) -> None:
    assert gif_code([rule]) is None


@given(st.lists(st.one_of(WEEKDAYS.map(weekly), st.builds(monthly, NTHS, WEEKDAYS)), min_size=1, max_size=3))
def test_reading_what_was_written_gives_the_same_days(rules: list[SessionRule]) -> None:
    again = rules_from_gif(gif_code(rules))
    span = (date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=200))
    assert sessions_between(again, [], *span) == sessions_between(rules, [], *span)
