"""How does somebody get an account? By an invitation that is used once."""

import uuid
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts import passwords, tokens
from accounts.models.invitation import Invitation
from accounts.models.membership import Membership
from accounts.models.user import User
from core import clock
from core.access import Actor, Role
from core.audit import record
from core.errors import InvalidError, NotFoundError
from core.words import word

VALID = timedelta(days=14)
GONE = word("この招待はもう使えません。招待した人に、新しい招待を頼んでください。")


def find_open(session: Session, token: str) -> Invitation:
    """The invitation of a token while it may be used; NotFoundError otherwise."""
    query = (
        select(Invitation)
        .where(Invitation.token_hash == tokens.hash_of(token))
        .options(joinedload(Invitation.membership).joinedload(Membership.user))
    )
    found = session.execute(query).scalar_one_or_none()
    if found is None or found.used_at is not None or found.expires_at < clock.now():
        raise NotFoundError(GONE)
    return found


def invite(
    session: Session,
    actor: Actor,
    *,
    municipality_id: uuid.UUID,
    email: str,
    name: str,
    role: Role,
    agency_id: uuid.UUID | None = None,
    area_codes: tuple[str, ...] = (),
) -> str:
    """Make user, membership and invitation together, and give the token for the address in the mail."""
    address = email.strip().casefold()
    user = session.execute(select(User).where(User.email == address)).scalar_one_or_none()
    if user is None:
        user = User(email=address, name=name)
        session.add(user)
        session.flush()
    membership = Membership(
        municipality_id=municipality_id,
        user_id=user.id,
        role=role,
        agency_id=agency_id,
        area_codes=list(area_codes),
        starts_on=clock.today(),
    )
    session.add(membership)
    session.flush()
    token = tokens.new_token()
    session.add(_invitation(membership, token))
    record(session, actor, "invite", f"user:{user.id}")
    return token


def accept(session: Session, token: str, password: str) -> Membership:
    """Set the password that the invited user chose; the invitation is used up."""
    invitation = find_open(session, token)
    problem = passwords.problem_of(password)
    if problem:
        raise InvalidError({"password": problem})
    membership = invitation.membership
    membership.user.password_hash = passwords.hash_of(password)
    invitation.used_at = clock.now()
    session.flush()
    return membership


def _invitation(membership: Membership, token: str) -> Invitation:
    return Invitation(
        municipality_id=membership.municipality_id,
        membership_id=membership.id,
        token_hash=tokens.hash_of(token),
        expires_at=clock.now() + VALID,
    )
