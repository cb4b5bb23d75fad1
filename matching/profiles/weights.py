"""Which weight profiles are there, and are they sound?

A profile is a file in `data/`: name, version, label, the goal steps it is for, and one whole number for every
criterion; together they make 1000. Whoever changes weights raises the version.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from matching.criteria import outcomes
from matching.criteria.registry import BY_KEY

TOTAL = 1000
STANDARD = "standard"
FOLDER = Path(__file__).parent / "data"


class UnsoundProfileError(ValueError):
    """A weight profile does not keep the rules; nothing was ranked with it."""


@dataclass(frozen=True, slots=True)
class WeightProfile:
    """The weight of every criterion in points; they sum to 1000."""

    name: str
    version: int
    label: str
    weights: Mapping[str, int]
    goal_steps: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if set(self.weights) != set(BY_KEY):
            raise UnsoundProfileError(f"{self.name}: the weights must name every criterion once.")
        if any(type(weight) is not int or weight < 0 for weight in self.weights.values()):
            raise UnsoundProfileError(f"{self.name}: a weight is a whole number and not below 0.")
        if self.weights[outcomes.KEY] > outcomes.MOST_POINTS:
            raise UnsoundProfileError(f"{self.name}: {outcomes.KEY} may have at most {outcomes.MOST_POINTS} points.")
        if sum(self.weights.values()) != TOTAL:
            raise UnsoundProfileError(f"{self.name}: the weights sum to {sum(self.weights.values())}, not to {TOTAL}.")


@cache
def profiles() -> Mapping[str, WeightProfile]:
    """Every profile that ships with the product, by name."""
    found = [_read(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.json"))]
    return {profile.name: profile for profile in found}


def profile_for(goal_step: str | None) -> WeightProfile:
    """The profile made for this goal step, or the standard one."""
    made = [profile for profile in profiles().values() if goal_step in profile.goal_steps]
    return made[0] if made else profiles()[STANDARD]


def scaled_to_total(weights: Mapping[str, int]) -> dict[str, int]:
    """The same proportions in whole points that sum to 1000; the largest remainders get the points left over."""
    whole = sum(weights.values())
    if whole <= 0:
        raise UnsoundProfileError("At least one weight must be above 0.")
    shares = {key: Fraction(weight * TOTAL, whole) for key, weight in weights.items()}
    floors = {key: int(share) for key, share in shares.items()}
    by_remainder = sorted(shares, key=lambda key: (floors[key] - shares[key], key))
    for key in by_remainder[: TOTAL - sum(floors.values())]:
        floors[key] += 1
    return floors


def _read(record: Mapping[str, Any]) -> WeightProfile:  # Any: JSON; the profile itself refuses what is unsound
    return WeightProfile(
        name=record["name"],
        version=record["version"],
        label=record["label"],
        weights=record["weights"],
        goal_steps=frozenset(record["goal_steps"]),
    )
