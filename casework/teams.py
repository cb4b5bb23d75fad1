"""Who works with a person? The team decides for whom the person exists at all."""

import uuid
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from casework.models.person import Person, TeamMember
from core import audit, clock
from core.access import Actor
from core.errors import ConflictError


def people_of(actor: Actor) -> Select[uuid.UUID]:
    """The keys of the people in whose team the actor is today."""
    return select(TeamMember.person_id).where(TeamMember.user_id == actor.user_id, serves_on(clock.today()))


def serves_on(day: date) -> ColumnElement[bool]:
    """That a row of the team holds on a day."""
    return (TeamMember.starts_on <= day) & or_(TeamMember.ends_on.is_(None), TeamMember.ends_on >= day)


def find_in_charge(session: Session, person_id: uuid.UUID) -> uuid.UUID | None:
    """The user who answers for the person today."""
    query = select(TeamMember.user_id).where(TeamMember.person_id == person_id, TeamMember.is_in_charge)
    return session.execute(query.where(serves_on(clock.today())).order_by(TeamMember.starts_on)).scalars().first()


def join(session: Session, actor: Actor, person: Person, user_id: uuid.UUID) -> TeamMember:
    """Let a worker into the person's team from today; who is in it already stays as they are."""
    member = _member(person, user_id)
    if member is None:
        member = TeamMember(municipality_id=person.municipality_id, user_id=user_id, starts_on=clock.today())
        person.team.append(member)
        session.flush()
        audit.record(session, actor, "team.join", f"person:{person.id}", purpose=f"user:{user_id}")
    return member


def leave(session: Session, actor: Actor, person: Person, user_id: uuid.UUID) -> None:
    """End a worker's part in the team with today; whoever is in charge hands over first."""
    member = _member(person, user_id)
    if member is None:
        return
    if member.is_in_charge:
        raise ConflictError("主担当は、先に引き継ぎをしてください。")
    member.ends_on = clock.today()
    session.flush()
    audit.record(session, actor, "team.leave", f"person:{person.id}", purpose=f"user:{user_id}")


def hand_over(session: Session, actor: Actor, person: Person, user_id: uuid.UUID) -> TeamMember:
    """Put another worker in charge; the one before stays in the team."""
    successor = join(session, actor, person, user_id)
    for member in person.team:
        member.is_in_charge = member is successor
    session.flush()
    audit.record(session, actor, "team.hand_over", f"person:{person.id}", purpose=f"user:{user_id}")
    return successor


def _member(person: Person, user_id: uuid.UUID) -> TeamMember | None:
    day = clock.today()
    serving = (member for member in person.team if member.ends_on is None or member.ends_on >= day)
    return next((member for member in serving if member.user_id == user_id), None)
