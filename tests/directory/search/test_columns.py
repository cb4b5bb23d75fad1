"""Columns that were renewed are those that are made afresh."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.columns import Columns, ListingRow
from directory.search.labels import Labels
from tests.directory.search.test_selection import ROWS

CHANGES = st.tuples(ROWS, st.sets(st.integers(0, 99).map("{:02}".format), max_size=8))


def words(labels: Labels, row: int) -> set[str]:
    return {labels.names[code] for code in labels.codes[labels.starts[row] : labels.starts[row + 1]]}


def assert_same(one: Columns, other: Columns) -> None:
    assert one.ids.tolist() == other.ids.tolist()
    assert one.facts.keys() == other.facts.keys()
    for key in one.facts:
        assert one.fact(key).tolist() == other.fact(key).tolist()
    for field in fields(Columns):
        if field.name not in {"facts", "kinds", "districts", "ids"}:
            assert np.array_equal(getattr(one, field.name), getattr(other, field.name), equal_nan=True), field.name
    for row in range(one.count):
        assert words(one.kinds, row) == words(other.kinds, row)
        assert words(one.districts, row) == words(other.districts, row)


@given(ROWS, st.lists(CHANGES, max_size=3))
def test_renewing_is_the_same_as_starting_afresh(
    rows: list[ListingRow], changes: list[tuple[list[ListingRow], set[str]]]
) -> None:
    known = {row.id: row for row in rows}
    columns = Columns.of(rows)
    for fresh, gone in changes:
        for key in gone:
            known.pop(key, None)
        known |= {row.id: row for row in fresh}
        columns = columns.renewed(gone, fresh)
        assert_same(columns, Columns.of(known.values()))


def test_a_key_leads_to_its_row_and_an_unknown_key_to_none() -> None:
    columns = Columns.of(ListingRow(key, "salon") for key in "abc")
    assert columns.rows_of(np.sort(columns.keys[[2, 0]])).tolist() == [0, 2]
    assert columns.rows_of(np.array([1], dtype=np.uint64)).tolist() == []
    assert (columns.row_of("b"), columns.row_of("z"), columns.row_of("")) == (1, None, None)


@pytest.mark.control
def test_a_forgotten_row_is_noticed() -> None:
    columns = Columns.of([ListingRow("a", "salon")])
    with pytest.raises(AssertionError):
        assert_same(columns, columns.renewed(["a"], []))
