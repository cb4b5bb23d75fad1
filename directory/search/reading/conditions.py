"""What did the reader say, piece by piece? Conditions with the place in the words that they came from, and the rest."""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class Matter(StrEnum):
    """What a condition speaks of; beside each the form of its values."""

    WEEKDAY = "weekday"  # "0" (Monday) … "6", alternatives
    PART = "part"  # names of Part: MORNING, AFTERNOON, EVENING
    HOURS = "hours"  # "600-720": minutes of the day, the end after the start
    NTH = "nth"  # "2-5": the second Saturday; "last-5": the last one
    DAY = "day"  # today, tomorrow, day_after, week, weekend, next_week, holiday
    NOW = "now"  # "open"
    DISTRICT = "district"  # codes of districts
    PLACE = "place"  # the name of a town or place as folded
    KIND = "kind"  # codes of kinds
    FACT = "fact"  # a key of directory.fact_keys; negated = the answer no is wished for
    NEAR = "near"  # walk or near
    AGE = "age"  # years: "75"; months: "m6"
    AUDIENCE = "audience"  # a key of AUDIENCES in directory.search.reading.people


@dataclass(frozen=True, slots=True)
class Condition:
    """One wish; `text` is what was typed, `spans` are its slices of the words."""

    matter: Matter
    values: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    text: str = ""
    is_negated: bool = False

    @property
    def key(self) -> str:
        """The name under which an address takes it out (`without=`): weekday:2, -district:hikimi."""
        return f"{'-' if self.is_negated else ''}{self.matter}:{'.'.join(self.values)}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the subject as typed: whole, and where it has several known words its parts.

    A verb (遊べる) tells of the subject only where no noun does. A phrase (夜眠れない) is looked for as what it means.
    """

    whole: str
    parts: tuple[str, ...] = ()
    is_verb: bool = False
    means: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as it was understood.

    `subject` are the words that a listing must have; `rest` shows them as one text. `background` words may be there.
    """

    words: str
    conditions: tuple[Condition, ...] = ()
    subject: tuple[Piece, ...] = ()
    background: tuple[str, ...] = ()

    @property
    def rest(self) -> str:
        """The subject as text."""
        return " ".join(piece.whole for piece in self.subject)

    def of(self, matter: Matter) -> tuple[Condition, ...]:
        """The conditions that speak of one matter."""
        return tuple(one for one in self.conditions if one.matter is matter)

    def condition(self, key: str) -> Condition | None:
        """The condition with this key."""
        return next((one for one in self.conditions if one.key == key), None)
