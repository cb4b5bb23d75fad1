"""How much may a few earlier cases say? They are drawn towards what the kind usually brings (matching.md §2.8).

Of ten people a year nobody can learn much: every case counts beside twelve made-up ones of the kind, half as much
after a year. The careful end of what may be true is compared with that of the kind alone, so no case says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scipy.special import betaincinv

from matching.types import Tally

PRIOR_STRENGTH: Final = 12
HALF_LIFE_DAYS: Final = 365
CAREFUL: Final = 0.2
MOST_USUAL: Final = 0.9
_STEPS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Case:
    """One person who went to a place: for which goal, whether they stayed, and how long ago that turned out."""

    service: str
    kind: str
    goal_step: str
    has_stayed: bool
    days_ago: int = 0

    @property
    def weight(self) -> float:
        """What the case counts today."""
        return float(0.5 ** (max(0, self.days_ago) / HALF_LIFE_DAYS))


def tallies_of(cases: Sequence[Case]) -> Mapping[str, Mapping[str, Tally]]:
    """By service and goal step, how those went who came before."""
    grouped: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        grouped.setdefault((case.service, case.goal_step), []).append(case)
    found: dict[str, dict[str, Tally]] = {}
    for (service, goal_step), own in grouped.items():
        alike = [case for case in cases if case.kind == own[0].kind]
        found.setdefault(service, {})[goal_step] = tally_of(own, alike)
    return found


def tally_of(own: Sequence[Case], alike: Sequence[Case]) -> Tally:
    """The counts as they are, and the shrunken difference to all cases at places of the same kind."""
    stayed = sum(1 for case in own if case.has_stayed)
    return Tally(stayed, len(own) - stayed, lift_of(own, usual_share(alike)))


def usual_share(alike: Sequence[Case]) -> float:
    """The share that stays at this kind of place; a half where nobody went yet, and never nearly all or nearly none."""
    stayed = sum(case.weight for case in alike if case.has_stayed)
    share = (stayed + 1) / (sum(case.weight for case in alike) + 2)
    return min(MOST_USUAL, max(1 - MOST_USUAL, share))


def lift_of(own: Sequence[Case], usual: float) -> Fraction:
    """By how much the careful end of the share lies above that of the kind alone, in thousandths; between -1 and 1."""
    stayed = sum(case.weight for case in own if case.has_stayed)
    ended = sum(case.weight for case in own if not case.has_stayed)
    alone = _careful(usual * PRIOR_STRENGTH, (1 - usual) * PRIOR_STRENGTH)
    known = _careful(usual * PRIOR_STRENGTH + stayed, (1 - usual) * PRIOR_STRENGTH + ended)
    return Fraction(round((known - alone) * _STEPS), _STEPS)


def _careful(successes: float, failures: float) -> float:
    """With four in five the true share lies above this."""
    return float(betaincinv(successes, failures, CAREFUL))
