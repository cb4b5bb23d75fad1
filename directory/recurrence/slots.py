"""Which weekdays and parts of the day a timetable touches, as one small number for search columns.

Bit = weekday * 4 + part; the fourth part is 「時刻は未確認」, so that an unknown hour is never taken for one.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from enum import IntEnum
from typing import Final

from directory.recurrence.rules import EVERY_DAY, Frequency, SessionRule
from directory.recurrence.sessions import is_over


class Part(IntEnum):
    """A part of the day as residents say it."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2
    UNKNOWN = 3

    @property
    def label(self) -> str:
        """Say the part in plain Japanese."""
        return ("午前", "午後", "夜", "時刻は未確認")[self]


NOON: Final = time(12)
DUSK: Final = time(17)
SHORTEST_STAY: Final = 30
"""Minutes that a session must go on in a part of the day to count there, where it began before."""
_STARTS: Final = ((Part.MORNING, time(0)), (Part.AFTERNOON, NOON), (Part.EVENING, DUSK))
_ENDS: Final = {Part.MORNING: NOON, Part.AFTERNOON: DUSK, Part.EVENING: None}


def slot(weekday: int, part: Part) -> int:
    """Return the mask with the one bit of this weekday (Monday = 0) and part."""
    return 1 << (weekday * 4 + part)


def slots_wanted(weekdays: Iterable[int] = EVERY_DAY, parts: Iterable[Part] = ()) -> int:
    """Return the mask of a wish; without parts any hour will do, known or not."""
    wanted = tuple(parts) or tuple(Part)
    return sum(slot(weekday, part) for weekday in set(weekdays) for part in set(wanted))


def slots_mask(rules: Sequence[SessionRule], *, since: date) -> int:
    """Return the mask of every weekday and part that the rules still in force since that day touch."""
    mask = 0
    for rule in rules:
        if not is_over(rule, since):
            mask |= _mask_of(rule, since)
    return mask


def slots_in(mask: int) -> tuple[tuple[int, Part], ...]:
    """List the (weekday, part) pairs of a mask, Monday morning first."""
    return tuple((weekday, part) for weekday in EVERY_DAY for part in Part if mask & slot(weekday, part))


def parts_of(opens_at: time | None, closes_at: time | None) -> tuple[Part, ...]:
    """List the parts of the day that these hours touch before midnight."""
    if opens_at is None:
        return (Part.UNKNOWN,)
    if closes_at is None:
        return (_part_at(opens_at),)
    is_overnight = closes_at <= opens_at
    return tuple(
        part for part, start in _STARTS if _touches(part, start, opens_at, None if is_overnight else closes_at)
    )


def _mask_of(rule: SessionRule, since: date) -> int:
    mask = 0
    for weekday in _weekdays_of(rule, since):
        for part in parts_of(rule.opens_at, rule.closes_at):
            mask |= slot(weekday, part)
        for part in _parts_after_midnight(rule):
            mask |= slot((weekday + 1) % 7, part)
    return mask


def _weekdays_of(rule: SessionRule, since: date) -> Iterator[int]:
    if rule.freq is Frequency.DATES:
        return (day.weekday() for day in rule.dates if day >= since)
    return iter(EVERY_DAY if rule.monthdays else rule.weekdays)


def _parts_after_midnight(rule: SessionRule) -> tuple[Part, ...]:
    if rule.opens_at is None or rule.closes_at is None:
        return ()
    if rule.closes_at > rule.opens_at or rule.closes_at == time(0):
        return ()
    return parts_of(time(0), rule.closes_at)


def _part_at(moment: time) -> Part:
    return max(part for part, start in _STARTS if start <= moment)


def _touches(part: Part, start: time, opens_at: time, closes_at: time | None) -> bool:
    """Whether it begins in the part or goes on there: the last minutes of an office day make no evening."""
    end = _ENDS[part]
    stays = closes_at is None or opens_at >= start or _minutes(closes_at) - _minutes(start) >= SHORTEST_STAY
    return (end is None or opens_at < end) and stays and (closes_at is None or closes_at > start)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
