"""Filters, counts, distance and order are those of going through the listings one by one."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.facts import Fact
from directory.recurrence.slots import Part, slot
from directory.search.columns import EARTH_RADIUS_M, Columns, ListingRow
from directory.search.criteria import Near, SearchCriteria, Sort
from directory.search.matched import Match, Tier
from directory.search.selection import FactCounts, Selection, select
from tests.directory.search.lookups import matches_of

START = datetime(2026, 11, 25, tzinfo=UTC)
HIDDEN = "nursery"
MIDDLE = Near(34.6749, 131.8424)

SLOTS = st.sets(st.integers(0, 27)).map(lambda bits: sum(1 << bit for bit in bits))
ROWS = st.lists(
    st.builds(
        ListingRow,
        id=st.integers(0, 99).map("{:02}".format),
        kind=st.sampled_from(["salon", "exercise", HIDDEN]),
        districts=st.lists(st.sampled_from(["a", "b", "c"]), max_size=2).map(tuple),
        slots=SLOTS,
        facts=st.dictionaries(st.sampled_from(["free", "step_free"]), st.sampled_from(Fact)),
        latitude=st.none() | st.floats(34.4, 34.9),
        longitude=st.none() | st.floats(131.6, 132.2),
        next_session=st.none() | st.integers(0, 5).map(lambda days: START + timedelta(days)),
        assured_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4)),
    ).map(lambda row: replace(row, is_shown_by_default=row.kind != HIDDEN)),
    max_size=12,
    unique_by=lambda row: row.id,
)
CRITERIA = st.builds(
    SearchCriteria,
    kinds=st.frozensets(st.sampled_from(["salon", "exercise", HIDDEN, "unknown"]), max_size=2),
    districts=st.frozensets(st.sampled_from(["a", "b", "z"]), max_size=2),
    weekdays=st.frozensets(st.integers(0, 6), max_size=2),
    parts=st.frozensets(st.sampled_from(Part), max_size=2),
    facts=st.frozensets(st.sampled_from(["free", "step_free", "nobody_asked"]), max_size=2),
    near=st.none() | st.builds(Near, st.floats(34.4, 34.9), st.floats(131.6, 132.2), st.none() | st.floats(0, 60)),
    sort=st.sampled_from(Sort),
    per_page=st.just(100),
)
MATCHES = st.none() | st.dictionaries(
    st.integers(0, 99).map("{:02}".format), st.sampled_from(Tier).map(lambda tier: Match(tier, int(tier))), max_size=60
)

Found = dict[str, Match] | None


def metres(row: ListingRow, near: Near | None) -> float | None:
    """Haversine, as the book has it."""
    if near is None or row.latitude is None or row.longitude is None:
        return None
    north, here = math.radians(row.latitude), math.radians(near.latitude)
    east = math.radians(row.longitude - near.longitude)
    half = math.sin((north - here) / 2) ** 2 + math.cos(north) * math.cos(here) * math.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half))


def is_shown(row: ListingRow, found: Found, asked: SearchCriteria) -> bool:
    match = None if found is None else found.get(row.id)
    is_asked_by_name = match is not None and match.weakest >= Tier.KIND
    return row.is_shown_by_default or row.kind in asked.kinds or is_asked_by_name


def answers(row: ListingRow, found: Found, asked: SearchCriteria) -> bool:
    match = None if found is None else found.get(row.id)
    distance = metres(row, asked.near)
    radius = asked.near.radius_km if asked.near else None
    return all(
        [
            found is None or match is not None,
            not asked.kinds or row.kind in asked.kinds,
            not asked.districts or set(row.districts) & asked.districts,
            not (asked.weekdays or asked.parts) or meets(row, asked),
            all(row.facts.get(key) is Fact.YES for key in asked.facts),
            radius is None or (distance is not None and distance <= radius * 1000),
        ]
    )


def meets(row: ListingRow, asked: SearchCriteria) -> bool:
    days, parts = asked.weekdays or range(7), asked.parts or Part
    return any(row.slots & slot(day, part) for day in days for part in parts)


def chosen(rows: list[ListingRow], found: Found, asked: SearchCriteria) -> list[ListingRow]:
    ground = rows if found is None else [row for row in rows if row.id in found]
    shown = [row for row in ground if is_shown(row, found, asked)]
    if found is not None and not shown:
        shown = ground
    return sorted((row for row in shown if answers(row, found, asked)), key=order(found, asked))


def order(found: Found, asked: SearchCriteria) -> Callable[[ListingRow], tuple[float | str, ...]]:
    def place(row: ListingRow) -> tuple[float | str, ...]:
        score = found[row.id].score if found is not None and row.id in found else 0
        session = row.next_session.timestamp() if row.next_session else math.inf
        assured = row.assured_on.toordinal() if row.assured_on else 0
        distance = metres(row, asked.near)
        by = {
            Sort.NEAREST: (math.inf if distance is None else round(distance * 10),),
            Sort.NEXT_SESSION: (session, -score),
            Sort.RELEVANCE: (-score, session, -assured),
        }
        has_place = asked.sort is not Sort.NEAREST or asked.near is not None
        return (*by[asked.sort if has_place else Sort.RELEVANCE], row.id)

    return place


def search(rows: list[ListingRow], found: Found = None, **asked: object) -> Selection:
    return selected(rows, found, SearchCriteria(**asked))  # type: ignore[arg-type]


def selected(rows: list[ListingRow], found: Found, asked: SearchCriteria) -> Selection:
    columns = Columns.of(rows)
    return select(columns, None if found is None else matches_of(columns, found), asked)


@given(ROWS, MATCHES, CRITERIA)
def test_hits_and_order_are_those_of_going_through_all(
    rows: list[ListingRow], found: Found, asked: SearchCriteria
) -> None:
    result = selected(rows, found, asked)
    wanted = chosen(rows, found, asked)
    assert [hit.id for hit in result.hits] == [row.id for row in wanted]
    assert result.total == len(wanted)
    for hit, row in zip(result.hits, wanted, strict=True):
        assert hit.metres == pytest.approx(metres(row, asked.near), abs=0.01)


@given(ROWS, MATCHES, CRITERIA)
def test_a_count_is_what_the_choice_would_give(rows: list[ListingRow], found: Found, asked: SearchCriteria) -> None:
    facets = selected(rows, found, asked).facets

    def total(**choice: object) -> int:
        return len(chosen(rows, found, replace(asked, **choice)))  # type: ignore[arg-type]

    for kind in ("salon", "exercise"):
        assert facets.kinds.get(kind, 0) == total(kinds=frozenset({kind}))
    for district in "abc":
        assert facets.districts.get(district, 0) == total(districts=frozenset({district}))
    for day, number in facets.weekdays.items():
        assert number == total(weekdays=frozenset({day}))
    for part, number in facets.parts.items():
        assert number == total(parts=frozenset({part}))
    for key, counts in facets.facts.items():
        assert counts.yes == total(facts=asked.facts | {key})
        assert counts.yes + counts.no + counts.unknown == total(facts=asked.facts - {key})


def test_kinds_that_must_be_asked_for_show_where_only_they_have_the_words() -> None:
    rows = [ListingRow("1", "salon"), ListingRow("2", HIDDEN, is_shown_by_default=False)]
    in_both = dict.fromkeys(("1", "2"), Match(Tier.TEXT, Tier.TEXT))
    assert [hit.id for hit in search(rows, in_both).hits] == ["1"]
    assert [hit.id for hit in search(rows, {"2": in_both["2"]}).hits] == ["2"]
    assert [hit.id for hit in search(rows).hits] == ["1"]


def test_what_nobody_answered_is_counted_as_unknown() -> None:
    rows = [
        ListingRow("1", "salon", facts={"free": Fact.YES}),
        ListingRow("2", "salon", facts={"free": Fact.NO}),
        ListingRow("3", "salon"),
    ]
    result = search(rows, facts=frozenset({"free"}))
    assert [hit.id for hit in result.hits] == ["1"]
    assert result.facets.facts["free"] == FactCounts(yes=1, no=1, unknown=1)


def test_pages_do_not_overlap_and_leave_nothing_out() -> None:
    rows = [ListingRow(f"{number:02}", "salon") for number in range(45)]
    pages = [[hit.id for hit in search(rows, page=page).hits] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [20, 20, 5, 0]
    assert sorted(chain.from_iterable(pages)) == [row.id for row in rows]


def test_the_nearest_comes_first_and_unknown_places_last() -> None:
    rows = [
        ListingRow("far", "salon", latitude=34.8, longitude=131.9),
        ListingRow("nowhere", "salon"),
        ListingRow("near", "salon", latitude=34.675, longitude=131.8424),
    ]
    hits = search(rows, near=MIDDLE, sort=Sort.NEAREST).hits
    assert [hit.id for hit in hits] == ["near", "far", "nowhere"]
    assert hits[2].metres is None


def test_nothing_is_found_among_nothing() -> None:
    assert search([]).total == 0
    assert search([], {"gone": Match(Tier.NAME, 5)}, kinds=frozenset({"salon"})).hits == ()
