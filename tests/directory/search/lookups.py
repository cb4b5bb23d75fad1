"""What an index finds, told in ids: the columns of bare listings turn its keys into rows and back."""

from collections.abc import Iterable

import numpy as np

from directory.search.columns import Columns, ListingRow
from directory.search.forms import Field
from directory.search.lookup import IndexLookup
from directory.search.matched import Match, Matches
from directory.search.ranking import matches
from directory.search.text_index.protocol import Question, Snapshot
from directory.search.words import Query


def bare(ids: Iterable[str]) -> Columns:
    """Columns of listings of which nothing is known but the id."""
    return Columns.of(ListingRow(key, "salon") for key in ids)


def holding(snapshot: Snapshot, field: Field, needle: str) -> set[str]:
    """The ids of the entries whose form of this field has the needle."""
    return answering(snapshot, [(field, needle)])


def answering(snapshot: Snapshot, questions: list[Question]) -> set[str]:
    """The ids of the entries for which one of the questions holds."""
    columns = bare(snapshot.names())
    return {str(key) for key in columns.ids[columns.rows_of(snapshot.keys(questions))]}


def matches_by_id(snapshot: Snapshot, query: Query) -> dict[str, Match]:
    """The match of every listing that answers the query."""
    columns = bare(snapshot.names())
    return by_id(columns, matches(IndexLookup(snapshot, columns), query))


def by_id(columns: Columns, found: Matches) -> dict[str, Match]:
    """Matches by the id of the listing."""
    return {str(columns.ids[row]): match for row, match in found}


def matches_of(columns: Columns, found: dict[str, Match]) -> Matches:
    """The matches of these listings, as far as the columns know them."""
    rows = [(row, match) for key, match in found.items() if (row := columns.row_of(key)) is not None]
    return matches_of_rows(rows)


def matches_of_rows(pairs: Iterable[tuple[int, Match]]) -> Matches:
    """Matches of rows, put in order."""
    joined = Matches.nothing()
    for row, match in sorted(pairs):
        joined = joined.over(Matches.all_as(np.array([row], dtype=np.intp), match))
    return joined
