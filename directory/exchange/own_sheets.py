"""Is this file one that we published ourselves? Then only what somebody has changed in it since is news."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.types import Json
from directory.added_fields import labels_of
from directory.content_rows import WHOLE
from directory.exchange.cells import Cells, Table
from directory.exchange.file_values import as_json, said_by
from directory.exchange.formats import recognise
from directory.exchange.headers import Header, map_columns
from directory.exchange.hsds.entities import as_json as as_record
from directory.exchange.hsds.kept import KEPT
from directory.exchange.hsds.records import Reader, listing_of
from directory.exchange.hsds.services import Town, full_service
from directory.exchange.listing import ImportedListing, ReadResult
from directory.exchange.listings import read_listing
from directory.exchange.published.entries import (
    Entry,
    Publisher,
    kind_name,
    lasting_id,
    later_of_one_id,
    publisher_of,
)
from directory.exchange.published.sheets import SHEETS, PublishedSheet
from directory.models.service import Service
from directory.public_listing import public_listing_of
from directory.taxonomy.kinds import Kind, kinds_by_code


@dataclass(frozen=True)
class OwnSheet:
    """A published sheet that has come back to its town."""

    sheet: PublishedSheet
    publisher: Publisher
    kinds: Mapping[str, Kind]
    later: frozenset[uuid.UUID]

    def services(self, session: Session, ids: Sequence[str]) -> dict[str, Service]:
        """The services that were published under these IDs, whichever list they came from."""
        named = or_(Service.source_id.in_(ids), Service.id.in_(list(filter(None, map(_key, ids)))))
        found = session.execute(select(Service).where(named).options(*WHOLE)).scalars()
        return {lasting_id(service, self.later): service for service in found}

    def owns(self, _service: Service, _listing: ImportedListing) -> bool:
        """Whether a row that was recognised came out of this directory: all of a sheet did."""
        return True

    def is_of(self, service: Service, listing: ImportedListing) -> bool:
        """Whether a row is about the service that has its ID: the ID is the service's own, or the address is."""
        address = service.location.address if service.location else ""
        return listing.source_id == str(service.id) or (bool(address) and address == listing.address)

    def already_said(self, service: Service, listing: ImportedListing) -> Json:
        """What the sheet would say of a service if it were published now, as reading it gives it."""
        entry = Entry(public_listing_of(service), self.publisher, kind_name(self.kinds, service.kind), "")
        now = read_listing(_cells(self.sheet, self.sheet.row(entry)))
        said = as_json(said_by(now))
        return said | ({"kind": listing.kind} if now.kind_text == listing.kind_text else {})


@dataclass(frozen=True)
class OwnRecords:
    """Records of HSDS, some of which may be our own: those with the id of a listing of ours."""

    town: Town
    kinds: Mapping[str, Kind]

    def services(self, session: Session, ids: Sequence[str]) -> dict[str, Service]:
        """The services with these ids."""
        keys = list(filter(None, map(_key, ids)))
        found = session.execute(select(Service).where(Service.id.in_(keys)).options(*WHOLE)).scalars()
        return {str(service.id): service for service in found}

    def owns(self, service: Service, listing: ImportedListing) -> bool:
        """Whether a record came out of this directory and not, with its id, into it."""
        return listing.source_id == str(service.id) and KEPT not in service.file_values

    is_of = owns

    def already_said(self, service: Service, listing: ImportedListing) -> Json:
        """What the record would say of a service if it were published now, as reading it gives it."""
        now = as_record(full_service(public_listing_of(service), self.kinds.get(service.kind), self.town))
        return as_json(said_by(listing_of(now, Reader(listing.rows[0], ""))))


def own_file(session: Session, town: Municipality, read: ReadResult) -> OwnSheet | OwnRecords | None:
    """What of a file is our own: the sheet with exactly our headers, or records of HSDS."""
    if read.format.startswith("hsds"):
        return OwnRecords(Town(town.name, town.prefecture, labels_of(town)), kinds_by_code(session))
    found = next((sheet for sheet in SHEETS.values() if sheet.headers == read.headers), None)
    if found is None:
        return None
    return OwnSheet(found, publisher_of(town), kinds_by_code(session), later_of_one_id(session))


def _cells(sheet: PublishedSheet, row: tuple[str, ...]) -> Cells:
    header = Header(sheet.headers, 0, 0)
    known = recognise(header.keys)
    return Cells(Table(header, map_columns(sheet.headers, known.columns), known), 2, row)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
