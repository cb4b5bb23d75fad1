"""Who keeps an organization's listings true? Its stewards, and the devices by which they are known."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from accounts import doors
from accounts.models.door import KnownDevice
from core import audit, clock
from core.access import MACHINE, Actor, Role
from core.errors import NotFoundError
from directory.models.organization import Organization
from directory.models.steward import Steward


def find_by_door(session: Session, door_id: uuid.UUID) -> Steward:
    """The steward who comes in by a door."""
    query = select(Steward).where(Steward.door_id == door_id, Steward.ended_at.is_(None))
    steward = session.execute(query.options(joinedload(Steward.organization))).scalar_one_or_none()
    if steward is None:
        raise NotFoundError("このページは見つかりません。")
    return steward


def list_of(session: Session, organization_id: uuid.UUID) -> list[Steward]:
    """The stewards of an organization who serve now."""
    query = select(Steward).where(Steward.organization_id == organization_id, Steward.ended_at.is_(None))
    return list(session.execute(query.options(joinedload(Steward.door)).order_by(Steward.created_at)).scalars())


def count_by_organization(session: Session) -> dict[uuid.UUID, int]:
    """How many stewards each organization has now."""
    query = select(Steward.organization_id, func.count()).where(Steward.ended_at.is_(None))
    return dict(session.execute(query.group_by(Steward.organization_id)).all())


def find_steward(session: Session, steward_id: uuid.UUID) -> Steward:
    """One steward who serves now."""
    query = select(Steward).where(Steward.id == steward_id, Steward.ended_at.is_(None))
    query = query.options(joinedload(Steward.organization), joinedload(Steward.door))
    steward = session.execute(query).scalar_one_or_none()
    if steward is None:
        raise NotFoundError("このページは見つかりません。")
    return steward


def actor_of_devices(session: Session, devices: Sequence[KnownDevice]) -> Actor | None:
    """The host's actor whom a browser's known devices make, for one town; None when none of them holds."""
    if not devices:
        return None
    town = devices[0].municipality_id
    stewards = _stewards(session, [device for device in devices if device.municipality_id == town])
    if not stewards:
        return None
    return Actor(
        role=Role.HOST_STEWARD,
        municipality_id=town,
        name=stewards[0].name,
        organization_ids=frozenset(steward.organization_id for steward in stewards),
        steward_id=stewards[0].id,
    )


def appoint(
    session: Session,
    organization: Organization,
    *,
    name: str,
    email: str | None,
    phone: str | None,
    by: Actor = MACHINE,
) -> Steward:
    """Make somebody a steward, with a lasting address of their own."""
    door = doors.open_door(session, municipality_id=organization.municipality_id, email=email)
    steward = Steward(
        municipality_id=organization.municipality_id,
        organization_id=organization.id,
        door_id=door.id,
        name=name,
        phone=phone,
    )
    session.add(steward)
    session.flush()
    audit.record(session, by, "steward.appoint", f"steward:{steward.id}")
    return steward


def end(session: Session, actor: Actor, steward: Steward) -> None:
    """Let a steward serve no longer: the address and every device are worth nothing from now on."""
    steward.ended_at = steward.door.closed_at = clock.now()
    session.flush()
    audit.record(session, actor, "steward.end", f"steward:{steward.id}")


def _stewards(session: Session, devices: Sequence[KnownDevice]) -> list[Steward]:
    query = select(Steward).where(Steward.door_id.in_([device.door_id for device in devices]))
    return list(session.execute(query.where(Steward.ended_at.is_(None))).scalars())
