"""How fresh a listing's facts are: days since somebody confirmed them, judged by a ladder for each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Freshness(StrEnum):
    """How far a reader may trust a listing without a call; UNKNOWN = never confirmed."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Say it in plain Japanese."""
        return _LABELS[self]


_LABELS: Final = {
    Freshness.GREEN: "最近 確かめました",
    Freshness.AMBER: "確かめてから 日がたっています",
    Freshness.RED: "長く 確かめていません",
    Freshness.UNKNOWN: "まだ 確かめていません",
}


@dataclass(frozen=True, slots=True)
class Ladder:
    """The last day of each step, counted from the day of confirmation."""

    green_days: int
    amber_days: int
    shown_days: int

    def __post_init__(self) -> None:
        """Refuse steps that do not rise."""
        if not 0 <= self.green_days <= self.amber_days <= self.shown_days:
            raise ValueError("a ladder's steps rise")


USUAL: Final = Ladder(green_days=90, amber_days=180, shown_days=365)
LADDERS: Final[Mapping[str, Ladder]] = {
    # Routes and stops change with drivers and snow.
    "kaimono": Ladder(green_days=60, amber_days=120, shown_days=365),
    "mobile_shop": Ladder(green_days=60, amber_days=120, shown_days=365),
    "kotsu": Ladder(green_days=60, amber_days=120, shown_days=365),
    "haishoku": Ladder(green_days=60, amber_days=120, shown_days=365),
    # Offices stay for years.
    "soudan": Ladder(green_days=180, amber_days=365, shown_days=730),
}
"""By kind code; a kind that is not named keeps the usual ladder."""


def ladder_of(kind: str, ladders: Mapping[str, Ladder] = LADDERS) -> Ladder:
    """Return the ladder of a kind."""
    return ladders.get(kind, USUAL)


def freshness(assured_on: date | None, today: date, ladder: Ladder = USUAL) -> Freshness:
    """Judge a confirmation date; a date in the future confirms nothing."""
    if assured_on is None or assured_on > today:
        return Freshness.UNKNOWN
    days = (today - assured_on).days
    if days <= ladder.green_days:
        return Freshness.GREEN
    return Freshness.AMBER if days <= ladder.amber_days else Freshness.RED


def is_left_out(assured_on: date | None, today: date, ladder: Ladder = USUAL) -> bool:
    """Tell whether the usual results leave the listing out because it is too old; it stays findable."""
    return assured_on is not None and today - assured_on > timedelta(days=ladder.shown_days)


def next_step_on(assured_on: date, today: date, ladder: Ladder = USUAL) -> date | None:
    """Return the day on which the listing falls to the next step, or None when it is at the last."""
    falls = (assured_on + timedelta(days=days + 1) for days in (ladder.green_days, ladder.amber_days))
    return next((day for day in falls if day > today), None)
