"""What does a reader look for? One frozen object, made at the door."""

from dataclasses import dataclass
from enum import StrEnum

from core.paging import PER_PAGE
from directory.recurrence.slots import Part, slots_wanted


class Sort(StrEnum):
    """The order of the results; every order ends with the id, so that pages never overlap."""

    RELEVANCE = "relevance"
    NEAREST = "nearest"
    NEXT_SESSION = "next_session"


@dataclass(frozen=True, slots=True)
class Near:
    """Around which place, and how far at most; without a radius only the order asks for the place."""

    latitude: float
    longitude: float
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class SearchCriteria:
    """A search; whatever is empty excludes nothing, the values of one field are alternatives, the fields must all hold.

    `weekdays` count from Monday = 0; `facts` are keys that must be answered with yes (step_free, free …). What is
    chosen here must be so; what is read from the words may be 未確認 (directory.search.reading). `without` are the keys
    of conditions that were read and taken out again. `day_seed` stirs equals: the address of a page keeps it.
    """

    words: str = ""
    without: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()
    parts: frozenset[Part] = frozenset()
    facts: frozenset[str] = frozenset()
    near: Near | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    day_seed: int | None = None

    @property
    def slots(self) -> int:
        """The wanted weekdays and parts as a mask; 0 when any time will do."""
        if not self.weekdays and not self.parts:
            return 0
        return slots_wanted(self.weekdays or range(7), self.parts)
