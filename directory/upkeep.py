"""Which listings does the office have to look after? Those of an area, and those that nobody has confirmed for long."""

from collections.abc import Collection

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core import clock
from core.access import Actor
from directory import listings
from directory.freshness import Freshness, freshness, ladder_of
from directory.models.district import District
from directory.models.location import Location
from directory.models.service import PUBLIC_STATUSES, Service
from directory.models.service_area import AreaRule, ServiceArea
from directory.models.taxonomy import TaxonomyTerm

STALE = frozenset({Freshness.RED, Freshness.UNKNOWN})


def freshness_of(service: Service) -> Freshness:
    """How far a listing can be trusted today."""
    assured_on = clock.local_date(service.assured_at) if service.assured_at else None
    return freshness(assured_on, clock.today(), ladder_of(service.kind))


def list_stale(session: Session, actor: Actor) -> list[Service]:
    """The listings of the actor's area that somebody should ask about, the longest unconfirmed first.

    Kinds that are not shown unless asked for (clinics, shelters) are kept up by those who run them.
    """
    asked_for = select(TaxonomyTerm.code).where(TaxonomyTerm.is_shown_by_default.is_(False))
    query = in_area(listings.visible_to(actor), actor.area_codes).where(Service.status.in_(PUBLIC_STATUSES))
    query = query.where(Service.kind.not_in(asked_for))
    found = session.execute(query.options(*LOADED).order_by(Service.assured_at.asc().nulls_first(), Service.number))
    return [service for service in found.scalars() if freshness_of(service) in STALE]


def in_area(query: Select[Service], areas: Collection[str]) -> Select[Service]:
    """Those of the listings that take place in these areas (圏域) or serve them; no areas mean the whole town."""
    if not areas:
        return query
    here = select(Location.id).join(Location.district).where(District.area.in_(areas))
    served = select(ServiceArea.service_id).join(ServiceArea.district)
    served = served.where(District.area.in_(areas), ServiceArea.rule == AreaRule.SERVED)
    return query.where(or_(Service.location_id.in_(here), Service.id.in_(served)))


LOADED = (
    joinedload(Service.organization),
    joinedload(Service.location).joinedload(Location.district),
    selectinload(Service.contacts),
)
"""What a line about a listing shows."""
