"""May this person come in? Sign-in, the sessions on the server, and how they end."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from accounts import passwords, tokens
from accounts.models.membership import Membership
from accounts.models.staff_session import StaffSession
from accounts.models.user import User
from core import clock, tally
from core.access import Actor
from core.audit import record
from core.errors import DeniedError
from core.words import word

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
TRIES = 10
TRIES_WINDOW = timedelta(minutes=5)
WRONG = word("メールアドレスかパスワードが違います。")
TOO_OFTEN = word("続けて間違えたため、しばらく入れません。5分ほど待ってからお試しください。")


@dataclass(frozen=True)
class Arrival:
    """A sign-in that has begun: the secret for the browser, and the row on the server."""

    token: str
    session_id: uuid.UUID


def find_session(session: Session, token: str) -> StaffSession | None:
    """The running sign-in of a browser's secret, with its membership; None when it ended or ran out."""
    query = (
        select(StaffSession)
        .where(StaffSession.token_hash == tokens.hash_of(token), StaffSession.ended_at.is_(None))
        .options(joinedload(StaffSession.membership).joinedload(Membership.user))
    )
    found = session.execute(query).scalar_one_or_none()
    return found if found and is_running(found) else None


def is_running(staff_session: StaffSession) -> bool:
    """Whether the sign-in still holds: neither idle nor too long, and its owner still has the role."""
    moment, membership = clock.now(), staff_session.membership
    return (
        staff_session.is_complete
        and moment - staff_session.last_seen_at <= IDLE
        and moment - staff_session.created_at <= LONGEST
        and membership is not None
        and membership.is_current(clock.today())
        and membership.user.disabled_at is None
    )


def actor_of(membership: Membership) -> Actor:
    """The actor that a membership makes of its user."""
    return Actor(
        role=membership.role,
        municipality_id=membership.municipality_id,
        user_id=membership.user_id,
        name=membership.user.name,
        agency_id=membership.agency_id,
        area_codes=frozenset(membership.area_codes),
    )


def current_memberships(session: Session, user_id: uuid.UUID) -> list[Membership]:
    """The memberships of a user that hold today, oldest first."""
    query = select(Membership).where(Membership.user_id == user_id).order_by(Membership.starts_on, Membership.id)
    return [m for m in session.execute(query).scalars() if m.is_current(clock.today())]


def count_try(session: Session, email: str) -> None:
    """Count one try for an address; raise DeniedError when there were too many, whether it exists or not."""
    name = "sign-in:" + tokens.hash_of(email.strip().casefold())
    if tally.add_one(session, name, TRIES_WINDOW) > TRIES:
        raise DeniedError(TOO_OFTEN)


def sign_in(session: Session, email: str, password: str) -> Arrival:
    """Begin a session for the right password; anything else is one and the same refusal."""
    user = session.execute(select(User).where(User.email == email.strip().casefold())).scalar_one_or_none()
    fits = passwords.is_right(password, user.password_hash if user else None)
    memberships = current_memberships(session, user.id) if user and fits and user.disabled_at is None else []
    if not memberships:
        raise DeniedError(WRONG)
    return begin(session, memberships[0])


def begin(session: Session, membership: Membership) -> Arrival:
    """Begin a session for a membership whose owner has proved to be there."""
    token = tokens.new_token()
    started = StaffSession(token_hash=tokens.hash_of(token), membership_id=membership.id)
    session.add(started)
    session.flush()
    record(session, actor_of(membership), "sign_in", f"user:{membership.user_id}")
    return Arrival(token, started.id)


def touch(session: Session, session_id: uuid.UUID) -> None:
    """Note that the session was used, at most once a minute."""
    moment = clock.now()
    stale = (StaffSession.id == session_id, StaffSession.last_seen_at < moment - SEEN_EVERY)
    session.execute(update(StaffSession).where(*stale).values(last_seen_at=moment))


def end(session: Session, session_id: uuid.UUID) -> None:
    """End one session at once, for every process."""
    session.execute(update(StaffSession).where(StaffSession.id == session_id).values(ended_at=clock.now()))
