"""How does a timetable read in a calendar? iCalendar (RFC 5545): one repeating event a rule, less the days of rest.

A calendar is fetched again and again, so that it looks two years ahead and no further: until then every holiday,
closure and new year that falls out is named as EXDATE.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event, vRecur

from core import clock
from core.clock import TOWN_ZONE
from directory.models.service import ServiceStatus
from directory.public_listing import PublicListing, PublicPlace, PublicSession
from directory.recurrence.rrule import rrule_texts
from directory.recurrence.rules import Frequency, SessionRule
from directory.recurrence.sessions import HORIZON, matches_pattern, omitted_dates

PRODUCT: Final = "-//Hitomaru//Hitomaru//JA"
_DAY: Final = timedelta(days=1)
_REFRESH: Final = timedelta(hours=12)
_LAST_MINUTE: Final = time(23, 59)


def calendar_of(listings: Iterable[PublicListing], *, title: str, address: str) -> bytes:
    """The calendar of these listings; `address` is that of a listing, with {id} for its id."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for listing in listings:
        for event in _events(listing, address):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _events(listing: PublicListing, address: str) -> Iterator[Event]:
    if listing.status is ServiceStatus.PAUSED and not listing.resumes_on:
        return
    since = max(clock.today(), listing.resumes_on or clock.today())
    for number, line in enumerate(listing.timetable):
        for part, pattern in enumerate(_patterns(line.rule)):
            event = _event(listing, line, address)
            event.add("uid", f"{uuid.uuid5(listing.id, f'event/{number}/{part}')}@hitomaru")
            if _repeat(event, listing, pattern, since):
                yield event


def _event(listing: PublicListing, line: PublicSession, address: str) -> Event:
    event = Event()
    event.add("summary", listing.name)
    event.add("dtstamp", listing.updated_at.astimezone(UTC))
    event.add("url", address.format(id=listing.id))
    if where := _place_words(line.place or listing.place):
        event.add("location", where)
    if words := " ".join(filter(None, (line.rule.note, listing.schedule_note))):
        event.add("description", words)
    return event


def _patterns(rule: SessionRule) -> Iterator[SessionRule]:
    """The rule in parts that one RRULE each can say; an alternate rule of an unknown week is said for every week."""
    plain = replace(rule, interval=1) if rule.interval > 1 and rule.anchor is None else rule
    if not (plain.nths and plain.monthdays):
        yield plain
        return
    yield replace(plain, monthdays=())
    yield replace(plain, weekdays=(), nths=())


def _repeat(event: Event, listing: PublicListing, pattern: SessionRule, since: date) -> bool:
    """Write the days into the event; false where none is left."""
    until = since + HORIZON
    days = (since + _DAY * number for number in range(HORIZON.days + 1))
    first = next((day for day in days if matches_pattern(pattern, day)), None)
    if first is None:
        return False
    event.add("dtstart", _start(pattern, first))
    if pattern.closes_at and pattern.opens_at:
        event.add("dtend", _end(pattern, first))
    if pattern.freq is Frequency.DATES:
        event.add("rdate", [_start(pattern, day) for day in pattern.dates if first < day <= until])
    else:
        event.add("rrule", _recurrence(pattern, min(until, pattern.valid_to or until)))
    away = [_start(pattern, day) for day, _reason in omitted_dates(pattern, listing.closures, first, until)]
    if away:
        event.add("exdate", away)
    return True


def _recurrence(pattern: SessionRule, last: date) -> vRecur:
    (text,) = rrule_texts(replace(pattern, valid_from=None, valid_to=None))
    rule: vRecur = vRecur.from_ical(text)
    rule["UNTIL"] = datetime.combine(last, _LAST_MINUTE, TOWN_ZONE).astimezone(UTC) if pattern.opens_at else last
    return rule


def _start(pattern: SessionRule, day: date) -> date | datetime:
    return datetime.combine(day, pattern.opens_at, TOWN_ZONE) if pattern.opens_at else day


def _end(pattern: SessionRule, day: date) -> datetime:
    opens, closes = pattern.opens_at or _LAST_MINUTE, pattern.closes_at or _LAST_MINUTE
    return datetime.combine(day + _DAY * (closes <= opens), closes, TOWN_ZONE)


def _place_words(place: PublicPlace | None) -> str:
    return " ".join(filter(None, (place.name, place.address))) if place else ""
