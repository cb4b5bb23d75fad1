"""What a check of an answer finds."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What an answer may break."""

    UNLISTED = "unlisted"
    TWICE = "twice"
    LOCK = "lock"
    FORBIDDEN = "forbidden"
    FLOOR = "floor"
    PLACEMENTS = "placements"
    CLASH = "clash"
    CAPACITY = "capacity"
    GROUP = "group"
    RESOURCE = "resource"
    RIDES = "rides"
    UNSTABLE = "unstable"
    VALUE = "value"
    PLACED = "placed"
    LEVELS = "levels"
    UNPLACED = "unplaced"
    REASON = "reason"
    BOUND = "bound"
    STATUS = "status"
    PRICES = "prices"
    NOT_BEST = "not_best"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A rule that the answer breaks, and where: names of people, options, slots or resources, or what is claimed."""

    rule: Rule
    about: tuple[str, ...] = ()


class Basis(StrEnum):
    """On what the verdict about the best answer stands."""

    GIVEN_PRICES = "given_prices"
    OWN_PRICES = "own_prices"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was counted from the problem and the pairs alone, and whether nothing better exists.

    `is_best` is None where prices cannot tell: with side constraints, in a stable answer, or beside faults.
    """

    faults: tuple[Fault, ...]
    value: int
    placed: int
    is_best: bool | None = None
    basis: Basis = Basis.NONE

    @property
    def is_sound(self) -> bool:
        """Whether the answer keeps every rule and claims nothing wrong."""
        return not self.faults
