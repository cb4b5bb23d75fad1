"""Which listing does a row speak of? That of its source and ID, else the only one of its name and town; no guess."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.types import Json
from directory.content_rows import WHOLE
from directory.exchange.listing import ImportedListing
from directory.exchange.merging import made_id
from directory.exchange.text import fold
from directory.models.service import Service

ROW = "_row"
"""Where file_values keep from which file and town a listing came."""


@dataclass
class Roll:
    """The listings of one source by name and town, as they were before the file was read."""

    own_ids: frozenset[str]
    by_name: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def adoptable(self, listing: ImportedListing) -> str | None:
        """The ID of the only listing of this name and town that no row of the file names by its ID."""
        keys = [key for key in self.by_name.get(_name_and_town(listing), []) if key not in self.own_ids]
        return keys[0] if len(keys) == 1 else None


def roll_of(session: Session, source: str, listings: Iterable[ImportedListing]) -> Roll:
    """The roll of a source, against the IDs that a file has."""
    roll = Roll(frozenset(listing.source_id for listing in listings))
    query = select(Service.source_id, Service.name, Service.file_values).where(Service.source == source)
    for source_id, name, values in session.execute(query):
        key = (fold(name), values.get(ROW, {}).get("town", ""))
        roll.by_name.setdefault(key, []).append(source_id)
    return roll


def ids_of(listing: ImportedListing, roll: Roll) -> tuple[str, ...]:
    """The IDs under which the listing of a row may be known, the surest first."""
    found = (listing.source_id, own_id(listing), roll.adoptable(listing))
    return tuple(dict.fromkeys(filter(None, found)))


def own_id(listing: ImportedListing) -> str:
    """The ID of a row whose given ID belongs to another listing of the same source already."""
    return f"{listing.source_id}-{made_id(listing, with_address=False)}"


def known_services(session: Session, source: str, ids: Sequence[str]) -> Mapping[str, Service]:
    """The services of a source with these IDs, whole."""
    query = select(Service).where(Service.source == source, Service.source_id.in_(ids)).options(*WHOLE)
    return {service.source_id: service for service in session.execute(query).scalars()}


def is_same(service: Service, listing: ImportedListing, file: str) -> bool:
    """Whether a service with the row's ID is the row's listing and not one that a different list numbers alike."""
    row: Json = service.file_values.get(ROW, {})
    if row.get("code") and listing.municipality_code and row["code"] != listing.municipality_code:
        return False
    if row.get("file") == file or fold(service.name) == fold(listing.name):
        return True
    address = service.file_values.get("place.address", "")
    return bool(address) and fold(address) == fold(" ".join(filter(None, (listing.address, listing.building))))


def row_values(listing: ImportedListing, file: str) -> Json:
    """From which file and town a row came."""
    return {
        "file": file,
        "code": listing.municipality_code,
        "town": fold(listing.city) + "/" + fold(listing.town),
        "is_id_made": listing.is_source_id_made,
    }


def _name_and_town(listing: ImportedListing) -> tuple[str, str]:
    return fold(listing.name), fold(listing.city) + "/" + fold(listing.town)
