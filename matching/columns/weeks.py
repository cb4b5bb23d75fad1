"""When do the options meet, and how much of each meeting is a person free for? Each session stands once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from matching.columns.labels import Codes, codes_of
from matching.columns.outcomes import FAIL, PASS, UNKNOWN, Floats, Integers, Mask, Outcomes, Rows
from matching.types import Option
from matching.week import DAY_MINUTES, DAYS, SLOT_MINUTES, SLOTS_PER_DAY, Session, Week

_NOT_KNOWN: Final = -1
_COMMON_PART: Final = 4
_NONE_AT_ALL: Final = 1
_ARRANGED: Final = 2
_OTHERWISE: Final = (FAIL, UNKNOWN, PASS)


@dataclass(frozen=True, slots=True, eq=False)
class Timetables:
    """Option i has the sessions `sessions[first[i] : first[i] + count[i]]`.

    `common` hold the first session of each option, the second, and so on, as long as many options have so many; after
    the last session come the numbers for no further session, for no session at all, and for an arranged one. `rare`
    hold pairs of the remaining rows and their sessions.
    """

    is_by_arrangement: Mask
    is_empty: Mask
    first: Rows
    count: Rows
    sessions: Rows
    common: tuple[Rows, ...]
    rare: tuple[tuple[Rows, Rows], ...]
    weekday: Integers
    by_day: tuple[Rows, ...]
    start: Integers
    end: Integers

    @classmethod
    def of(cls, options: Sequence[Option]) -> Self:
        """The timetables of these options."""
        each = codes_of(session for option in options for session in option.sessions)
        count = np.array([len(option.sessions) for option in options], dtype=np.intp)
        first = np.cumsum(count) - count
        layers = [np.flatnonzero(count > place) for place in range(count.max(initial=0))]
        many = [place for place, rows in enumerate(layers) if len(rows) * _COMMON_PART >= len(options)] or [0]
        common = [_filled(first, layers[place : place + 1], place, each) for place in many]
        is_by_arrangement = np.array([option.by_arrangement for option in options], dtype=np.bool_)
        common[0][count == 0] = len(each.labels) + _NONE_AT_ALL
        common[0][is_by_arrangement] = len(each.labels) + _ARRANGED
        weekday = _minutes([session.weekday for session in each.labels])
        return cls(
            is_by_arrangement=is_by_arrangement,
            is_empty=count == 0,
            first=first,
            count=count,
            sessions=each.at,
            common=tuple(common),
            rare=tuple((layers[at], each.at[first[layers[at]] + at]) for at in range(len(many), len(layers))),
            weekday=weekday,
            by_day=tuple(np.flatnonzero(weekday == day) for day in range(DAYS)),
            start=_minutes([session.start_minute for session in each.labels]),
            end=_minutes([session.end_minute for session in each.labels]),
        )

    def mildest(self, by_session: Outcomes) -> Outcomes:
        """The best outcome of each option's sessions; it passes by arrangement, and is unknown where there is none."""
        outcomes = np.append(by_session, np.array(_OTHERWISE, dtype=np.int8))
        found = outcomes[self.common[0]]
        for sessions in self.common[1:]:
            np.minimum(found, outcomes[sessions], out=found)
        for rows, sessions in self.rare:
            found[rows] = np.minimum(found[rows], by_session[sessions])
        return found

    def best(self, by_session: Floats, rows: Rows) -> Floats:
        """The largest share of the sessions of each of these rows; one without sessions has none."""
        found = np.zeros(len(rows), dtype=np.float64)
        first, count = self.first[rows], self.count[rows]
        for place in range(count.max(initial=0)):
            at = np.flatnonzero(count > place)
            found[at] = np.maximum(found[at], by_session[self.sessions[first[at] + place]])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """How a person's free time meets every session of the town."""

    outcome: Outcomes
    low: Floats
    high: Floats

    @classmethod
    def of(cls, tables: Timetables, week: Week, shortest: int) -> Self:
        """What `matching.rules.sessions` and `matching.criteria.availability` say of each session."""
        start, end = np.maximum(tables.start, 0), tables.end
        is_whole = (tables.start >= 0) & (end >= 0)
        until = np.where(is_whole, end, np.minimum(start + shortest, DAY_MINUTES))
        stay, free = _stays(tables, week, start, until)
        length = until - start
        is_enough = (tables.start >= 0) & (stay >= np.minimum(shortest, length))
        possible = np.where(free > 0, UNKNOWN, FAIL)
        outcome = np.where(is_enough, PASS, np.where(is_whole, FAIL, possible))
        share = stay / np.maximum(1, length)
        low = np.where(is_whole, share, free == DAY_MINUTES - start)
        high = np.where(is_whole, share, free > 0)
        is_dayless = tables.weekday < 0
        return cls(
            np.where(is_dayless, UNKNOWN, outcome).astype(np.int8),
            np.where(is_dayless, 0.0, low),
            np.where(is_dayless, 1.0, high),
        )


def _filled(first: Rows, layer: Sequence[Rows], place: int, sessions: Codes[Session]) -> Rows:
    filled = np.full(len(first), len(sessions.labels), dtype=np.intp)
    for rows in layer:
        filled[rows] = sessions.at[first[rows] + place]
    return filled


def _stays(tables: Timetables, week: Week, start: Integers, until: Integers) -> tuple[Integers, Integers]:
    """For every session the longest free stretch from start until then, and the free minutes from start to midnight."""
    longest, free = np.zeros(len(start), dtype=np.int64), np.zeros(len(start), dtype=np.int64)
    for day, first, last in _free_stretches(week):
        rows = tables.by_day[day]
        begin = np.maximum(start[rows], first)
        longest[rows] = np.maximum(longest[rows], np.minimum(until[rows], last) - begin)
        free[rows] += np.maximum(0, last - begin)
    return longest, free


def _free_stretches(week: Week) -> Iterator[tuple[int, int, int]]:
    """Weekday, first and last minute of every unbroken free stretch."""
    for day in range(DAYS):
        begin = None
        for slot in range(SLOTS_PER_DAY + 1):
            is_free = slot < SLOTS_PER_DAY and week.days[day] >> slot & 1
            if is_free and begin is None:
                begin = slot
            elif not is_free and begin is not None:
                yield day, begin * SLOT_MINUTES, slot * SLOT_MINUTES
                begin = None


def _minutes(values: Sequence[int | None]) -> Integers:
    return np.array([_NOT_KNOWN if value is None else value for value in values], dtype=np.int64)
