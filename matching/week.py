"""When a person is free and when a group meets, in a week of half hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Self

DAYS = 7
SLOT_MINUTES = 30
SLOTS_PER_DAY = 48
DAY_MINUTES = SLOTS_PER_DAY * SLOT_MINUTES
WHOLE_DAY = (1 << SLOTS_PER_DAY) - 1


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting in the week (Monday = 0); what is None is not known. An end at or before the start is midnight."""

    weekday: int | None
    start: time | None = None
    end: time | None = None

    @property
    def start_minute(self) -> int | None:
        """Minutes after midnight."""
        return None if self.start is None else minute_of(self.start)

    @property
    def end_minute(self) -> int | None:
        """Minutes after midnight; 1440 when the session runs to midnight or past it."""
        if self.start is None or self.end is None:
            return None
        return DAY_MINUTES if self.end <= self.start else minute_of(self.end)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven masks of 48 half hours: bit 0 is midnight to half past, a set bit is free."""

    days: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.days) != DAYS or any(not 0 <= mask <= WHOLE_DAY for mask in self.days):
            raise ValueError("A week is seven masks of 48 half hours.")

    @classmethod
    def always(cls) -> Self:
        """Free at every hour of the week."""
        return cls((WHOLE_DAY,) * DAYS)

    @classmethod
    def free_at(cls, spans: Iterable[tuple[int, time, time]]) -> Self:
        """Free in these spans (weekday, start, end); only half hours that lie wholly inside count."""
        days = [0] * DAYS
        for weekday, start, end in spans:
            last = DAY_MINUTES if end <= start else minute_of(end)
            first_slot, last_slot = -(-minute_of(start) // SLOT_MINUTES), last // SLOT_MINUTES
            days[weekday] |= ((1 << max(0, last_slot - first_slot)) - 1) << first_slot
        return cls(tuple(days))

    def free_minutes(self, weekday: int, start: int, end: int) -> int:
        """How many minutes between two minutes of that day are free."""
        return sum(self._free_runs(weekday, start, end))

    def longest_stay(self, weekday: int, start: int, end: int) -> int:
        """The longest unbroken free stretch between two minutes of that day, in minutes."""
        return max(self._free_runs(weekday, start, end), default=0)

    def _free_runs(self, weekday: int, start: int, end: int) -> list[int]:
        runs: list[int] = []
        joins = False
        for slot in range(start // SLOT_MINUTES, -(-end // SLOT_MINUTES)):
            free = self.days[weekday] >> slot & 1
            minutes = min(end, (slot + 1) * SLOT_MINUTES) - max(start, slot * SLOT_MINUTES)
            if free and joins:
                runs[-1] += minutes
            elif free:
                runs.append(minutes)
            joins = bool(free)
        return runs


def minute_of(moment: time) -> int:
    """Minutes after midnight."""
    return moment.hour * 60 + moment.minute
