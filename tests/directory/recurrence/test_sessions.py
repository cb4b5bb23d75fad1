from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import TOWN_ZONE
from core.facts import Fact
from directory.recurrence import sessions as tested
from directory.recurrence.holidays import holiday_name, is_new_year
from directory.recurrence.rules import Closure, Frequency, HolidayRule, SessionRule, monthly, weekly
from directory.recurrence.sessions import (
    Doubt,
    Session,
    is_held_on,
    next_sessions,
    omitted_dates,
    sessions_between,
    sessions_on,
)
from tests.directory.recurrence.calendars import DAYS, closures, pattern_of_month, rules

CLOSED = HolidayRule.CLOSED
FRIDAYS = replace(monthly((2, 4), (4,), time(13, 30), time(14, 30)), holiday_rule=CLOSED)
WEDNESDAYS = weekly((2,), time(10), time(11, 30))


def days_of(found: Sequence[Session]) -> list[date]:
    return [session.on for session in found]


def days_by_hand(rule: SessionRule, shut: list[Closure], since: date, until: date) -> list[date]:
    """Brute force over the wall calendar, month by month."""
    months = {(day.year, day.month) for day in every_day(since, until)}
    found = set().union(*(pattern_of_month(rule, year, month) for year, month in months))
    return sorted(day for day in found if since <= day <= until and not rests_by_hand(rule, shut, day))


def rests_by_hand(rule: SessionRule, shut: list[Closure], day: date) -> bool:
    if any(one.starts_on <= day <= one.ends_on for one in shut):
        return True
    if rule.freq is Frequency.DATES:
        return False
    is_holiday = rule.holiday_rule is CLOSED and holiday_name(day) is not None
    return is_holiday or (rule.new_year_rule is CLOSED and is_new_year(day))


def every_day(since: date, until: date) -> list[date]:
    return [since + timedelta(days=number) for number in range((until - since).days + 1)]


class TestSessionsBetween:
    @given(rules(), st.lists(closures, max_size=3), DAYS, st.integers(0, 120))
    def test_equals_what_a_person_reads_off_the_calendar(
        self, rule: SessionRule, shut: list[Closure], since: date, length: int
    ) -> None:
        until = since + timedelta(days=length)
        assert days_of(sessions_between([rule], shut, since, until)) == days_by_hand(rule, shut, since, until)

    @given(st.lists(rules(), max_size=4), st.lists(closures, max_size=2), DAYS)
    def test_each_listed_session_satisfies_one_of_the_rules_and_no_closure(
        self, several: list[SessionRule], shut: list[Closure], since: date
    ) -> None:
        found = sessions_between(several, shut, since, since + timedelta(days=90))
        assert list(found) == sorted(found, key=lambda session: session.order)
        assert len({(one.on, one.opens_at, one.closes_at) for one in found}) == len(found)
        for session in found:
            assert any(session.on in days_of(sessions_on([rule], shut, session.on)) for rule in several)
            assert not any(one.covers(session.on) for one in shut)

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (FRIDAYS, [(11, 13), (11, 27), (12, 11), (12, 25)]),
            (monthly((5,), (0,)), [(11, 30)]),
            (monthly((-1,), (5,)), [(11, 28), (12, 26)]),
            (SessionRule(freq=Frequency.MONTHLY, monthdays=(15, -1)), [(11, 15), (11, 30), (12, 15), (12, 31)]),
            (
                SessionRule(freq=Frequency.WEEKLY, weekdays=(1,), interval=2, anchor=date(2026, 11, 12)),
                [(11, 10), (11, 24), (12, 8), (12, 22)],
            ),
            (replace(WEDNESDAYS, months=(12,), valid_to=date(2026, 12, 10)), [(12, 2), (12, 9)]),
        ],
    )
    def test_winter_of_2026(self, rule: SessionRule, expected: list[tuple[int, int]]) -> None:
        found = sessions_between([rule], [], date(2026, 11, 1), date(2026, 12, 31))
        assert days_of(found) == [date(2026, month, day) for month, day in expected]

    def test_the_days_that_rest_say_why(self) -> None:
        rule = replace(WEDNESDAYS, holiday_rule=CLOSED, new_year_rule=CLOSED)
        shut = [Closure(starts_on=date(2026, 8, 12), ends_on=date(2026, 8, 16), reason="お盆")]
        assert omitted_dates(rule, shut, date(2026, 4, 1), date(2026, 12, 31)) == (
            (date(2026, 4, 29), "昭和の日"),
            (date(2026, 5, 6), "憲法記念日 振替休日"),
            (date(2026, 8, 12), "お盆"),
            (date(2026, 9, 23), "秋分の日"),
            (date(2026, 12, 30), "年末年始"),
        )

    def test_two_rules_for_the_same_hours_give_one_session_and_the_surer_one_wins(self) -> None:
        sure = SessionRule(freq=Frequency.DATES, dates=(date(2026, 4, 29),), opens_at=time(10), closes_at=time(11, 30))
        (session,) = sessions_on([WEDNESDAYS, sure], [], date(2026, 4, 29))
        assert session.doubts == ()


