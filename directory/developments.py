"""What is done about a place that is missing? An attempt from the idea to the listing, each step with its day."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from core import audit, outbox
from core.access import ANONYMOUS, Actor
from core.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from core.words import word
from directory import gaps, listings
from directory.models.gap import Development, DevelopmentState, DevelopmentStep

LISTED: Final = "development_listed"
"""The outbox kind of a place that now stands in the directory; its payload is {"development": key}."""
STATE_LABELS: Final[Mapping[DevelopmentState, str]] = {
    DevelopmentState.IDEA: word("思いつき"),
    DevelopmentState.DISCUSSED: word("協議体で話した"),
    DevelopmentState.TRIAL: word("ためしにやっている"),
    DevelopmentState.RUNNING: word("続いている"),
    DevelopmentState.LISTED: word("案内にのった"),
    DevelopmentState.CLOSED: word("やめた"),
}
OVER: Final = frozenset({DevelopmentState.LISTED, DevelopmentState.CLOSED})


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where it stands now, what was done, who leads it, and when to look again; a listing by its short number."""

    state: DevelopmentState
    note: str = ""
    owner: str = ""
    next_on: date | None = None
    number: int | None = None


def find_development(session: Session, development_id: uuid.UUID) -> Development:
    """One attempt with its steps."""
    whole = (selectinload(Development.steps), joinedload(Development.district), joinedload(Development.service))
    found = session.get(Development, development_id, options=whole)
    if found is None:
        raise NotFoundError("このページは見つかりません。")
    return found


def list_developments(session: Session) -> list[Development]:
    """Every attempt: those under way by the day on which to look again, then those that are over."""
    query = select(Development).options(joinedload(Development.district))
    rows = session.execute(query.order_by(Development.created_at, Development.id)).scalars().all()
    return sorted(rows, key=lambda row: (row.state in OVER, row.next_on or date.max))


def begin(
    session: Session,
    actor: Actor,
    municipality_id: uuid.UUID,
    title: str,
    *,
    kind: str,
    district_id: uuid.UUID | None,
) -> Development:
    """Begin to make a place, for everybody who misses this kind in this district."""
    if not title.strip():
        raise InvalidError({"title": word("どんな場所か、ひとことで入れてください。")})
    made = Development(municipality_id=municipality_id, title=title.strip(), kind=kind, district_id=district_id)
    session.add(made)
    session.flush()
    count = gaps.told(gaps.take_up(session, made.id, kind, district_id))
    _step(session, actor, made, f"「足りない」{count}件から始めた" if count else "「足りない」から始めた")
    return made


def go_on(session: Session, actor: Actor, development: Development, progress: Progress, *, version: int) -> None:
    """Note a step, with whoever has missed it since; a place that is listed is told to those who wait for it."""
    if development.version != version:
        raise StaleVersionError(word("ほかの人が先に変更しました。新しい内容を確かめてください。"))
    if development.state in OVER:
        raise ConflictError("これはもう終わっています。")
    if progress.state is DevelopmentState.LISTED:
        development.service_id = _listing(session, progress.number)
    gaps.take_up(session, development.id, development.kind, development.district_id)
    development.state, development.owner = progress.state, progress.owner.strip()
    development.next_on = None if progress.state in OVER else progress.next_on
    _step(session, actor, development, progress.note.strip())
    if progress.state is DevelopmentState.LISTED:
        keys = {"development": str(development.id)}
        outbox.promise(session, LISTED, keys, municipality_id=development.municipality_id)


def _listing(session: Session, number: int | None) -> uuid.UUID:
    try:
        return listings.find_by_number(session, ANONYMOUS, number or 0).id
    except NotFoundError as error:
        raise InvalidError({"number": word("案内にのっている活動の番号を入れてください。")}) from error


def _step(session: Session, actor: Actor, development: Development, note: str) -> None:
    step = DevelopmentStep(
        municipality_id=development.municipality_id,
        development_id=development.id,
        state=development.state,
        by_name=actor.name,
        note=note,
    )
    session.add(step)
    session.flush()
    session.expire(development, ["steps"])
    audit.record(session, actor, "development.step", f"development:{development.id}", purpose=development.state)
