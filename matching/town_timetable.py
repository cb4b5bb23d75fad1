"""What do the town's own timetables say for one person and today's options?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from core import clock
from directory.timetable import stored
from matching.reach.timetable import BY_TIMETABLE, Table, rides_for
from matching.types import Need, Option

MOST_KEPT: Final = 8
_TABLES: Final[dict[tuple[str, date], Table]] = {}
"""Timetables that were read lately, by their files and day."""


def with_rides(session: Session, need: Need, options: Sequence[Option]) -> Need:
    """The need with the rides there and back, where the person rides something and the town has a timetable."""
    if not any(mode in need.travel for mode in BY_TIMETABLE):
        return need
    table = table_of(session)
    return need if table is None else replace(need, rides=rides_for(need, options, table))


def table_of(session: Session) -> Table | None:
    """The town's timetables as one table for the days to come, or None where there is none."""
    mark = stored.mark_of(session)
    if not mark:
        return None
    key = (mark, clock.today())
    found = _TABLES.get(key)
    if found is None:
        while len(_TABLES) >= MOST_KEPT:
            _TABLES.pop(next(iter(_TABLES)), None)
        found = _TABLES[key] = Table.of(stored.feed_of(session), clock.today())
    return found
