"""Which options does the town have today? Read whole in a few queries, however many listings there are."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from directory.models.location import Location
from directory.models.schedule import Schedule
from directory.models.service import PUBLIC_STATUSES, Service
from directory.models.service_area import ServiceArea
from directory.models.steward import Steward
from directory.models.taxonomy import TaxonomyTerm
from matching.experience import read_experience
from matching.lifecycle import HOLDING
from matching.models.need import NeedRecord
from matching.models.placement import Placement
from matching.options import Kept, option_of
from matching.places import taken_of
from matching.types import Option

Key = TypeVar("Key")


def read_options(session: Session) -> tuple[Option, ...]:
    """Every option of the session's town, in the order of their keys; what the rules say of each is not asked here."""
    return _options(session, _matchable())


def read_option(session: Session, service_id: uuid.UUID) -> Option | None:
    """One option, or None where the listing is no option for anybody."""
    found = _options(session, _matchable().where(Service.id == service_id))
    return found[0] if found else None


def _matchable() -> Select[Service]:
    """Listings that residents may see; kinds that are not shown unless asked for are nobody's way to take part."""
    hidden = select(TaxonomyTerm.code).where(TaxonomyTerm.is_shown_by_default.is_(False))
    return select(Service).where(Service.status.in_(PUBLIC_STATUSES), Service.kind.not_in(hidden))


def _options(session: Session, query: Select[Service]) -> tuple[Option, ...]:
    services = session.execute(query.options(*_LOADED).order_by(Service.id)).scalars().all()
    keys = [service.id for service in services]
    taken, held = taken_of(session, keys), _held(session, keys)
    with_steward = _with_steward(session, {service.organization_id for service in services})
    excluded, known = _excluded(session), read_experience(session)

    def kept(service: Service) -> Kept:
        host = service.organization_id
        return Kept(taken.get(service.id, 0), held[service.id], excluded[str(host)], host in with_steward)

    options = (option_of(service, kept(service)) for service in services)
    return tuple(replace(option, experience=known.get(option.service, {})) for option in options)


def _held(session: Session, service_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, frozenset[str]]:
    """Who holds a place, by service."""
    query = select(Placement.service_id, Placement.person_id)
    query = query.where(Placement.service_id.in_(service_ids), Placement.state.in_(HOLDING))
    return _gathered((service, str(person)) for service, person in session.execute(query).all())


def _excluded(session: Session) -> Mapping[str, frozenset[str]]:
    """Whom an organization said that it cannot take, by organization."""
    query = select(NeedRecord.person_id, NeedRecord.excluded_by).where(NeedRecord.excluded_by.is_not(None))
    return _gathered((host, str(person)) for person, hosts in session.execute(query).all() for host in hosts or ())


def _gathered(pairs: Iterable[tuple[Key, str]]) -> Mapping[Key, frozenset[str]]:
    found: defaultdict[Key, frozenset[str]] = defaultdict(frozenset)
    for key, person in pairs:
        found[key] |= {person}
    return found


def _with_steward(session: Session, organization_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    query = select(Steward.organization_id).where(Steward.ended_at.is_(None)).distinct()
    return frozenset(session.execute(query).scalars()) & frozenset(organization_ids)


_LOADED = (
    joinedload(Service.location).joinedload(Location.district),
    selectinload(Service.schedules).joinedload(Schedule.location).joinedload(Location.district),
    selectinload(Service.contacts),
    selectinload(Service.facts),
    selectinload(Service.areas).joinedload(ServiceArea.district),
)
