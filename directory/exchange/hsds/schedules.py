"""How do the lines of a timetable read in HSDS? A line of single days becomes one schedule for each day."""

import uuid
from collections.abc import Iterator
from datetime import date, time
from typing import Literal, cast

from directory.exchange.hsds import entities as hsds
from directory.public_listing import PublicListing, PublicPlace
from directory.recurrence.rrule import hsds_recurrence
from directory.recurrence.rules import Frequency, SessionRule
from directory.recurrence.sentences import sentence

JAPAN_HOURS = 9


def schedules_of(listing: PublicListing, place: PublicPlace | None) -> list[hsds.Schedule]:
    """The sessions at one place; with None, those that name no place of their own."""
    own = [(number, line.rule) for number, line in enumerate(listing.timetable) if line.place == place]
    return [schedule for number, rule in own for schedule in _schedules(listing.id, number, rule)]


def _schedules(service_id: uuid.UUID, number: int, rule: SessionRule) -> Iterator[hsds.Schedule]:
    if rule.freq is Frequency.DATES:
        for day in rule.dates:
            yield _single(uuid.uuid5(service_id, f"schedule/{number}/{day.isoformat()}"), rule, day)
        return
    columns = hsds_recurrence(rule)
    yield hsds.Schedule(
        id=uuid.uuid5(service_id, f"schedule/{number}"),
        valid_from=_day(rule.valid_from),
        valid_to=_day(rule.valid_to),
        dtstart=_day(columns.dtstart),
        until=_day(columns.until),
        timezone=JAPAN_HOURS,
        wkst="MO",
        freq=cast('Literal["WEEKLY", "MONTHLY"]', columns.freq),
        interval=columns.interval,
        byday=columns.byday,
        bymonthday=columns.bymonthday,
        description=sentence((rule,)),
        opens_at=_hour(rule.opens_at),
        closes_at=_hour(rule.closes_at),
        notes=rule.note or None,
    )


def _single(own: uuid.UUID, rule: SessionRule, day: date) -> hsds.Schedule:
    return hsds.Schedule(
        id=own,
        valid_from=day.isoformat(),
        valid_to=day.isoformat(),
        dtstart=day.isoformat(),
        timezone=JAPAN_HOURS,
        opens_at=_hour(rule.opens_at),
        closes_at=_hour(rule.closes_at),
        notes=rule.note or None,
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _hour(hour: time | None) -> str | None:
    return None if hour is None else hour.isoformat("seconds")
