"""How long are one person's ways to the options, and which options are too far by any of them?

What is too far, or has no point, answers like its whole class; the others are worked out one by one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from matching.columns.outcomes import Integers, Mask, Rows
from matching.columns.places import CLASSES, NOT_MEASURED, Places, antipode, class_of, measured, seconds
from matching.columns.table import Columns
from matching.rules.reach import BAND_PERCENT
from matching.travel import DETOUR_PERCENT, METRES_PER_HOUR, TOWN_DETOUR
from matching.types import Known, Mode, Need, Option

T = TypeVar("T")
CAR_SPEED = METRES_PER_HOUR[Mode.CAR]


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """The rows that one of the person's limits may reach, and how many metres off they lie."""

    need: Need
    classes: Rows
    near: Rows
    metres: Integers
    slack: Integers
    detours: Integers
    transport: Rows
    come_to_home: Mask

    def shortest(self, mode: Mode) -> Integers:
        """The seconds by that mode, where both points are as near as they may be, for each near row."""
        return seconds(np.maximum(0, self.metres - self.slack), self.detours, mode)

    def longest(self, mode: Mode) -> Integers:
        """The seconds by that mode, where both points are as far as they may be."""
        return seconds(self.metres + self.slack, self.detours, mode)

    def by_class(self, answer: Callable[[Need, Option], T]) -> list[T]:
        """What the plain rule or criterion says of an option of each class that is too far, or has no point."""
        return [answer(self.need, option) for option in _specimens(self.need)]


def journeys_of(need: Need, columns: Columns) -> Journeys:
    """The person's journeys."""
    places = columns.places
    near = _near(need, places)
    metres = places.metres(need.home, near) if need.home is not None else np.zeros(0, dtype=np.int64)
    own_slack = need.home.uncertain_metres if need.home else 0
    return Journeys(
        need,
        places.classes,
        near,
        metres,
        places.slack[near] + own_slack,
        np.maximum(places.detours[near], measured(need.home) if need.home else NOT_MEASURED),
        places.transport[near],
        places.come_to_home[near],
    )


def _near(need: Need, places: Places) -> Rows:
    limits = {mode: limit for mode, limit in need.travel.items() if limit is not None}
    if need.home is None or not limits:
        return np.zeros(0, dtype=np.intp)
    farthest = max(_metres_within(mode, limit, places.least_detour) for mode, limit in limits.items())
    return places.within(need.home, farthest + need.home.uncertain_metres + places.most_slack)


def _metres_within(mode: Mode, limit: int, detour: int) -> float:
    """Whoever lives farther off than this is beyond the limit, with its band, by that mode on the straightest road."""
    most_seconds = limit * 60 * (100 + BAND_PERCENT) / 100 + 2
    usual = DETOUR_PERCENT.get(mode, DETOUR_PERCENT[Mode.CAR])
    winding = max(1, usual * detour // TOWN_DETOUR)
    return most_seconds * METRES_PER_HOUR.get(mode, CAR_SPEED) / (winding * 36) + 1


def _specimens(need: Need) -> list[Option]:
    """An option of each class, as far from the person as can be."""
    made = {class_of(option): option for option in _all_classes(need)}
    return [made[number] for number in range(CLASSES)]


def _all_classes(need: Need) -> list[Option]:
    far = antipode(need.home)
    return [
        Option(service="", name="", organization="", kind="", transport=known, place=place, comes_to_home=comes)
        for known in (None, Known(value=True), Known(value=False))
        for place in (None, far)
        for comes in (False, True)
    ]
