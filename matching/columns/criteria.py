"""What does each soft criterion say of many options at once? One function for each of `matching.criteria.registry`.

Each gives the shares of the rows that are asked for, and is equal to asking the plain criterion of every option.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import numpy as np

from matching.columns.journeys import Journeys
from matching.columns.outcomes import NO, NOT_SAID, YES, Floats, Integers, Outcomes, Rows
from matching.columns.points import Judged, Points, Shares, same_for_all
from matching.columns.question import Question
from matching.criteria import availability, comfort, goal, host, interest, outcomes, travel
from matching.criteria.registry import Criterion, Measure
from matching.rules.reach import NEEDS_TIMETABLE
from matching.rules.vacancy import free_places
from matching.types import Comfort, Gender, Mode, Option

Weigh = Callable[[Question, Rows], Points]


def weighed(criterion: Criterion, asked: Question, rows: Rows) -> Points:
    """The shares of these rows in one criterion."""
    weigh = WEIGHINGS.get(criterion.value)
    if weigh is not None:
        return weigh(asked, rows)
    options = [asked.columns.options[row] for row in rows]
    return _specimens(criterion.value, asked, options, np.arange(len(rows)))


def _goal(asked: Question, rows: Rows) -> Judged:
    return _by_kind(goal.value, asked, rows)


def _variety(asked: Question, rows: Rows) -> Judged:
    return _by_kind(host.variety_value, asked, rows)


def _by_kind(measure: Measure, asked: Question, rows: Rows) -> Judged:
    return _specimens(measure, asked, asked.columns.kind_specimens, asked.columns.kinds.at[rows])


def _specimens(measure: Measure, asked: Question, options: Iterable[Option], at: Rows) -> Judged:
    """The plain criterion, asked of one option for all that are like it."""
    return Judged(tuple(measure(asked.need, option, asked.today) for option in options), at)


def _outcomes(asked: Question, rows: Rows) -> Judged:
    specimens, at = asked.columns.experience(asked.need.goal_step or "")
    return _specimens(outcomes.value, asked, specimens, at[rows])


def _interest(asked: Question, rows: Rows) -> Shares:
    need, columns = asked.need, asked.columns
    wishes = len(need.wishes) + len(need.wish_words)
    whole = interest.WISH_WEIGHT * wishes + interest.STRENGTH_WEIGHT * len(need.strengths)
    if not whole:
        return same_for_all(0.0, 1.0, len(rows))
    low, high = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    is_bare, is_mute = ~columns.tags.are_there[rows], ~columns.are_described[rows]
    for weight, tags in ((interest.WISH_WEIGHT, need.wishes), (interest.STRENGTH_WEIGHT, need.strengths)):
        high += is_bare * (weight * len(tags))
        for tag in tags:
            found = columns.tags.mask(tag)[rows] * weight
            low += found
            high += found
    for word in need.wish_words:
        is_written = columns.tagged_texts.mask(word)[rows]
        low += is_written * interest.WISH_WEIGHT
        high += (is_written | is_mute) * interest.WISH_WEIGHT
    return _out_of(whole, low, high)


def _out_of(whole: int, low: Integers, high: Integers) -> Shares:
    """Whole numbers out of a whole; each pair of them once."""
    lows, highs = np.divmod(np.arange((whole + 1) ** 2), whole + 1)
    return Shares(lows / whole, highs / whole, low * (whole + 1) + high)


def _travel(asked: Question, rows: Rows) -> Shares:
    ways, ridden = asked.journeys, asked.ridden
    values = ways.by_class(lambda need, option: travel.value(need, option, asked.today))
    values += [travel.value(asked.need, option, asked.today) for _, option in ridden]
    at = ways.classes.copy()
    at[ways.near] = len(values) + np.arange(len(ways.near))
    at[[row for row, _ in ridden]] = len(values) - len(ridden) + np.arange(len(ridden))
    low, high = _near(ways)
    return Shares(
        np.concatenate([[float(value.low) for value in values], low]),
        np.concatenate([[float(value.high) for value in values], high]),
        at[rows],
    )


def _near(ways: Journeys) -> tuple[Floats, Floats]:
    low, high = np.zeros(len(ways.near)), np.zeros(len(ways.near))
    for mode, limit in ways.need.travel.items():
        least, most = _by_mode(ways, mode, limit)
        low, high = np.maximum(low, least), np.maximum(high, most)
    return np.where(ways.come_to_home, 1.0, low), np.where(ways.come_to_home, 1.0, high)


def _by_mode(ways: Journeys, mode: Mode, limit: int | None) -> tuple[Floats, Floats]:
    nothing, everything = np.zeros(len(ways.near)), np.ones(len(ways.near))
    if mode is Mode.LIFT:
        driven = (everything, everything) if limit is None else _eased(ways, mode, limit)
        is_offered, may_be = ways.transport == YES, ways.transport != NO
        return np.where(is_offered, driven[0], 0.0), np.where(may_be, driven[1], 0.0)
    if limit is None:
        return nothing, everything
    low, high = _eased(ways, mode, limit)
    return (nothing if mode in NEEDS_TIMETABLE else low), high


def _eased(ways: Journeys, mode: Mode, limit: int) -> tuple[Floats, Floats]:
    return _ease(ways.longest(mode), limit), _ease(ways.shortest(mode), limit)


def _ease(seconds: Integers, limit: int) -> Floats:
    whole, near = limit * 60, travel.NEAR_PART
    left = np.maximum(0, whole - seconds) * near / max(1, whole * (near - 1))
    return np.where(seconds * near <= whole, 1.0, left)


def _availability(asked: Question, rows: Rows) -> Shares:
    tables, stays = asked.columns.timetables, asked.stays
    low, high = np.zeros(len(rows)), np.ones(len(rows))
    if stays is not None:
        low = tables.best(stays.low, rows)
        high = np.where(tables.is_empty[rows], 1.0, tables.best(stays.high, rows))
    low[tables.is_by_arrangement[rows]] = 1.0
    high[tables.is_by_arrangement[rows]] = 1.0
    return Shares(low, high, np.arange(len(rows)))


def _air(asked: Question, rows: Rows) -> Shares:
    return _wished(asked, rows, comfort.AIR)


def _company(asked: Question, rows: Rows) -> Shares:
    return _wished(asked, rows, comfort.COMPANY)


def _wished(asked: Question, rows: Rows, wishes: Iterable[Comfort]) -> Shares:
    answers = [_answers(asked, rows, wish) for wish in wishes if wish in asked.need.comfort]
    if not answers:
        return same_for_all(1.0, 1.0, len(rows))
    low, high = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    for answer in answers:
        low += answer == YES
        high += answer != NO
    return _out_of(len(answers), low, high)


def _answers(asked: Question, rows: Rows, wish: Comfort) -> Outcomes:
    need, columns = asked.need, asked.columns
    stated = columns.fact(wish.value)[rows]
    if wish is not Comfort.SAME_SEX:
        return stated
    by_group = np.array([_of_group(need.gender, wanted) for wanted in columns.genders.labels], dtype=np.int8)
    limited = by_group[columns.genders.at[rows]]
    return np.where(limited == _NO_LIMIT, stated, limited)


def _of_group(gender: Gender | None, wanted: Gender | None) -> int:
    if wanted is None:
        return _NO_LIMIT
    if gender in {None, Gender.OTHER}:
        return NOT_SAID
    return YES if gender is wanted else NO


def _continuity(asked: Question, rows: Rows) -> Shares:
    at = np.zeros(len(asked.columns), dtype=np.intp)
    for organization in asked.need.known_organizations:
        at[asked.columns.organizations.of(organization)] = 1
    return Shares(np.array([0.0, 1.0]), np.array([0.0, 1.0]), at[rows])


def _readiness(asked: Question, rows: Rows) -> Shares:
    unknown = host.AMPLE_PLACES + 1
    free = asked.columns.standing(host.READINESS_KEY, asked.today, lambda: _free(asked, unknown))
    steps = np.append(np.arange(unknown) / host.AMPLE_PLACES, 0.0)
    return Shares(steps, np.append(steps[:-1], 1.0), free[rows].astype(np.intp))


def _free(asked: Question, unknown: int) -> Outcomes:
    free = (free_places(option, asked.today) for option in asked.columns.options)
    return np.array([unknown if one is None else min(one, host.AMPLE_PLACES) for one in free], dtype=np.int8)


_NO_LIMIT: Final = -1
WEIGHINGS: Final[Mapping[Measure, Weigh]] = {
    goal.value: _goal,
    interest.value: _interest,
    travel.value: _travel,
    availability.value: _availability,
    comfort.comfort_value: _air,
    comfort.social_value: _company,
    host.continuity_value: _continuity,
    host.readiness_value: _readiness,
    host.variety_value: _variety,
    outcomes.value: _outcomes,
}
OPTION_BY_OPTION: Final[frozenset[Measure]] = frozenset()
"""Criteria that have no form here, on purpose."""
