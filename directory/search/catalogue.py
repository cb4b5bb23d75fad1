"""What is known of every public listing right now? Kept in memory, exact to the last committed change."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from core import clock
from core.scope import scope_key
from directory import listings
from directory.index_feed import changed_after, newest_sequence
from directory.public_listing import PublicListing
from directory.search.columns import Columns, ListingRow
from directory.search.documents import begins, document_of, row_of, unread_entry
from directory.search.forms import name_form, text_needle
from directory.search.sounds import HeardWords
from directory.search.stated_times import StatedTimes, stated_times
from directory.search.suggestions import Likeness, name_words
from directory.search.text_index.protocol import IndexEntry
from directory.taxonomy.kinds import Kind, kinds_by_code

_ONE_DAY: Final = timedelta(days=1)
_Kinds = Mapping[str, Kind]


@dataclass(frozen=True)
class KnownListing:
    """A public listing with what was worked out of it, and until when that holds."""

    listing: PublicListing
    kind: Kind | None
    row: ListingRow
    holds_until: datetime

    @cached_property
    def unread(self) -> IndexEntry:
        """Its entry as far as it can be made without a dictionary."""
        return unread_entry(document_of(self.listing, self.kind))

    @cached_property
    def times(self) -> StatedTimes:
        """When it is open, as far as its data say so in any form."""
        return stated_times(self.listing)

    @cached_property
    def name(self) -> str:
        """Its name as names are compared."""
        return name_form(self.listing.name)


@dataclass(frozen=True, eq=False)
class Board:
    """All public listings that one scope sees, as of one change and until the next session begins; each is itself."""

    sequence: int
    known: Mapping[str, KnownListing]
    columns: Columns
    kinds: _Kinds

    @cached_property
    def name_words(self) -> Likeness:
        """The words that names are made of, to be proposed where one was mistyped."""
        return Likeness.of(
            {word: f"/{text_needle(word)}/" for one in self.known.values() for word in name_words(one.listing.name)}
        )

    @cached_property
    def heard(self) -> HeardWords:
        """The words in kanji that its listings are named and placed with, to be found by ear."""
        return HeardWords(tuple(text for one in self.known.values() for text in _names_of(one.listing)))

    made_at: datetime
    holds_until: datetime

    @cached_property
    def names(self) -> Likeness:
        """The names that are shown without being asked for, to be compared with a mistyped one."""
        return Likeness.of({key: one.name for key, one in self.known.items() if one.row.is_shown_by_default})

    def listing_at(self, row: int) -> KnownListing:
        """The listing of a row of the columns."""
        return self.known[str(self.columns.ids[row])]

    def is_current(self, sequence: int, now: datetime) -> bool:
        """Whether nothing has changed and no session has begun since it was made."""
        return self.sequence == sequence and self.made_at <= now < self.holds_until


@dataclass
class Catalogue:
    """The boards of this process: one for each set of municipalities; renewed when a change was committed."""

    _boards: dict[object, Board] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def current(self, session: Session) -> Board:
        """The board as this session must see it; costs one query while nothing changes."""
        scope, now = scope_key(session), clock.now()
        sequence = newest_sequence(session)
        board = self._boards.get(scope)
        if board is not None and board.is_current(sequence, now):
            return board
        with self._lock:
            board = self._boards.get(scope)
            if board is None or not board.is_current(sequence, now):
                board = _renewed(session, board, sequence, now)
                self._boards[scope] = board
            return board


def _renewed(session: Session, board: Board | None, sequence: int, now: datetime) -> Board:
    kinds = kinds_by_code(session)
    if board is None or sequence < board.sequence or kinds != board.kinds:
        known = {one.row.id: one for one in _known(listings.all_public(session), kinds, now)}
        columns = Columns.of(one.row for one in known.values())
    else:
        known, columns = _caught_up(session, board, now)
    return Board(
        sequence=sequence,
        known=known,
        columns=columns,
        kinds=kinds,
        made_at=now,
        holds_until=min((one.holds_until for one in known.values()), default=_midnight_after(now)),
    )


def _caught_up(session: Session, board: Board, now: datetime) -> tuple[dict[str, KnownListing], Columns]:
    """Read again what changed, and work out again what no longer holds; everything else is taken over."""
    changed = changed_after(session, board.sequence)
    gone = {str(key) for key in changed}
    is_earlier = now < board.made_at
    kept = {key: one for key, one in board.known.items() if key not in gone}
    outdated = [one.listing for one in kept.values() if is_earlier or one.holds_until <= now]
    read = listings.public_by_ids(session, changed).values()
    fresh = {one.row.id: one for one in _known([*outdated, *read], board.kinds, now)}
    return kept | fresh, board.columns.renewed(gone, (one.row for one in fresh.values()))


def _known(found: Iterable[PublicListing], kinds: _Kinds, now: datetime) -> Iterator[KnownListing]:
    midnight = _midnight_after(now)
    for listing in found:
        upcoming = next(iter(listing.next_sessions(now)), None)
        kind = kinds.get(listing.kind)
        holds_until = min(begins(upcoming), midnight) if upcoming else midnight
        yield KnownListing(listing, kind, row_of(listing, kind, upcoming, now), max(holds_until, now))


def _names_of(listing: PublicListing) -> Iterator[str]:
    yield from (listing.name, listing.alternate_name)
    if listing.place:
        yield from (listing.place.name, listing.place.address)


def _midnight_after(now: datetime) -> datetime:
    return datetime.combine(clock.local_date(now) + _ONE_DAY, time(0), clock.TOWN_ZONE)
