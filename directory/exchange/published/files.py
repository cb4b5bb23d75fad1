"""Which files does a town's open data consist of? Every sheet in three shapes, a map, HSDS and a calendar."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.types import Json
from directory.added_fields import labels_of
from directory.exchange.calendar import calendar_of
from directory.exchange.hsds.entities import as_json
from directory.exchange.hsds.kept import Kept, kept_records, published
from directory.exchange.hsds.services import Town, full_service
from directory.exchange.published.csv_files import Replaced, cp932_csv, replaced_csv, utf8_csv
from directory.exchange.published.entries import Entry, entries
from directory.exchange.published.geojson import geojson
from directory.exchange.published.sheets import SHEETS, PublishedSheet
from directory.exchange.published.workbooks import workbook
from directory.public_listing import PublicListing
from directory.taxonomy.kinds import Kind, kinds_by_code

CSV: Final = "text/csv; charset=utf-8"
OLD_CSV: Final = "text/csv; charset=shift_jis"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Edition:
    """Everything that a town publishes at one moment; `address` is that of a listing's page, with {id} for its id."""

    town: Town
    code: str
    entries: tuple[Entry, ...]
    kinds: Mapping[str, Kind]
    address: str
    kept: Mapping[uuid.UUID, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file: its name after the municipality's code, its media type, and what makes it."""

    name: str
    media_type: str
    make: Callable[[Edition], bytes]

    def name_of(self, code: str) -> str:
        """Its name as a download, in the pattern of the national data set: 322041_event.csv."""
        return f"{code}_{self.name}"


def edition(session: Session, town: Municipality, *, address: str) -> Edition:
    """What a town publishes now."""
    found = tuple(entries(session, town))
    kept = kept_records(session, [one.listing.id for one in found])
    publisher = Town(town.name, town.prefecture, labels_of(town))
    return Edition(publisher, town.code, found, kinds_by_code(session), address, kept)


def replaced_in(sheet: PublishedSheet, edition: Edition) -> list[Replaced]:
    """The characters of a sheet that its file in CP932 cannot hold."""
    return cp932_csv(sheet.headers, sheet.rows(edition.entries))[1]


def hsds(edition: Edition) -> bytes:
    """Every service with everything that hangs on it, in the page of HSDS."""
    found = [_record(one.listing, edition) for one in edition.entries]
    count = len(found)
    page = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
        "contents": found,
    }
    return json.dumps(page, ensure_ascii=False).encode()


def _record(listing: PublicListing, edition: Edition) -> Json:
    """A listing in HSDS, as it came in where it came in as HSDS."""
    now = as_json(full_service(listing, edition.kinds.get(listing.kind), edition.town))
    return published(now, edition.kept.get(listing.id))


def _utf8(sheet: PublishedSheet, edition: Edition) -> bytes:
    return utf8_csv(sheet.headers, sheet.rows(edition.entries))


def _cp932(sheet: PublishedSheet, edition: Edition) -> bytes:
    return cp932_csv(sheet.headers, sheet.rows(edition.entries))[0]


def _replaced(sheet: PublishedSheet, edition: Edition) -> bytes:
    return replaced_csv(replaced_in(sheet, edition))


def _book(sheet: PublishedSheet, edition: Edition) -> bytes:
    return workbook(sheet.title, sheet.headers, sheet.rows(edition.entries))


def _map(edition: Edition) -> bytes:
    return geojson(edition.entries, address=edition.address)


def _calendar(edition: Edition) -> bytes:
    return calendar_of((one.listing for one in edition.entries), title=edition.town.name, address=edition.address)


def _all() -> Iterator[PublishedFile]:
    for code, sheet in SHEETS.items():
        yield PublishedFile(f"{code}.csv", CSV, partial(_utf8, sheet))
        yield PublishedFile(f"{code}.xlsx", XLSX, partial(_book, sheet))
        yield PublishedFile(f"{code}_cp932.csv", OLD_CSV, partial(_cp932, sheet))
        yield PublishedFile(f"{code}_cp932_replaced.csv", CSV, partial(_replaced, sheet))
    yield PublishedFile("listings.geojson", "application/geo+json", _map)
    yield PublishedFile("hsds.json", "application/json", hsds)
    yield PublishedFile("calendar.ics", "text/calendar; charset=utf-8", _calendar)


FILES: Final = {one.name: one for one in _all()}
