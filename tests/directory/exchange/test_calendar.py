from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import recurring_ical_events
from hypothesis import example, given
from icalendar import Calendar

from core.clock import TOWN_ZONE, standing_at
from directory.exchange.calendar import calendar_of
from directory.models.service import ServiceStatus
from directory.public_listing import PublicListing, PublicSession
from directory.recurrence.rules import Closure, Frequency, HolidayRule, SessionRule, weekly
from directory.recurrence.sessions import sessions_between
from tests.directory.recurrence.calendars import rules
from tests.fixtures.surprises import THAT_MORNING

TODAY = date(2026, 11, 25)
YEAR = TODAY + timedelta(days=400)
KEY = UUID("01a20e72-2a74-74a3-8c0e-5162e8217f12")
NEW_YEAR = Closure(starts_on=date(2026, 12, 28), ends_on=date(2027, 1, 5), reason="年末年始")


def a_public_listing(*timetable: SessionRule, **changes: Any) -> PublicListing:
    """A listing with this timetable."""
    return PublicListing(
        id=KEY,
        municipality_id=KEY,
        number=1,
        version=1,
        source="hitomaru",
        source_id="1",
        organization_id=KEY,
        organization_name="見本の会",
        kind="kayoinoba",
        name="見本サロン",
        created_at=THAT_MORNING,
        updated_at=THAT_MORNING,
        timetable=tuple(PublicSession(rule) for rule in timetable),
        **changes,
    )


def expanded(listing: PublicListing) -> set[tuple[date, datetime | None]]:
    """The days and hours that an independent reader finds in the calendar."""
    with standing_at(THAT_MORNING):
        content = calendar_of([listing], title="見本", address="https://example.jp/listings/{id}")
    events = recurring_ical_events.of(Calendar.from_ical(content)).between(TODAY, YEAR)
    return {day_and_hour(event["DTSTART"].dt) for event in events}


def day_and_hour(start: date | datetime) -> tuple[date, datetime | None]:
    """The day, and the instant where the hour is known."""
    return (start.date(), start) if isinstance(start, datetime) else (start, None)


def told(listing: PublicListing) -> set[tuple[date, datetime | None]]:
    """The days and hours that the product itself tells."""
    last = YEAR - timedelta(days=1)
    return {(one.on, one.starts) for one in sessions_between(listing.rules, listing.closures, TODAY, last)}


@given(rules())
@example(SessionRule(freq=Frequency.WEEKLY, weekdays=(2,), holiday_rule=HolidayRule.CLOSED))
@example(SessionRule(freq=Frequency.DATES, dates=(date(2026, 11, 25), date(2027, 1, 4), date(2027, 2, 1))))
def test_another_reader_expands_the_same_days(rule: SessionRule) -> None:
    listing = a_public_listing(rule, closures=(NEW_YEAR,))
    assert expanded(listing) == told(listing)


@pytest.mark.control
def test_a_day_too_many_is_noticed() -> None:
    listing = a_public_listing(weekly([2]), closures=(NEW_YEAR,))
    assert expanded(a_public_listing(weekly([2]))) - told(listing) != set()


def test_says_what_and_where_and_leads_back() -> None:
    with standing_at(THAT_MORNING):
        content = calendar_of([a_public_listing(weekly([2]))], title="見本", address="https://example.jp/listings/{id}")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["SUMMARY"] == "見本サロン"
    assert event["URL"] == f"https://example.jp/listings/{KEY}"


def test_knows_no_session_of_what_rests_without_an_end() -> None:
    assert expanded(a_public_listing(weekly([2]), status=ServiceStatus.PAUSED)) == set()
    resumed = a_public_listing(weekly([2]), status=ServiceStatus.PAUSED, resumes_on=date(2027, 4, 1))
    assert min(expanded(resumed))[0] == date(2027, 4, 7)


def test_keeps_the_hour_of_the_town() -> None:
    rule = SessionRule(freq=Frequency.WEEKLY, weekdays=(2,), opens_at=datetime(2026, 1, 1, 9, 30).time())  # noqa: DTZ001 - a wall-clock hour
    assert min(expanded(a_public_listing(rule)))[1] == datetime(2026, 11, 25, 9, 30, tzinfo=TOWN_ZONE)
