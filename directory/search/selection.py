"""Which listings, in which order, and how many more would there be? Columns and matches together.

The neighbouring kind comes last, and what leaves a wish open comes after what meets them all. Within that, relevance =
score, distance where a place was given, the sooner next session, the later assured; nearest = distance (unknown places
last); next session = the sooner, then score. Nearest without a place is relevance. Equals are stirred by the day, so
that nobody is always the first; the same day gives the same order, whatever page is looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np

from core.paging import slice_of
from directory.recurrence.slots import Part, slots_wanted
from directory.search.columns import NO, YES, Answers, Columns, Floats, Integers, Mask, Rows
from directory.search.criteria import Near, SearchCriteria, Sort
from directory.search.matched import Matches, Tier, among

_Choice = TypeVar("_Choice", int, Part)

KIND, DISTRICT, TIME, FACT = "kind", "district", "time", "fact:"


@dataclass(frozen=True, slots=True)
class FactCounts:
    """How many listings answer a question with yes, with no, and not yet (未確認)."""

    yes: int
    no: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many results each choice would give, with everything else that was chosen kept."""

    kinds: Mapping[str, int]
    districts: Mapping[str, int]
    weekdays: Mapping[int, int]
    parts: Mapping[Part, int]
    facts: Mapping[str, FactCounts]


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: its score (0 without words) and its distance where both places are known."""

    id: str
    score: int
    metres: float | None


@dataclass(frozen=True, slots=True)
class Selection:
    """One page of hits, the number of all, and the facets."""

    hits: tuple[Hit, ...]
    total: int
    facets: Facets


_METRES_PER_KM = 1000
_MOST_UNSTATED = 100
_DECIMETRES = 10  # distances are compared to 10 cm, so that the order does not hang on the last bit of a float
_FAR = np.iinfo(np.int64).max
_FEW = 200  # so many rows are sorted sooner than they are narrowed
_MANY = 5_000
_CIRCLES_KM = (1.0, 4.0, 16.0, 64.0)


def select(columns: Columns, matches: Matches | None, criteria: SearchCriteria) -> Selection:
    """The page of listings that the criteria ask for; `matches` are those of the words, None without words.

    Only rows that have the words and may lie within the radius are looked at, and only the page is put in order.
    """
    ground = _ground(columns, matches, criteria)
    masks = _masks(columns, ground, criteria)
    chosen = ground[_all_of(ground, masks)]
    page = slice_of(criteria.page, criteria.per_page)
    order = _Order(columns, matches, criteria)
    hits = order.first(chosen, page.stop)[page]
    scores, metres = order.scores(hits), order.metres(hits)
    return Selection(
        hits=tuple(Hit(str(columns.ids[row]), int(scores[at]), _known(metres[at])) for at, row in enumerate(hits)),
        total=len(chosen),
        facets=_facets(columns, ground, masks, criteria),
    )


def _ground(columns: Columns, matches: Matches | None, criteria: SearchCriteria) -> Rows:
    """What has the words, within the radius, without the kinds that must be asked for: by kind, word or name.

    Where only such kinds have the words, they are what was asked for.
    """
    near = criteria.near if criteria.near and criteria.near.radius_km is not None else None
    if matches is None:
        rows = _nearby(columns, columns.everything, near) if near else columns.everything
        return rows[_is_shown(columns, rows, criteria)]
    shown = matches.rows[_is_shown(columns, matches.rows, criteria) | (matches.best >= Tier.SYNONYM_NAME)]
    rows = shown if len(shown) else matches.rows
    return _nearby(columns, rows, near) if near else rows


def _is_shown(columns: Columns, rows: Rows, criteria: SearchCriteria) -> Mask:
    is_shown = columns.is_shown_by_default[rows]
    return is_shown | columns.kinds.having(criteria.kinds, rows) if criteria.kinds else is_shown


def _nearby(columns: Columns, rows: Rows, near: Near) -> Rows:
    """Those of the rows that lie within the radius."""
    farthest = (near.radius_km or 0.0) * _METRES_PER_KM
    around = columns.grid.around(near.latitude, near.longitude, farthest)
    kept = around if len(rows) == columns.count else around[among(around, rows)]
    return kept[columns.metres_from(near.latitude, near.longitude, kept) <= farthest]


def _masks(columns: Columns, rows: Rows, criteria: SearchCriteria) -> dict[str, Mask]:
    """Which of the rows pass each filter in use; the facts each have their own."""
    masks = {f"{FACT}{key}": columns.fact(key)[rows] == YES for key in criteria.facts}
    if criteria.kinds:
        masks[KIND] = columns.kinds.having(criteria.kinds, rows)
    if criteria.districts:
        masks[DISTRICT] = columns.districts.having(criteria.districts, rows)
    if criteria.slots:
        masks[TIME] = (columns.slots[rows] & criteria.slots) != 0
    return masks


def _all_of(rows: Rows, masks: Mapping[str, Mask], *, but: str = "") -> Mask:
    chosen = np.ones(len(rows), dtype=np.bool_)
    for name, mask in masks.items():
        if name != but:
            chosen &= mask
    return chosen


def _facets(columns: Columns, ground: Rows, masks: Mapping[str, Mask], criteria: SearchCriteria) -> Facets:
    chosen = ground[_all_of(ground, masks)]

    def without(name: str) -> Rows:
        return ground[_all_of(ground, masks, but=name)] if name in masks else chosen

    times = columns.slots[without(TIME)]
    keys = sorted({*columns.facts, *criteria.facts})
    return Facets(
        kinds=columns.kinds.counts(without(KIND)),
        districts=columns.districts.counts(without(DISTRICT)),
        weekdays=_touching(times, _weekdays(criteria.parts)),
        parts=_touching(times, _parts(criteria.weekdays)),
        facts={key: _answers(columns.fact(key)[without(f"{FACT}{key}")]) for key in keys},
    )


def _touching(times: Integers, wanted: Mapping[_Choice, int]) -> dict[_Choice, int]:
    """How many of the times each wish would find."""
    return {choice: int(np.count_nonzero(times & mask)) for choice, mask in wanted.items()}


@lru_cache(maxsize=64)
def _weekdays(parts: frozenset[Part]) -> Mapping[int, int]:
    return {day: slots_wanted((day,), parts) for day in range(7)}


@lru_cache(maxsize=512)
def _parts(weekdays: frozenset[int]) -> Mapping[Part, int]:
    return {part: slots_wanted(weekdays or range(7), (part,)) for part in Part}


def _answers(codes: Answers) -> FactCounts:
    yes, no = int(np.count_nonzero(codes == YES)), int(np.count_nonzero(codes == NO))
    return FactCounts(yes, no, len(codes) - yes - no)


_Key = Callable[[Rows], Integers]


@dataclass(frozen=True)
class _Order:
    """The order that the criteria ask for, as whole numbers of which the smaller stands higher."""

    columns: Columns
    matches: Matches | None
    criteria: SearchCriteria

    def first(self, rows: Rows, count: int) -> Rows:
        """The first of these rows in order; keys are looked at only as far as rows still tie for a place."""
        rows, keys = self._nearest_enough(rows, count), self._keys()
        sure: list[Rows] = []
        left = count
        for key in keys:
            if len(rows) <= max(left, _FEW):
                break
            values = key(rows)
            limit = np.partition(values, left - 1)[left - 1]
            sure.append(rows[values < limit])
            rows = rows[values == limit]
            left -= len(sure[-1])
        kept = np.concatenate([*sure, rows])
        return kept[np.lexsort([key(kept) for key in reversed(keys)])][:count]

    def scores(self, rows: Rows) -> Integers:
        """What the words give each row; 0 without words."""
        if self.matches is None:
            return np.zeros(len(rows), dtype=np.int64)
        return self.matches.scores[np.searchsorted(self.matches.rows, rows)]

    def metres(self, rows: Rows) -> Floats:
        """How far each row lies from the place that was given; NaN where one of the places is not known."""
        near = self.criteria.near
        if near is None:
            return np.full(len(rows), np.nan)
        return self.columns.metres_from(near.latitude, near.longitude, rows)

    def _keys(self) -> tuple[_Key, ...]:
        """The neighbouring kind and open wishes, what the sort asks for, and the turn of the day."""
        asked, is_near = self.criteria.sort, self.criteria.near is not None
        if asked is Sort.NEAREST and is_near:
            return (self._classes, self._far, self._turns)
        if asked is Sort.NEXT_SESSION:
            return (self._classes, self._next, self._below, self._turns)
        far = (self._far,) if is_near else ()
        return (self._classes, self._below, *far, self._next, self._unassured, self._turns)

    def _nearest_enough(self, rows: Rows, count: int) -> Rows:
        """Without words the nearest come first: those in the smallest circle that has enough of them, else all."""
        near = self.criteria.near
        if near is None or self.matches is not None or self.criteria.sort is Sort.NEXT_SESSION:
            return rows
        for radius in _CIRCLES_KM if len(rows) > _MANY else ():
            inside = _nearby(self.columns, rows, Near(near.latitude, near.longitude, radius))
            if np.count_nonzero(self.metres(inside) < radius * _METRES_PER_KM - 1) >= count:
                return inside
        return rows

    def _classes(self, rows: Rows) -> Integers:
        if self.matches is None:
            return np.zeros(len(rows), dtype=np.int64)
        found, places = self.matches, np.searchsorted(self.matches.rows, rows)
        classes: Integers = found.unstated[places] + _MOST_UNSTATED * found.neighbours[places]
        classes[found.weakest[places] == Tier.NAME_EXACT] = 0
        return classes

    def _below(self, rows: Rows) -> Integers:
        return -self.scores(rows)

    def _far(self, rows: Rows) -> Integers:
        metres = self.metres(rows)
        is_known = ~np.isnan(metres)
        far = np.full(len(metres), _FAR, dtype=np.int64)
        far[is_known] = np.rint(metres[is_known] * _DECIMETRES)
        return far

    def _next(self, rows: Rows) -> Integers:
        return self.columns.next_sessions[rows]

    def _unassured(self, rows: Rows) -> Integers:
        return -self.columns.assured[rows]

    def _turns(self, rows: Rows) -> Integers:
        return self.columns.stirred(rows, self.criteria.day_seed)


def _known(metres: np.float64) -> float | None:
    return None if np.isnan(metres) else float(metres)
