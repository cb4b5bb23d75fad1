"""Who has which role? Memberships of a town, given by invitation and ended on a day."""

import uuid
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from accounts.models.agency import Agency
from accounts.models.membership import Membership
from accounts.models.staff_session import StaffSession
from core import clock
from core.access import Actor
from core.audit import record
from core.errors import ConflictError, NotFoundError


def list_members(session: Session) -> list[Membership]:
    """Every membership that has not ended, by role and name."""
    query = select(Membership).options(joinedload(Membership.user), joinedload(Membership.agency))
    found = session.execute(query).scalars()
    return sorted((m for m in found if m.is_current(clock.today())), key=lambda m: (m.role, m.user.name))


def list_agencies(session: Session) -> list[Agency]:
    """The agencies of the town, by name."""
    return list(session.execute(select(Agency).order_by(Agency.name)).scalars())


def find_member(session: Session, membership_id: uuid.UUID) -> Membership:
    """One membership with its user."""
    query = select(Membership).where(Membership.id == membership_id).options(joinedload(Membership.user))
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFoundError("このページは見つかりません。")
    return found


def end_role(session: Session, actor: Actor, membership: Membership) -> None:
    """End a role at once, with every sign-in that rests on it; nobody can end their own."""
    if membership.user_id == actor.user_id:
        raise ConflictError("自分の役割は、自分では終わらせられません。")
    membership.ends_on = clock.today() - timedelta(days=1)
    running = (StaffSession.membership_id == membership.id, StaffSession.ended_at.is_(None))
    session.execute(update(StaffSession).where(*running).values(ended_at=clock.now()))
    record(session, actor, "end_role", f"user:{membership.user_id}")
