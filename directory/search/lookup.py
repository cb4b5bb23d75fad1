"""Which listings of this moment have which words? What the index says, put right by what changed after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from sqlalchemy.orm import Session

from directory.index_feed import changed_after
from directory.search.catalogue import Board
from directory.search.columns import Columns
from directory.search.matched import Rows, among
from directory.search.text_index.protocol import Question, RebuildNeededError, Snapshot, TextIndex
from directory.search.text_index.scan import ScanSnapshot


@dataclass(frozen=True)
class IndexLookup:
    """The rows that one snapshot of an index knows."""

    snapshot: Snapshot
    columns: Columns

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.columns.count

    def rows(self, questions: Sequence[Question]) -> Rows:
        """The rows, in order, that answer at least one of the questions."""
        return self.columns.rows_of(self.snapshot.keys(questions))


@dataclass(frozen=True)
class CurrentLookup:
    """The rows as they are now: what changed after the index is looked through directly."""

    session: Session
    index: TextIndex
    board: Board

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.board.columns.count

    def rows(self, questions: Sequence[Question]) -> Rows:
        """The rows, in order, that answer at least one of the questions."""
        indexed, changed, unread = self._sources
        found = indexed.rows(questions) if indexed else np.empty(0, dtype=np.intp)
        if unread is None:
            return found
        return np.union1d(found[~among(found, changed)], unread.rows(questions))

    @cached_property
    def _sources(self) -> tuple[IndexLookup | None, Rows, IndexLookup | None]:
        """The index, the rows about which it is late, and these rows as they are; no index where it must be made."""
        columns = self.board.columns
        try:
            snapshot = self.index.snapshot()
        except RebuildNeededError:
            return None, columns.everything, self._unread(set(self.board.known))
        indexed = IndexLookup(snapshot, columns)
        if snapshot.applied >= self.board.sequence:
            return indexed, np.empty(0, dtype=np.intp), None
        changed = {str(key) for key in changed_after(self.session, snapshot.applied)} & self.board.known.keys()
        rows = sorted(row for key in changed if (row := columns.row_of(key)) is not None)
        return indexed, np.array(rows, dtype=np.intp), self._unread(changed)

    def _unread(self, keys: set[str]) -> IndexLookup:
        entries = {key: self.board.known[key].unread for key in keys}
        return IndexLookup(ScanSnapshot(self.board.sequence, entries), self.board.columns)
