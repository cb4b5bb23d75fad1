"""Who keeps the text index true? One indexer at a time, which follows the numbered changes and can start afresh."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from core.database import Database
from core.scope import open_for_all
from directory import listings
from directory.index_feed import changes_after, newest_sequence
from directory.search.analysis import analyse
from directory.search.documents import document_of
from directory.search.forms import name_form
from directory.search.text_index.protocol import IndexBusyError, IndexEntry, TextIndex
from directory.taxonomy.kinds import Kind, kinds_by_code

_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """A listing about which index and database do not agree, and how."""

    service_id: str
    reason: str


class Indexer:
    """Feeds one index from one database; it only reads the database, and the index remembers how far it is."""

    def __init__(self, database: Database, index: TextIndex) -> None:
        self._database = database
        self._index = index

    def catch_up(self) -> int:
        """Apply every change that waits, and say how many there were; 0 when another process is at it."""
        try:
            return self._start() + sum(iter(self._step, 0))
        except IndexBusyError:
            return 0

    def rebuild(self) -> int:
        """Make the whole index anew beside the old one, and say how many listings are in it."""
        with self._database.reading() as session:
            at = newest_sequence(open_for_all(session))
            entries = list(_all_entries(session))
        self._index.rebuild(entries, at)
        return len(entries)

    def differences(self) -> list[Difference]:
        """Where the index does not agree with the database, once every change is applied."""
        with self._database.reading() as session:
            wanted = {str(one.id): name_form(one.name) for one in listings.all_public(open_for_all(session))}
        return list(_differences(wanted, self._index.snapshot().names()))

    def _start(self) -> int:
        """Make the index when there is none, when another version made it, or when it is ahead of its database."""
        applied = self._index.applied()
        if applied is not None:
            with self._database.reading() as session:
                if applied <= newest_sequence(session):
                    return 0
        self.rebuild()
        return 1

    def _step(self) -> int:
        """Apply the next few changes in one commit of the index, and say how many listings they were about."""
        applied = self._index.applied()
        with self._database.reading() as session:
            changes = changes_after(open_for_all(session), applied or 0, limit=_AT_ONCE)
            if not changes:
                return 0
            touched = {change.service_id for change in changes}
            entries = list(_entries(session, touched))
            upto = changes[-1].sequence
        gone = {str(key) for key in touched} - {entry.id for entry in entries}
        self._index.apply(upto, entries, gone)
        return len(touched)


def _entries(session: Session, keys: set[uuid.UUID]) -> Iterator[IndexEntry]:
    kinds = kinds_by_code(session)
    for listing in listings.public_by_ids(session, keys).values():
        yield analyse(document_of(listing, kinds.get(listing.kind)))


def _all_entries(session: Session) -> Iterator[IndexEntry]:
    kinds: Mapping[str, Kind] = kinds_by_code(session)
    for listing in listings.all_public(session):
        yield analyse(document_of(listing, kinds.get(listing.kind)))


def _differences(wanted: Mapping[str, str], kept: Mapping[str, str]) -> Iterator[Difference]:
    for key in sorted(wanted.keys() | kept.keys()):
        if key not in kept:
            yield Difference(key, "missing from the index")
        elif key not in wanted:
            yield Difference(key, "still in the index")
        elif wanted[key] != kept[key]:
            yield Difference(key, "under another name in the index")
