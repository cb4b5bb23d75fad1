"""The listings of the directory: who sees which, and every way in which one is written.

Each write keeps a whole version (directory.revisions), promises the search index to be told (directory.index_feed)
and leaves a link in the audit chain, all in the caller's transaction. Who may write is asked at the door (app).
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from core import audit, clock
from core.access import Actor, Role
from core.database import told_plainly
from core.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from core.ids import new_id
from core.life_cycle import LifeCycle
from core.paging import batches
from core.words import word
from directory import revisions
from directory.content import ListingChange, ListingContent, changed
from directory.content_rows import WHOLE, content_of, write
from directory.index_feed import note_changes
from directory.models.organization import Organization
from directory.models.revision import Revision
from directory.models.service import PUBLIC_STATUSES, Service, ServiceStatus
from directory.organizations import OWN_SOURCE
from directory.public_listing import PublicListing, public_listing_of
from directory.recurrence.rules import Closure
from directory.recurrence.sessions import sessions_on
from directory.schedules import closures_of, rules_of

_RUNNING: Final = frozenset({ServiceStatus.ACTIVE, ServiceStatus.PAUSED, ServiceStatus.SEASONAL})
STATUSES: Final = LifeCycle(
    {
        ServiceStatus.DRAFT: _RUNNING | {ServiceStatus.ENDED},
        ServiceStatus.ACTIVE: _RUNNING | {ServiceStatus.ENDED},
        ServiceStatus.PAUSED: _RUNNING | {ServiceStatus.ENDED},
        ServiceStatus.SEASONAL: _RUNNING | {ServiceStatus.ENDED},
        ServiceStatus.ENDED: _RUNNING,
    }
)
_AT_ONCE: Final = 500
CLOSED_TODAY: Final = "今日は休みます"
CONFIRMED: Final = "変わりありません"
ROOM_STATED: Final = "受け入れできる人数"
_NOT_FOUND: Final = word("この活動は見つかりません。")
_TOO_LATE: Final = word("始まる時刻を過ぎたため、休みを取り消せません。")


def visible_to(actor: Actor) -> Select[Service]:
    """The listings that an actor may see: the office all, a host its own, everybody what is public."""
    query = select(Service)
    if actor.is_staff or actor.role is Role.MACHINE:
        return query
    public = Service.status.in_(PUBLIC_STATUSES)
    if actor.role is Role.HOST_STEWARD:
        return query.where(or_(public, Service.organization_id.in_(actor.organization_ids)))
    return query.where(public)


def get_listing(session: Session, actor: Actor, service_id: uuid.UUID) -> Service:
    """One listing, whole, if the actor may see it."""
    query = visible_to(actor).where(Service.id == service_id).options(*WHOLE)
    return _only(session.execute(query).scalar_one_or_none())


def find_by_number(session: Session, actor: Actor, number: int) -> Service:
    """The listing with this short number, if the actor may see it."""
    query = visible_to(actor).where(Service.number == number).options(*WHOLE)
    return _only(session.execute(query).scalar_one_or_none())


def list_of_organization(session: Session, actor: Actor, organization_id: uuid.UUID) -> list[Service]:
    """The listings of one organization that the actor may see, by name."""
    query = visible_to(actor).where(Service.organization_id == organization_id).options(*WHOLE)
    return list(session.execute(query.order_by(Service.name_kana, Service.number)).scalars())


def get_public(session: Session, service_id: uuid.UUID) -> PublicListing:
    """One listing as everybody may see it."""
    query = select(Service).where(Service.id == service_id, Service.status.in_(PUBLIC_STATUSES)).options(*WHOLE)
    return public_listing_of(_only(session.execute(query).scalar_one_or_none()))


def public_by_ids(session: Session, service_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, PublicListing]:
    """Those of these listings that everybody may see now, straight from the database."""
    found: dict[uuid.UUID, PublicListing] = {}
    for keys in batches(tuple(service_ids), _AT_ONCE):
        query = select(Service).where(Service.id.in_(keys), Service.status.in_(PUBLIC_STATUSES)).options(*WHOLE)
        found |= {service.id: public_listing_of(service) for service in session.execute(query).scalars()}
    return found


def all_public(session: Session) -> Iterator[PublicListing]:
    """Every listing that everybody may see, read a few hundred at a time."""
    query = select(Service.id).where(Service.status.in_(PUBLIC_STATUSES)).order_by(Service.id)
    for keys in batches(session.execute(query).scalars().all(), _AT_ONCE):
        yield from public_by_ids(session, keys).values()


def add(
    session: Session,
    actor: Actor,
    change: ListingChange,
    *,
    organization: Organization,
    status: ServiceStatus = ServiceStatus.ACTIVE,
    source: str = OWN_SOURCE,
    source_id: str | None = None,
) -> Service:
    """Write a new listing down, with the next short number of its municipality."""
    empty = ListingContent(organization_id=organization.id, kind="", name="", status=status)
    content = changed(empty, change, by=signature(actor), at=clock.now())
    return enter(session, actor, content, organization=organization, source=source, source_id=source_id)


def enter(
    session: Session,
    actor: Actor,
    content: ListingContent,
    *,
    organization: Organization,
    source: str = OWN_SOURCE,
    source_id: str | None = None,
    key: uuid.UUID | None = None,
) -> Service:
    """Write a new listing down that says exactly this."""
    _demand_sound(content)
    audit.take_turn(session)
    service = Service(
        id=key or new_id(),
        municipality_id=organization.municipality_id,
        organization=organization,
        number=_next_number(session, organization.municipality_id),
        source=source,
    )
    service.source_id = source_id or str(service.id)
    return _record(session, actor, service, content, "載せました", revision_undoes=None)[0]


def revise(
    session: Session, actor: Actor, service: Service, change: ListingChange, *, based_on: int, reason: str = ""
) -> Revision | None:
    """Change what a listing says; None when it says so already, refused when somebody else was first."""
    _demand_current(service, based_on)
    before = content_of(service)
    after = changed(before, change, by=signature(actor), at=clock.now())
    return rewrite(session, actor, service, after, reason=reason or "内容の変更")


def confirm(session: Session, actor: Actor, service: Service) -> Revision | None:
    """Say that everything is still so (変わりありません)."""
    after = replace(content_of(service), assured_at=clock.now(), assured_by=signature(actor))
    return rewrite(session, actor, service, after, reason=CONFIRMED)


def close_on(session: Session, actor: Actor, service: Service, day: date, *, reason: str = CLOSED_TODAY) -> Revision:
    """Say that the service rests on a day; saying it twice is refused."""
    before = content_of(service)
    closure = Closure(starts_on=day, ends_on=day, reason=reason)
    if day < clock.today():
        raise InvalidError({"day": "過ぎた日は休みにできません。"})
    if any(one.covers(day) for one in before.closures):
        raise ConflictError("この日はすでに休みになっています。")
    after = replace(before, closures=_in_order((*before.closures, closure)))
    return _demand_written(rewrite(session, actor, service, after, reason=f"{day:%m月%d日}は休み"))


def open_again_on(session: Session, actor: Actor, service: Service, day: date) -> Revision:
    """Take 今日は休みます back, until the session of that day begins."""
    before = content_of(service)
    kept = _without_day(before.closures, day)
    if kept == before.closures:
        raise ConflictError("この日は休みになっていません。")
    if not _is_ahead(service, kept, day):
        raise ConflictError(_TOO_LATE)
    after = replace(before, closures=kept)
    return _demand_written(rewrite(session, actor, service, after, reason=f"{day:%m月%d日}の休みを取り消し"))


def may_open_again_on(service: Service, day: date) -> bool:
    """Whether the rest of a day can still be taken back: its session has not begun."""
    return _is_ahead(service, _without_day(closures_of(service), day), day)


def set_status(
    session: Session,
    actor: Actor,
    service: Service,
    status: ServiceStatus,
    *,
    note: str = "",
    resumes_on: date | None = None,
) -> Revision | None:
    """Pause a listing, let it go on, let it rest for a season, or end it."""
    if status is not service.status:
        STATUSES.demand(service.status, status)
    after = replace(content_of(service), status=status, status_note=note, resumes_on=resumes_on)
    return rewrite(session, actor, service, after, reason="状態の変更")


def set_intake(session: Session, actor: Actor, service: Service, slots: int | None) -> Revision | None:
    """State how many newcomers the host takes now; None takes the statement back (未確認)."""
    if slots is not None and slots < 0:
        raise InvalidError({"intake_slots": "0 以上の数を入れてください。"})
    after = replace(
        content_of(service),
        intake_slots=slots,
        intake_stated_at=None if slots is None else clock.now(),
        intake_stated_by="" if slots is None else signature(actor),
    )
    return rewrite(session, actor, service, after, reason=ROOM_STATED)


def undoable(session: Session, services: Sequence[Service]) -> list[Revision]:
    """The changes of these listings that can still be taken back, the newest first."""
    by_id = {service.id: service for service in services}
    found = revisions.undoable(session, services)
    return [revision for revision, after in found if not _opens_a_day_too_late(by_id[revision.service_id], after)]


def undo(session: Session, actor: Actor, service: Service, revision_id: uuid.UUID) -> Revision:
    """Take a change of the last seven days back by a further version; later changes elsewhere stay."""
    audit.take_turn(session)
    revision = revisions.get_revision(session, service, revision_id)
    after = revisions.undone(session, revision, content_of(service))
    if _opens_a_day_too_late(service, after):
        raise ConflictError(_TOO_LATE)
    return _record(session, actor, service, after, "取り消し", revision_undoes=revision.id)[1]


def rewrite(session: Session, actor: Actor, service: Service, after: ListingContent, *, reason: str) -> Revision | None:
    """Let a listing say exactly this; None when it does already."""
    _demand_sound(after)
    audit.take_turn(session)
    before = content_of(service)
    if after == before:
        return None
    revisions.note_first(session, service, before)
    return _record(session, actor, service, after, reason, revision_undoes=None)[1]


def signature(actor: Actor) -> str:
    """In what part somebody states something, as residents may read it; the name stays in the revision."""
    if actor.role is Role.HOST_STEWARD:
        return word("団体")
    return word("担当窓口") if actor.is_staff else word("自動")


def _record(
    session: Session,
    actor: Actor,
    service: Service,
    content: ListingContent,
    reason: str,
    *,
    revision_undoes: uuid.UUID | None,
) -> tuple[Service, Revision]:
    with told_plainly():
        write(session, service, content)
        _count_version(session, service)
        session.flush()
        revision = revisions.note(session, actor, service, content, reason=reason, undoes=revision_undoes)
        note_changes(session, [service.id])
        audit.record(session, actor, "listing_write", f"service:{service.id}", purpose=reason)
    return service, revision


def _count_version(session: Session, service: Service) -> None:
    """Make every write count, also one that changes only a contact: a form shown before it is then stale."""
    if service in session:
        service.updated_at = clock.now()
        flag_modified(service, "updated_at")
    else:
        session.add(service)


def _next_number(session: Session, municipality_id: uuid.UUID) -> int:
    """One more than the highest; writers take turns, so nobody else gets the same."""
    query = select(func.max(Service.number)).where(Service.municipality_id == municipality_id)
    return (session.execute(query).scalar_one() or 0) + 1


def _demand_current(service: Service, based_on: int) -> None:
    if service.version != based_on:
        raise StaleVersionError("ほかの人が先に変更しました。新しい内容を確かめてください。")


def _demand_sound(content: ListingContent) -> None:
    wrong = {}
    if not content.name.strip():
        wrong["name"] = "名前を入れてください。"
    if not content.kind:
        wrong["kind"] = "種類を選んでください。"
    youngest, oldest = content.minimum_age, content.maximum_age
    if youngest is not None and oldest is not None and youngest > oldest:
        wrong["maximum_age"] = "対象の年齢の上限が下限より小さくなっています。"
    if wrong:
        raise InvalidError(wrong)


def _demand_written(revision: Revision | None) -> Revision:
    if revision is None:
        raise ConflictError("変更するところがありませんでした。")
    return revision


def _is_ahead(service: Service, closures: tuple[Closure, ...], day: date) -> bool:
    """Whether some session of the day has still to begin; one without a known hour lasts the whole day."""
    if day != clock.today():
        return day > clock.today()
    sessions = sessions_on(rules_of(service), closures, day)
    return not sessions or any(one.starts is None or one.starts > clock.now() for one in sessions)


def _opens_a_day_too_late(service: Service, after: ListingContent) -> bool:
    """Whether saying this would take the rest of a day back whose session has begun."""
    reopened = set(closures_of(service)) - set(after.closures)
    days = [one.starts_on for one in reopened if one.starts_on == one.ends_on]
    return any(not _is_ahead(service, after.closures, day) for day in days)


def _without_day(closures: tuple[Closure, ...], day: date) -> tuple[Closure, ...]:
    return tuple(one for one in closures if (one.starts_on, one.ends_on) != (day, day))


def _in_order(closures: tuple[Closure, ...]) -> tuple[Closure, ...]:
    return tuple(sorted(closures, key=lambda one: (one.starts_on, one.ends_on)))


def _only(service: Service | None) -> Service:
    if service is None:
        raise NotFoundError(_NOT_FOUND)
    return service
