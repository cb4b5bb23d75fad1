"""Follow-ups fall due as the table says, once a side, and soon after a worry."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.follow_up_policy import (
    STANDARD,
    Due,
    Event,
    FollowUpPolicy,
    Interval,
    Sign,
    UnsoundPolicyError,
    alarming_days,
    due_list,
    next_due,
    next_promise,
    policy_from,
    soon_due,
)

FIRST = date(2026, 11, 23)
days_since = st.integers(0, 900).map(lambda days: FIRST + timedelta(days=days))
talk_days = st.lists(days_since, max_size=4)
event_lists = st.lists(st.builds(Event, days_since, st.sampled_from(Sign)), max_size=6)

Promise = Callable[[FollowUpPolicy, date, Sequence[date], Sequence[Event]], Due]


def schedule(count: int) -> list[date]:
    """The days of so many follow-ups when each is done on its day."""
    days = [FIRST]
    for _ in range(count):
        days.append(next_due(STANDARD, FIRST, days[-1]).on)
    return days[1:]


class TestTable:
    def test_asks_after_3_days_1_week_1_3_and_6_months_and_then_every_half_year(self) -> None:
        assert schedule(8) == [
            *(date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 23), date(2027, 2, 23)),
            *(date(2027, 5, 23), date(2027, 11, 23), date(2028, 5, 23), date(2028, 11, 23)),
        ]

    def test_a_month_after_the_31st_is_the_last_of_a_shorter_one(self) -> None:
        assert Interval("1_month", months=1).after(date(2027, 1, 31)) == date(2027, 2, 28)
        assert Interval("1_month", months=1).after(date(2027, 12, 31)) == date(2028, 1, 31)

    @given(days_since)
    def test_what_was_passed_over_is_never_asked_for_again(self, talked: date) -> None:
        assert next_due(STANDARD, FIRST, talked).on > talked

    @given(days_since)
    def test_every_step_has_one_name_for_one_day(self, talked: date) -> None:
        due = next_due(STANDARD, FIRST, talked)
        assert next_due(STANDARD, FIRST, due.on - timedelta(days=1)) == due

    def test_a_municipality_writes_its_own(self) -> None:
        own = policy_from({"follow_ups": {"intervals": [{"key": "2_weeks", "days": 14}], "soon_days": 3}})
        assert next_due(own, FIRST, FIRST) == Due("2_weeks", date(2026, 12, 7))
        assert next_due(own, FIRST, date(2026, 12, 7)).on == date(2027, 5, 23)
        assert soon_due(own, FIRST).on == date(2026, 11, 26)
        assert policy_from({}) == STANDARD

    @pytest.mark.control
    @pytest.mark.parametrize(
        "written",
        [
            {"intervals": [{"key": "a", "days": 7}, {"key": "b", "days": 3}]},
            {"intervals": [{"key": "a", "days": 7}, {"key": "b", "days": 7}]},
            {"intervals": [{"key": "a", "days": 3}, {"key": "a", "days": 7}]},
            {"intervals": [{"key": "a"}]},
            {"intervals": [], "then_every_months": 0},
            {"intervals": [], "soon_days": 0},
        ],
    )
    def test_a_table_that_cannot_be_kept_is_refused(self, written: dict[str, object]) -> None:
        with pytest.raises(UnsoundPolicyError):
            policy_from({"follow_ups": written})


def on(day: int, sign: Sign) -> Event:
    return Event(FIRST + timedelta(days=day), sign)


class TestAlarms:
    @pytest.mark.parametrize(
        ("events", "days"),
        [
            ([], []),
            ([on(20, Sign.ABSENT)], []),
            ([on(20, Sign.ABSENT), on(27, Sign.ABSENT)], [27]),
            ([on(20, Sign.ABSENT), on(27, Sign.CAME), on(34, Sign.ABSENT)], []),
            ([on(20, Sign.ABSENT), on(24, Sign.WORRY), on(27, Sign.ABSENT)], [24, 27]),
            ([on(20, Sign.ABSENT), on(27, Sign.ABSENT), on(34, Sign.ABSENT)], [27]),
        ],
    )
    def test_are_a_worry_or_two_absences_in_a_row(self, events: list[Event], days: list[int]) -> None:
        assert alarming_days(STANDARD, events) == [FIRST + timedelta(days=day) for day in days]

    def test_are_looked_at_within_a_week(self) -> None:
        assert (
            next_promise(STANDARD, FIRST, [FIRST + timedelta(days=10)], [on(14, Sign.WORRY)]).on == on(21, Sign.CAME).on
        )

    def test_are_answered_by_a_later_talk(self) -> None:
        answered = next_promise(STANDARD, FIRST, [FIRST + timedelta(days=15)], [on(14, Sign.WORRY)])
        assert answered.step == "1_month"

    @given(event_lists, st.integers(0, 1 << 16))
    def test_do_not_depend_on_the_order_in_which_they_were_heard(self, events: list[Event], seed: int) -> None:
        shuffled = list(events)
        Random(seed).shuffle(shuffled)  # noqa: S311 -- a seeded order, not a secret
        assert alarming_days(STANDARD, shuffled) == alarming_days(STANDARD, events)


def demand_that_a_worry_waits_no_longer_than_a_week(promise: Promise, talks: list[date], events: list[Event]) -> None:
    due = promise(STANDARD, FIRST, talks, events)
    for event in events:
        if event.sign is Sign.WORRY and (not talks or event.on > max(talks)):
            assert due.on <= event.on + timedelta(days=7)


class TestDueList:
    @given(talk_days, event_lists)
    def test_no_worry_waits_longer_than_a_week(self, talks: list[date], events: list[Event]) -> None:
        demand_that_a_worry_waits_no_longer_than_a_week(next_promise, talks, events)

    @pytest.mark.control
    def test_a_promise_that_follows_the_table_alone_is_caught(self) -> None:
        def deaf(policy: FollowUpPolicy, first: date, talks: Sequence[date], _events: Sequence[Event]) -> Due:
            return next_due(policy, first, max((first, *talks)))

        with pytest.raises(AssertionError):
            demand_that_a_worry_waits_no_longer_than_a_week(deaf, [FIRST + timedelta(days=40)], [on(41, Sign.WORRY)])

    def test_has_both_sides_apart(self) -> None:
        talks = {"person": [date(2026, 11, 26)], "host": []}
        due = due_list(STANDARD, FIRST, talks, [], date(2026, 11, 29))
        assert due == {"host": Due("3_days", date(2026, 11, 26))}

    def test_is_empty_before_the_first_day(self) -> None:
        assert due_list(STANDARD, FIRST, {"person": [], "host": []}, [], date(2026, 11, 25)) == {}

    @given(talk_days, event_lists, days_since)
    def test_shows_no_promise_before_its_day(self, talks: list[date], events: list[Event], today: date) -> None:
        promise = next_promise(STANDARD, FIRST, talks, events)
        listed = due_list(STANDARD, FIRST, {"person": talks}, events, today)
        assert listed == ({"person": promise} if promise.on <= today else {})