class TestDoubts:
    def test_a_holiday_that_nobody_spoke_of_stays_listed_and_marked(self) -> None:
        (session,) = sessions_on([WEDNESDAYS], [], date(2026, 4, 29))
        assert [doubt.label for doubt in session.doubts] == ["祝日は未確認"]

    def test_new_year_falls_out_only_when_stated(self) -> None:
        day = date(2026, 12, 30)
        assert sessions_on([WEDNESDAYS], [], day)[0].doubts == (Doubt.NEW_YEAR,)
        assert sessions_on([replace(WEDNESDAYS, new_year_rule=HolidayRule.OPEN)], [], day)[0].doubts == ()
        assert sessions_on([replace(WEDNESDAYS, new_year_rule=CLOSED)], [], day) == ()

    def test_alternate_weeks_without_a_known_week_are_all_listed_and_marked(self) -> None:
        rule = SessionRule(freq=Frequency.WEEKLY, weekdays=(1,), interval=2)
        found = sessions_between([rule], [], date(2026, 11, 4), date(2026, 11, 30))
        assert [(session.on.day, session.doubts) for session in found] == [(day, (Doubt.WEEK,)) for day in (10, 17, 24)]

    @pytest.mark.parametrize(
        ("day", "answer"),
        [(date(2026, 4, 28), Fact.NO), (date(2026, 4, 29), Fact.UNKNOWN), (date(2026, 4, 22), Fact.YES)],
    )
    def test_is_it_held_has_three_answers(self, day: date, answer: Fact) -> None:
        assert is_held_on([WEDNESDAYS], [], day) is answer


class TestNextSessions:
    @given(st.lists(rules(), max_size=3), DAYS, st.integers(0, 23), st.integers(1, 4))
    @settings(max_examples=60)
    def test_are_the_first_of_all_that_have_not_begun(
        self, several: list[SessionRule], day: date, hour: int, count: int
    ) -> None:
        after = datetime.combine(day, time(hour), TOWN_ZONE)
        everything = sessions_between(several, [], day, day + timedelta(days=800))
        ahead = [one for one in everything if one.starts is None or one.starts > after]
        found = next_sessions(several, [], after, count)
        assert list(found) == ahead[: len(found)]
        assert len(found) == count or found == tuple(one for one in ahead if one.on <= day + tested.HORIZON)

    def test_the_day_is_the_town_s_day_whatever_zone_the_instant_has(self) -> None:
        before_it_opens = datetime.fromisoformat("2026-11-25T00:59:00+00:00")
        as_it_opens = datetime.fromisoformat("2026-11-25T01:00:00+00:00")
        assert days_of(next_sessions([WEDNESDAYS], [], before_it_opens, 1)) == [date(2026, 11, 25)]
        assert days_of(next_sessions([WEDNESDAYS], [], as_it_opens, 1)) == [date(2026, 12, 2)]

    def test_today_without_a_known_hour_still_counts(self) -> None:
        night = datetime(2026, 11, 25, 23, tzinfo=TOWN_ZONE)
        assert days_of(next_sessions([weekly((2,))], [], night, 1)) == [date(2026, 11, 25)]

    def test_a_night_session_ends_on_the_next_day(self) -> None:
        (session,) = sessions_on([weekly((2,), time(22), time(5))], [], date(2026, 11, 25))
        assert session.ends == datetime(2026, 11, 26, 5, tzinfo=TOWN_ZONE)


@pytest.mark.control
def test_the_oracle_sees_a_fifth_week_taken_for_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = monthly((-1,), (5,))
    span = (date(2026, 11, 1), date(2026, 12, 31))
    monkeypatch.setitem(
        tested._PATTERNS,
        Frequency.MONTHLY,
        lambda rule, day: day.weekday() in rule.weekdays and (day.day - 1) // 7 == 4,
    )
    assert days_of(sessions_between([rule], [], *span)) != days_by_hand(rule, [], *span)
