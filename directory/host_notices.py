"""What has a host told the office, and who has seen to it?"""

import uuid

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from core import audit, clock
from core.access import Actor
from core.errors import ConflictError, NotFoundError
from directory.models.host_notice import HostNotice, NoticeKind
from directory.models.organization import Organization
from directory.models.service import Service


def find_notice(session: Session, notice_id: uuid.UUID) -> HostNotice:
    """One notice."""
    found = session.get(HostNotice, notice_id)
    if found is None:
        raise NotFoundError("このページは見つかりません。")
    return found


def list_open(session: Session) -> list[HostNotice]:
    """What the office has still to settle, the oldest first."""
    return list(session.execute(_open().order_by(HostNotice.at, HostNotice.id)).scalars())


def open_of(session: Session, organization_id: uuid.UUID) -> list[HostNotice]:
    """What one host waits for, the oldest first."""
    query = _open().where(HostNotice.organization_id == organization_id)
    return list(session.execute(query.order_by(HostNotice.at, HostNotice.id)).scalars())


def count_open(session: Session) -> int:
    """How many notices wait at the office."""
    query = select(func.count()).select_from(HostNotice).where(HostNotice.settled_at.is_(None))
    return session.execute(query).scalar_one()


def give(
    session: Session,
    actor: Actor,
    organization: Organization,
    kind: NoticeKind,
    *,
    service: Service | None = None,
    words: str = "",
) -> HostNotice:
    """Tell the office something; it stands on its pages until somebody settles it."""
    notice = HostNotice(
        municipality_id=organization.municipality_id,
        organization_id=organization.id,
        service_id=service.id if service else None,
        kind=kind,
        words=words.strip(),
        given_by=actor.reference,
        given_by_name=actor.name,
    )
    session.add(notice)
    session.flush()
    audit.record(session, actor, "host_notice.give", f"host_notice:{notice.id}", purpose=kind)
    return notice


def settle(session: Session, actor: Actor, notice: HostNotice) -> None:
    """Note that the office has seen to it."""
    if notice.settled_at is not None:
        raise ConflictError("これはもう済んでいます。")
    notice.settled_at, notice.settled_by_name = clock.now(), actor.name
    session.flush()
    audit.record(session, actor, "host_notice.settle", f"host_notice:{notice.id}")


def _open() -> Select[HostNotice]:
    query = select(HostNotice).where(HostNotice.settled_at.is_(None))
    return query.options(joinedload(HostNotice.organization), joinedload(HostNotice.service))
