"""Which records does an HSDS query ask for? Pages in the lasting order of ids, so that a change moves nothing.

A record that is added stands at the end (ids grow with time), one that is withdrawn leaves its page shorter by one.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core.paging import batches, slice_of
from directory import listings
from directory.exchange.hsds.terms import FACTS, KINDS, kind_id
from directory.geography.points import GeoPoint, distance
from directory.models.location import Location
from directory.models.organization import Organization
from directory.models.schedule import Schedule
from directory.models.service import PUBLIC_STATUSES, Service
from directory.public_listing import PublicListing
from directory.taxonomy.kinds import Kind

_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The conditions of a query, all of which must hold; what is None or empty excludes nothing."""

    keys: frozenset[uuid.UUID] | None = None
    organization_id: uuid.UUID | None = None
    taxonomy_id: uuid.UUID | None = None
    taxonomy_term_id: uuid.UUID | None = None
    modified_after: datetime | None = None


@dataclass(frozen=True)
class Slice:
    """The ids of one page, and how many there are in all."""

    keys: tuple[uuid.UUID, ...]
    total: int


@dataclass(frozen=True, order=True)
class At:
    """A service at one of its places, by the ids of both."""

    service_id: uuid.UUID
    location_id: uuid.UUID


def service_page(session: Session, wanted: Wanted, kinds: Mapping[str, Kind], *, page: int, per_page: int) -> Slice:
    """One page of the public services that a query asks for."""
    return _page(session, select(Service.id).where(*_conditions(wanted, kinds)), Service.id, page, per_page)


def organization_page(
    session: Session, wanted: Wanted, kinds: Mapping[str, Kind], *, page: int, per_page: int
) -> Slice:
    """One page of the organizations that offer at least one such service."""
    offering = select(Service.organization_id).where(*_conditions(wanted, kinds))
    query = select(Organization.id).where(Organization.id.in_(offering))
    return _page(session, query, Organization.id, page, per_page)


def places(session: Session, wanted: Wanted, kinds: Mapping[str, Kind]) -> list[At]:
    """Every place of the services that a query asks for, in a lasting order."""
    conditions = _conditions(wanted, kinds)
    own = select(Service.id, Service.location_id).where(*conditions, Service.location_id.is_not(None))
    apart = select(Service.id, Schedule.location_id).join(Service.schedules)
    apart = apart.where(*conditions, Schedule.location_id.is_not(None))
    rows = (row for query in (own, apart) for row in session.execute(query))
    return sorted({At(service_id, location_id) for service_id, location_id in rows if location_id})


def near_postcode(session: Session, found: Sequence[At], postcode: str, metres: int | None) -> list[At]:
    """The places with a postal code, or those within so many metres of the middle of them."""
    shown = {row.id: row for row in session.execute(_SHOWN).scalars()}
    alike = [row for row in shown.values() if row.postal_code == postcode]
    keys = {row.id for row in alike} if metres is None else _within(list(shown.values()), alike, metres)
    return [at for at in found if at.location_id in keys]


def services(session: Session, wanted: Wanted, kinds: Mapping[str, Kind]) -> Iterator[PublicListing]:
    """Every service that a query asks for, in the lasting order, read a few at a time."""
    query = select(Service.id).where(*_conditions(wanted, kinds)).order_by(Service.id)
    for keys in batches(session.execute(query).scalars().all(), _AT_ONCE):
        yield from in_order(session, keys)


def in_order(session: Session, keys: Sequence[uuid.UUID]) -> list[PublicListing]:
    """These listings as they are now, in this order; those that are gone are left out."""
    found = listings.public_by_ids(session, keys)
    return [found[key] for key in keys if key in found]


def _page(
    session: Session, query: Select[uuid.UUID], key: InstrumentedAttribute[uuid.UUID], page: int, per_page: int
) -> Slice:
    total = session.execute(query.with_only_columns(func.count(key))).scalar_one()
    start = slice_of(page, per_page).start
    return Slice(tuple(session.execute(query.order_by(key).offset(start).limit(per_page)).scalars()), total)


def _conditions(wanted: Wanted, kinds: Mapping[str, Kind]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Service.status.in_(PUBLIC_STATUSES)]
    if wanted.keys is not None:
        found.append(Service.id.in_(wanted.keys))
    if wanted.organization_id:
        found.append(Service.organization_id == wanted.organization_id)
    if wanted.modified_after:
        found.append(Service.updated_at >= wanted.modified_after)
    if wanted.taxonomy_id:
        found.append(_in_taxonomy(wanted.taxonomy_id))
    if wanted.taxonomy_term_id:
        found.append(Service.kind.in_(_kinds_of(wanted.taxonomy_term_id, kinds)))
    return found


def _in_taxonomy(taxonomy_id: uuid.UUID) -> ColumnElement[bool]:
    if taxonomy_id == FACTS.id:
        return Service.facts.any()
    return Service.kind != "" if taxonomy_id == KINDS.id else false()


def _kinds_of(term_id: uuid.UUID, kinds: Mapping[str, Kind]) -> list[str]:
    """The kind of a term and the kinds below it."""
    named = {kind.code for kind in kinds.values() if kind_id(kind.code) == term_id}
    return [kind.code for kind in kinds.values() if kind.code in named or kind.parent_code in named]


_SHOWN = select(Location).where(Location.is_address_hidden.is_(False))


def _within(shown: Sequence[Location], alike: Sequence[Location], metres: int) -> set[uuid.UUID]:
    middle = _middle([point for row in alike if (point := _point(row))])
    points = ((row.id, _point(row)) for row in shown)
    return {key for key, point in points if middle and point and distance(middle, point) <= metres}


def _middle(points: Sequence[GeoPoint]) -> GeoPoint | None:
    if not points:
        return None
    return GeoPoint(sum(one.lat for one in points) / len(points), sum(one.lng for one in points) / len(points))


def _point(row: Location) -> GeoPoint | None:
    if row.latitude is None or row.longitude is None:
        return None
    return GeoPoint(row.latitude, row.longitude)
