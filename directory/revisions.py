"""What did a listing say before? Every change as a whole version, with who, when and why."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from core import clock
from core.access import MACHINE, Actor
from core.errors import ConflictError, NotFoundError
from directory.content import ListingContent, differences, from_json, to_json
from directory.content_rows import content_of
from directory.models.revision import Revision
from directory.models.service import Service

UNDO_WITHIN: Final = timedelta(days=7)
FIRST: Final = "それまでの内容"


def get_revision(session: Session, service: Service, revision_id: uuid.UUID) -> Revision:
    """One version of this listing."""
    found = session.get(Revision, revision_id)
    if found is None or found.service_id != service.id:
        raise NotFoundError("この変更の記録は見つかりません。")
    return found


def list_of(session: Session, service: Service) -> Sequence[Revision]:
    """Every version of a listing, the newest first."""
    query = select(Revision).where(Revision.service_id == service.id).order_by(Revision.number.desc())
    return session.execute(query).scalars().all()


def content_before(session: Session, revision: Revision) -> ListingContent | None:
    """What the listing said before a version; None for the first one."""
    query = select(Revision).where(Revision.service_id == revision.service_id, Revision.number < revision.number)
    earlier = session.execute(query.order_by(Revision.number.desc()).limit(1)).scalar_one_or_none()
    return from_json(earlier.content) if earlier else None


def is_undone(session: Session, revision: Revision) -> bool:
    """Whether a later version has taken this one back."""
    query = select(func.count()).where(Revision.undoes == revision.id)
    return bool(session.execute(query).scalar_one())


def may_undo(session: Session, revision: Revision) -> bool:
    """Whether the version can still be taken back: a change, of the last seven days, not taken back yet."""
    is_recent = clock.now() - revision.at <= UNDO_WITHIN
    return is_recent and content_before(session, revision) is not None and not is_undone(session, revision)


def undoable(session: Session, services: Sequence[Service]) -> list[tuple[Revision, ListingContent]]:
    """The changes that people made and can still take back, the newest first, with what the listing would say then."""
    recent = _recent(session, [service.id for service in services])
    earlier = _earlier(session, recent)
    now = {service.id: content_of(service) for service in services}
    taken_back = {revision.undoes for revision in recent}
    found = []
    for revision in recent:
        before = earlier.get((revision.service_id, revision.number - 1))
        is_open = revision.undoes is None and revision.id not in taken_back and revision.actor != MACHINE.reference
        if before is not None and is_open:
            after = _taken_out(now[revision.service_id], from_json(before.content), from_json(revision.content))
            found += [(revision, after)] if after is not None else []
    return found


def undone(session: Session, revision: Revision, current: ListingContent) -> ListingContent:
    """What the listing says once a version is taken back; refused where a later change touched the same parts."""
    if not may_undo(session, revision):
        raise ConflictError("この変更はもう取り消せません。")
    before, after = content_before(session, revision), from_json(revision.content)
    assert before is not None  # noqa: S101 - may_undo has looked
    found = _taken_out(current, before, after)
    if found is None:
        raise ConflictError("そのあとに同じところが変更されているため、取り消せません。内容を直接なおしてください。")
    return found


def note(
    session: Session,
    actor: Actor,
    service: Service,
    content: ListingContent,
    *,
    reason: str,
    undoes: uuid.UUID | None = None,
) -> Revision:
    """Append a version in the caller's transaction."""
    last = _last_number(session, service)
    revision = Revision(
        municipality_id=service.municipality_id,
        service_id=service.id,
        number=last + 1,
        based_on=last or None,
        actor=actor.reference,
        actor_name=actor.name,
        reason=reason,
        content=to_json(content),
        undoes=undoes,
    )
    session.add(revision)
    return revision


def note_first(session: Session, service: Service, content: ListingContent) -> None:
    """Keep what a listing said before its first recorded change, unless a version is there already."""
    if not _last_number(session, service):
        note(session, MACHINE, service, content, reason=FIRST)
        session.flush()


def _recent(session: Session, service_ids: Sequence[uuid.UUID]) -> Sequence[Revision]:
    query = select(Revision).where(Revision.service_id.in_(service_ids), Revision.at >= clock.now() - UNDO_WITHIN)
    return session.execute(query.order_by(Revision.at.desc(), Revision.number.desc())).scalars().all()


def _earlier(session: Session, revisions: Sequence[Revision]) -> dict[tuple[uuid.UUID, int], Revision]:
    """The version before each of these, by listing and number."""
    places = [and_(Revision.service_id == one.service_id, Revision.number == one.number - 1) for one in revisions]
    found = session.execute(select(Revision).where(or_(*places))).scalars() if places else ()
    return {(one.service_id, one.number): one for one in found}


def _taken_out(current: ListingContent, before: ListingContent, after: ListingContent) -> ListingContent | None:
    """The current content without one change; None where something it touched has been touched again since."""
    touched = differences(before, after)
    if any(getattr(current, name) != getattr(after, name) for name in touched):
        return None
    return replace(current, **{name: getattr(before, name) for name in touched})


def _last_number(session: Session, service: Service) -> int:
    query = select(func.max(Revision.number)).where(Revision.service_id == service.id)
    with session.no_autoflush:
        return session.execute(query).scalar_one() or 0
