"""How long the way takes, said as a range: straight line with a detour, never finer than five minutes.

No timetable and no slope is known here; a bus or a hill needs its own word beside the figure.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from directory.geography.points import HERE, Metres

Minutes = NewType("Minutes", int)
STEP: Final = 5
UNCERTAINTY: Final = 0.2


class Mode(StrEnum):
    """How a person gets about."""

    WALK = "walk"
    WALK_75 = "walk_75"
    WHEELCHAIR = "wheelchair"
    WHEELCHAIR_HELPED = "wheelchair_helped"
    PUSHCHAIR = "pushchair"
    BICYCLE = "bicycle"
    CAR = "car"


class Terrain(StrEnum):
    """How far the roads wind."""

    TOWN = "town"
    HILL = "hill"


KILOMETRES_AN_HOUR: Final = {
    Mode.WALK: 4.0,
    Mode.WALK_75: 3.0,
    Mode.WHEELCHAIR: 2.5,
    Mode.WHEELCHAIR_HELPED: 3.5,
    Mode.PUSHCHAIR: 3.5,
    Mode.BICYCLE: 12.0,
    Mode.CAR: 30.0,
}
DETOUR: Final = {Terrain.TOWN: 1.3, Terrain.HILL: 1.6}
_WORDS: Final = {
    Mode.WALK: "歩いて",
    Mode.WALK_75: "ゆっくり歩いて",
    Mode.WHEELCHAIR: "車いすで",
    Mode.WHEELCHAIR_HELPED: "車いす（介助）で",
    Mode.PUSHCHAIR: "ベビーカーで",
    Mode.BICYCLE: "自転車で",
    Mode.CAR: "車で",
}


@dataclass(frozen=True, slots=True)
class MinuteRange:
    """From so many to so many minutes, both multiples of five; 0 to 5 is the shortest."""

    low: Minutes
    high: Minutes


def travel_minutes(
    straight: Metres, mode: Mode, *, terrain: Terrain = Terrain.TOWN, slack: Metres = HERE
) -> MinuteRange:
    """Estimate the way's minutes from its straight line; slack = how far off the places themselves may be."""
    pace = DETOUR[terrain] * 60 / (KILOMETRES_AN_HOUR[mode] * 1000)
    least = max(0.0, straight - slack) * pace * (1 - UNCERTAINTY)
    most = (straight + slack) * pace * (1 + UNCERTAINTY)
    return MinuteRange(Minutes(STEP * math.floor(least / STEP)), Minutes(max(STEP, STEP * math.ceil(most / STEP))))


def travel_words(mode: Mode, minutes: MinuteRange) -> str:
    """Say the way in Japanese: 歩いて15〜25分."""
    if minutes.low == 0:
        return f"{_WORDS[mode]}{minutes.high}分以内"
    return f"{_WORDS[mode]}{minutes.low}〜{minutes.high}分"


def distance_words(straight: Metres) -> str:
    """Say a straight distance in Japanese without false precision: 約300m, 約1.2km, 約12km."""
    if straight < 950:  # noqa: PLR2004 - from here on the kilometre figure is the rounder one
        return f"約{max(100, round(straight / 100) * 100)}m"
    kilometres = straight / 1000
    return f"約{kilometres:.1f}km" if kilometres < 9.95 else f"約{kilometres:.0f}km"  # noqa: PLR2004 - one figure after the point below 10
