"""What time is it? One clock for the whole product; only the demo and the tests may set it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TOWN_ZONE = ZoneInfo("Asia/Tokyo")
"""Schedules are local wall time; every Japanese municipality keeps this one zone."""


class _Clock:
    """Holds the instant that stands still, if one was set."""

    frozen: datetime | None = None
    offset: timedelta = timedelta()


def now() -> datetime:
    """The current instant, aware and in UTC."""
    if _Clock.frozen is not None:
        return _Clock.frozen
    return datetime.now(UTC) + _Clock.offset  # noqa: TID251 - this is the one place that asks the machine


def local_now() -> datetime:
    """The current instant as the town's wall clock shows it."""
    return now().astimezone(TOWN_ZONE)


def today() -> date:
    """The town's calendar day."""
    return local_now().date()


def local_date(instant: datetime) -> date:
    """The town's calendar day of an instant."""
    return instant.astimezone(TOWN_ZONE).date()


def start_from_environment() -> None:
    """Let the clock run from HITOMARU_NOW (ISO 8601) when it is set; the demo and trials use it."""
    text = os.environ.get("HITOMARU_NOW")
    if text:
        start = datetime.fromisoformat(text)
        start = start if start.tzinfo else start.replace(tzinfo=TOWN_ZONE)
        _Clock.offset = start.astimezone(UTC) - datetime.now(UTC)  # noqa: TID251 - measured against the machine's clock


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Make the clock stand still at an aware instant while a test runs."""
    before, _Clock.frozen = _Clock.frozen, instant.astimezone(UTC)
    try:
        yield
    finally:
        _Clock.frozen = before
