"""Who gets the last place? One row for each service decides, so that of a hundred at once exactly one wins.

A place is held from *offered* until the match ends. A newcomer whom the host accepted before it last stated its number
is no newcomer any more: the new number knows of them. So what is taken is counted from the placements themselves.
"""

import uuid
from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import ColumnElement, Dialect, Insert, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core import audit
from core.errors import ConflictError
from core.words import word
from directory.models.service import Service
from matching.lifecycle import SOFT_RESERVING, State
from matching.models.placement import IntakeCount, Placement, PlacementStep

SOFT: Final = SOFT_RESERVING | {State.TRIAL}
"""The states in which a place is only reserved; the host has not accepted yet."""
FULL: Final = word("空きがありません。さいごの空きは、いまほかの人でうまりました。ほかの場所を選んでください。")


def taken_of(session: Session, service_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """How many of each service's stated places are held; a service without any is left out."""
    query = (
        select(Placement.service_id, func.count())
        .join(Service, Service.id == Placement.service_id)
        .where(Placement.service_id.in_(service_ids), Placement.holds_place, _is_counted())
        .group_by(Placement.service_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def take(session: Session, placement: Placement) -> None:
    """Reserve a place, or raise ConflictError when none is left; where the host stated no number, nobody is refused."""
    recount(session, placement.service_id)
    slots = select(Service.intake_slots).where(Service.id == placement.service_id).scalar_subquery()
    free = or_(slots.is_(None), IntakeCount.taken < slots)
    taking = update(IntakeCount).where(IntakeCount.service_id == placement.service_id, free)
    changed = session.execute(taking.values(taken=IntakeCount.taken + 1).returning(IntakeCount.service_id))
    if changed.first() is None:
        raise ConflictError(FULL)
    placement.holds_place = True
    session.flush()


def release(session: Session, placement: Placement) -> None:
    """Give the place back."""
    placement.holds_place = False
    session.flush()
    recount(session, placement.service_id)


def recount(session: Session, service_id: uuid.UUID) -> int:
    """Count the places held anew, with no other writer at them before the caller's commit."""
    _lock(session, service_id)
    taken = taken_of(session, [service_id]).get(service_id, 0)
    own = IntakeCount.service_id == service_id
    session.execute(update(IntakeCount).where(own).values(taken=taken).execution_options(synchronize_session=False))
    return taken


def _is_counted() -> ColumnElement[bool]:
    """That the host's number does not know of this newcomer yet."""
    later = exists().where(
        PlacementStep.placement_id == Placement.id,
        PlacementStep.after == State.ACCEPTED,
        PlacementStep.at > Service.intake_stated_at,
    )
    return or_(Placement.state.in_(SOFT), Service.intake_stated_at.is_(None), later)


def _lock(session: Session, service_id: uuid.UUID) -> None:
    audit.take_turn(session)  # every writer takes this lock first: two locks in two orders would wait for each other
    town = select(Service.municipality_id).where(Service.id == service_id)
    row = {"service_id": service_id, "municipality_id": session.execute(town).scalar_one(), "taken": 0}
    session.execute(_insert(session.get_bind().dialect).values(row))
    locked = select(IntakeCount.service_id).where(IntakeCount.service_id == service_id).with_for_update()
    session.execute(locked)


def _insert(dialect: Dialect) -> Insert:
    """An INSERT that leaves a row alone that is there already."""
    if dialect.name == "postgresql":
        return postgresql.insert(IntakeCount).on_conflict_do_nothing()
    return sqlite.insert(IntakeCount).on_conflict_do_nothing()
