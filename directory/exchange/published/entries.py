"""What does a row of a published sheet stand on? A public listing, its town, its kind's name and its lasting ID."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from directory import listings
from directory.models.service import Service
from directory.public_listing import PublicListing
from directory.taxonomy.kinds import Kind, kinds_by_code


@dataclass(frozen=True, slots=True)
class Publisher:
    """The municipality in whose name a sheet is published."""

    code: str
    prefecture: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing with what its row needs beside it."""

    listing: PublicListing
    publisher: Publisher
    kind_name: str
    lasting_id: str


def publisher_of(town: Municipality) -> Publisher:
    """The municipality as sheets name it."""
    return Publisher(town.code, town.prefecture, town.name)


def entries(session: Session, town: Municipality) -> list[Entry]:
    """Everything that the town publishes, in the lasting order of ids."""
    return entries_of(session, town, listings.all_public(session))


def entries_of(session: Session, town: Municipality, found: Iterable[PublicListing]) -> list[Entry]:
    """These listings, ready for a sheet."""
    publisher, kinds, later = publisher_of(town), kinds_by_code(session), later_of_one_id(session)
    ordered = sorted(found, key=lambda listing: listing.id)
    return [Entry(one, publisher, kind_name(kinds, one.kind), lasting_id(one, later)) for one in ordered]


def kind_name(kinds: Mapping[str, Kind], code: str) -> str:
    """What a kind is called, its code where the town does not know it."""
    return kinds[code].name if code in kinds else code


def lasting_id(listing: PublicListing | Service, later: frozenset[uuid.UUID]) -> str:
    """The ID of the list that a listing came from; its own where an earlier listing has that one already."""
    return str(listing.id) if listing.id in later else listing.source_id


def later_of_one_id(session: Session) -> frozenset[uuid.UUID]:
    """The listings whose ID an earlier one, out of another list, had first."""
    shared = select(Service.source_id).group_by(Service.source_id).having(func.count() > 1)
    query = select(Service.source_id, Service.id).where(Service.source_id.in_(shared)).order_by(Service.id)
    return frozenset(_all_but_first((row[0], row[1]) for row in session.execute(query)))


def _all_but_first(rows: Iterable[tuple[str, uuid.UUID]]) -> Iterator[uuid.UUID]:
    seen: set[str] = set()
    for source_id, key in rows:
        if source_id in seen:
            yield key
        seen.add(source_id)
