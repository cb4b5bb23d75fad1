"""What did the reader ask for? The address of a search, read into criteria and written back."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from directory.models.district import District
from directory.recurrence.slots import Part
from directory.search.criteria import Near, SearchCriteria, Sort
from directory.taxonomy.kinds import Kind

LONGEST_WORDS: Final = 100
FACTS: Final = (
    "step_free",
    "free_of_charge",
    "transport_assistance",
    "visit_possible",
    "children_welcome",
    "wheelchair",
)
PARTS: Final = (Part.MORNING, Part.AFTERNOON, Part.EVENING)
RADII: Final = (2, 5, 10, 20)
DEFAULT_RADIUS_KM: Final = 10


@dataclass(frozen=True)
class Asked:
    """A reader's search: what the address says, cleaned of what means nothing here."""

    words: str
    kinds: tuple[str, ...]
    districts: tuple[str, ...]
    weekdays: tuple[int, ...]
    parts: tuple[str, ...]
    facts: tuple[str, ...]
    near: str
    radius: int
    sort: str
    page: int

    def criteria(self, districts: Mapping[str, District]) -> SearchCriteria:
        """The criteria that the search stands for; `near` names a district, whose point is the centre."""
        centre = districts.get(self.near)
        near = None
        if centre is not None and centre.latitude is not None and centre.longitude is not None:
            near = Near(centre.latitude, centre.longitude, float(self.radius))
        return SearchCriteria(
            words=self.words,
            kinds=frozenset(self.kinds),
            districts=frozenset(self.districts),
            weekdays=frozenset(self.weekdays),
            parts=frozenset(Part[name] for name in self.parts),
            facts=frozenset(self.facts),
            near=near,
            sort=self._sort(has_near=near is not None),
            page=self.page,
        )

    def _sort(self, *, has_near: bool) -> Sort:
        if self.sort in {str(sort) for sort in Sort} and (self.sort != Sort.NEAREST or has_near):
            return Sort(self.sort)
        if has_near:
            return Sort.NEAREST
        return Sort.RELEVANCE if self.words else Sort.NEXT_SESSION

    def pairs(self, **changed: object) -> list[tuple[str, object]]:
        """The address's query again, with some values changed; None takes one out."""
        values: dict[str, object] = {
            "q": self.words or None,
            "kind": self.kinds,
            "district": self.districts,
            "weekday": self.weekdays,
            "part": self.parts,
            "fact": self.facts,
            "near": self.near or None,
            "radius": self.radius if self.near else None,
            "sort": self.sort or None,
            **changed,
        }
        return [pair for name, value in values.items() for pair in _spread(name, value)]


def _spread(name: str, value: object) -> Iterable[tuple[str, object]]:
    if value is None:
        return []
    return [(name, one) for one in value] if isinstance(value, tuple) else [(name, value)]


def read_search(query: "MultiDict[str, str]", kinds: Mapping[str, Kind], districts: Mapping[str, District]) -> Asked:
    """The search that an address asks for; what does not exist is left out, never refused."""
    words = _clean(query.get("q", ""))
    near = query.get("near", "")
    return Asked(
        words=words,
        kinds=_known(query.getlist("kind"), kinds),
        districts=_known(query.getlist("district"), districts),
        weekdays=tuple(sorted({int(day) for day in query.getlist("weekday") if day in set("0123456")})),
        parts=_known(query.getlist("part"), [part.name for part in PARTS]),
        facts=_known(query.getlist("fact"), FACTS),
        near=near if near in districts else "",
        radius=_number(query.get("radius", ""), DEFAULT_RADIUS_KM, 50),
        sort=query.get("sort", ""),
        page=_number(query.get("page", ""), 1, 10_000),
    )


def _clean(text: str) -> str:
    """The words without control characters, which no page may show, and no longer than a search needs."""
    return "".join(" " if unicodedata.category(one).startswith("C") else one for one in text).strip()[:LONGEST_WORDS]


def _known(values: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    names = set(allowed)
    return tuple(dict.fromkeys(value for value in values if value in names))


def _number(text: str, usual: int, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 7 else usual  # noqa: PLR2004 - longer is no page
