"""Which listings, in which order, and how many more would there be? Columns and matches together.

The neighbouring kind comes last, and what leaves a wish open comes after what meets them all. Within that, relevance =
score, distance where a place was given, the sooner next session, the later assured; nearest = distance (unknown places
last); next session = the sooner, then score. Nearest without a place is relevance. Equals are stirred by the day, so
that nobody is always the first; the same day gives the same order, whatever page is looked at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from core.paging import slice_of
from directory.recurrence.slots import Part, slots_wanted
from directory.search.columns import NO, UNKNOWN, YES, Answers, Columns, Floats, Integers, Mask
from directory.search.criteria import SearchCriteria, Sort
from directory.search.ranking import Match, Tier

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


def select(columns: Columns, matches: Mapping[str, Match] | None, criteria: SearchCriteria) -> Selection:
    """The page of listings that the criteria ask for; `matches` are those of the words, None without words."""
    scores = _Ranks.of(columns, matches).scores
    metres = _metres(columns, criteria)
    ground = _ground(columns, matches, criteria) & _within(metres, criteria)
    masks = _masks(columns, criteria)
    chosen = _all_of(ground, masks)
    order = _order(columns, _Ranks.of(columns, matches), metres, criteria)
    rows = order[chosen[order]]
    page = rows[slice_of(criteria.page, criteria.per_page)]
    return Selection(
        hits=tuple(Hit(columns.ids[row], int(scores[row]), _known(metres[row])) for row in page),
        total=len(rows),
        facets=_facets(columns, ground, masks, criteria),
    )


@dataclass(frozen=True, slots=True)
class _Ranks:
    """What the words say of every row: the score, and the class that comes before it (lower stands higher)."""

    scores: Integers
    classes: Integers

    @classmethod
    def of(cls, columns: Columns, matches: Mapping[str, Match] | None) -> Self:
        """The ranks of all rows."""
        scores, classes = np.zeros(len(columns.ids), dtype=np.int64), np.zeros(len(columns.ids), dtype=np.int64)
        for key, match in (matches or {}).items():
            if (row := columns.row_of.get(key)) is not None:
                scores[row], classes[row] = match.score, _class_of(match)
        return cls(scores, classes)


def _class_of(match: Match) -> int:
    if match.weakest is Tier.NAME_EXACT:
        return 0
    return match.unstated + _MOST_UNSTATED * match.is_neighbour


def _metres(columns: Columns, criteria: SearchCriteria) -> Floats:
    if criteria.near is None:
        return np.full(len(columns.ids), np.nan)
    return columns.metres_from(criteria.near.latitude, criteria.near.longitude)


def _ground(columns: Columns, matches: Mapping[str, Match] | None, criteria: SearchCriteria) -> Mask:
    """What has the words, without the kinds that must be asked for, by kind, by the kind's word or by name.

    Where only such kinds have the words, they are what was asked for.
    """
    is_shown = columns.is_shown_by_default | columns.kinds.having(criteria.kinds)
    if matches is None:
        return is_shown
    asked = [key for key, match in matches.items() if match.best >= Tier.SYNONYM_NAME]
    found = _rows(columns, matches)
    shown = found & (is_shown | _rows(columns, asked))
    return shown if shown.any() else found


def _rows(columns: Columns, ids: Iterable[str]) -> Mask:
    mask = np.zeros(len(columns.ids), dtype=np.bool_)
    mask[[columns.row_of[key] for key in ids if key in columns.row_of]] = True
    return mask


def _within(metres: Floats, criteria: SearchCriteria) -> Mask:
    if criteria.near is None or criteria.near.radius_km is None:
        return np.ones(len(metres), dtype=np.bool_)
    return metres <= criteria.near.radius_km * _METRES_PER_KM


def _masks(columns: Columns, criteria: SearchCriteria) -> dict[str, Mask]:
    """One mask for each filter in use; the facts each have their own."""
    masks = {f"{FACT}{key}": columns.fact(key) == YES for key in criteria.facts}
    if criteria.kinds:
        masks[KIND] = columns.kinds.having(criteria.kinds)
    if criteria.districts:
        masks[DISTRICT] = columns.districts.having(criteria.districts)
    if criteria.slots:
        masks[TIME] = (columns.slots & criteria.slots) != 0
    return masks


def _all_of(ground: Mask, masks: Mapping[str, Mask], *, but: str = "") -> Mask:
    chosen = ground.copy()
    for name, mask in masks.items():
        if name != but:
            chosen &= mask
    return chosen


def _facets(columns: Columns, ground: Mask, masks: Mapping[str, Mask], criteria: SearchCriteria) -> Facets:
    times = columns.slots[_all_of(ground, masks, but=TIME)]
    keys = sorted({*columns.facts, *criteria.facts})
    return Facets(
        kinds=columns.kinds.counts(_all_of(ground, masks, but=KIND)),
        districts=columns.districts.counts(_all_of(ground, masks, but=DISTRICT)),
        weekdays={day: _touching(times, slots_wanted((day,), criteria.parts)) for day in range(7)},
        parts={part: _touching(times, slots_wanted(criteria.weekdays or range(7), (part,))) for part in Part},
        facts={key: _answers(columns.fact(key)[_all_of(ground, masks, but=f"{FACT}{key}")]) for key in keys},
    )


def _touching(times: Integers, wanted: int) -> int:
    return int(np.count_nonzero(times & wanted))


def _answers(codes: Answers) -> FactCounts:
    yes, no, unknown = (int(np.count_nonzero(codes == code)) for code in (YES, NO, UNKNOWN))
    return FactCounts(yes, no, unknown)


def _order(columns: Columns, ranks: _Ranks, metres: Floats, criteria: SearchCriteria) -> npt.NDArray[np.intp]:
    """All rows in the wanted order, the last key first; the sort is stable, and the stirred rows are the last word."""
    stirred = columns.stirred(criteria.day_seed)
    far = np.round(np.nan_to_num(metres, nan=np.inf) * _DECIMETRES)
    if criteria.sort is Sort.NEAREST and criteria.near is not None:
        return np.lexsort((stirred, far, ranks.classes))
    if criteria.sort is Sort.NEXT_SESSION:
        return np.lexsort((stirred, -ranks.scores, columns.next_sessions, ranks.classes))
    return np.lexsort((stirred, -columns.assured, columns.next_sessions, far, -ranks.scores, ranks.classes))


def _known(metres: np.float64) -> float | None:
    return None if np.isnan(metres) else float(metres)
