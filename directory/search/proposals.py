"""What can be proposed to somebody who begins to type? A completer for each scope, renewed when listings changed."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core import clock
from core.scope import scope_key
from directory.districts import list_districts
from directory.models.district import District
from directory.search.catalogue import Board
from directory.search.completion import (
    Completer,
    Completion,
    CompletionKind,
    Entry,
    field_words,
    name_entries,
    parts_of,
)
from directory.search.finder import Finder
from directory.search.forms import Field, text_needle
from directory.search.text_index.protocol import RebuildNeededError, Snapshot

RENEWED_EVERY: Final = timedelta(seconds=60)
_LOOKED_IN: Final = (Field.NAME, Field.KIND, Field.TEXT)


@dataclass(frozen=True, slots=True)
class _Made:
    """A completer, the change that it knows, and since when it stands."""

    completer: Completer
    sequence: int
    at: datetime


@dataclass
class Proposals:
    """The completers of this process; a listing that was withdrawn is proposed no longer from that moment on."""

    finder: Finder
    _made: dict[object, _Made] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def complete(self, session: Session, typed: str) -> tuple[Completion, ...]:
        """What the typed text may become in this session's towns."""
        board = self.finder.catalogue.current(session)
        return self._completer(session, board).complete(typed, board.known)

    def _completer(self, session: Session, board: Board) -> Completer:
        scope = scope_key(session)
        made = self._made.get(scope)
        if made is None or not _is_fresh(made, board):
            with self._lock:
                made = self._made.get(scope)
                if made is None or not _is_fresh(made, board):
                    completer = Completer.of(_entries(board, list_districts(session), self._snapshot()))
                    made = self._made[scope] = _Made(completer, board.sequence, clock.now())
        return made.completer

    def _snapshot(self) -> Snapshot | None:
        try:
            return self.finder.index.snapshot()
        except RebuildNeededError:
            return None


def _is_fresh(made: _Made, board: Board) -> bool:
    return made.sequence == board.sequence or made.at <= clock.now() < made.at + RENEWED_EVERY


def _entries(board: Board, districts: list[District], snapshot: Snapshot | None) -> Iterator[Entry]:
    yield from _kinds(board)
    yield from _words(board, snapshot)
    yield from _districts(board, districts)
    shown = (known.listing for known in board.known.values() if known.row.is_shown_by_default)
    yield from name_entries((str(one.id), one.name, one.name_kana) for one in shown)


def _kinds(board: Board) -> Iterator[Entry]:
    counts = board.columns.kinds.counts(board.columns.shown)
    for code, kind in board.kinds.items():
        if code in counts:
            for name, kana in (*parts_of(kind.name, kind.name_kana), (kind.names.get("en", kind.name), "")):
                yield Entry(name, kana, CompletionKind.KIND, counts[code])


def _words(board: Board, snapshot: Snapshot | None) -> Iterator[Entry]:
    """The words that some listing has; none while the index is made."""
    if snapshot is None:
        return
    for word, kana in field_words():
        found = board.columns.rows_of(snapshot.keys([(place, text_needle(word)) for place in _LOOKED_IN]))
        if len(found):
            yield Entry(word, kana, CompletionKind.WORD, len(found))


def _districts(board: Board, districts: list[District]) -> Iterator[Entry]:
    counts = board.columns.districts.counts(board.columns.shown)
    areas: dict[tuple[str, str], int] = {}
    for district in districts:
        if count := counts.get(district.code, 0):
            yield Entry(district.name, district.name_kana, CompletionKind.DISTRICT, count)
            area = (district.area, district.area_kana)
            areas[area] = areas.get(area, 0) + count
    yield from (Entry(name, kana, CompletionKind.DISTRICT, count) for (name, kana), count in areas.items() if name)
