"""What does the search index still have to learn? A numbered row for each change, in the order of the commits."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.audit import take_turn
from directory.models.index_state import IndexChange


def newest_sequence(session: Session) -> int:
    """The number of the last change that this session can see; 0 before the first."""
    return session.execute(select(func.max(IndexChange.sequence))).scalar_one() or 0


def changes_after(session: Session, sequence: int, *, limit: int) -> Sequence[IndexChange]:
    """The changes after a number, in order."""
    query = select(IndexChange).where(IndexChange.sequence > sequence).order_by(IndexChange.sequence).limit(limit)
    return session.execute(query).scalars().all()


def changed_after(session: Session, sequence: int) -> set[uuid.UUID]:
    """The services that changed after a number."""
    query = select(IndexChange.service_id).where(IndexChange.sequence > sequence).distinct()
    return set(session.execute(query).scalars())


def note_changes(session: Session, service_ids: Iterable[uuid.UUID]) -> None:
    """Promise, in the caller's transaction, that these listings will be indexed anew.

    Writers take turns until they commit, so that no reader ever sees a number before a smaller one.
    """
    take_turn(session)
    session.add_all([IndexChange(service_id=key) for key in service_ids])
    session.flush()
