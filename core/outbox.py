"""What must happen after the commit? A row written in the same transaction; the worker hands it to its one handler."""

import uuid
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import clock
from core.model import Model
from core.types import Json

TRIES = 8
FIRST_WAIT = timedelta(seconds=5)


class OutboxMessage(Model):
    """A promise of work; its payload holds keys only, never a person's words."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_open", "done_at", "due_at"), {"sqlite_autoincrement": True})

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str]
    municipality_id: Mapped[uuid.UUID | None]
    payload: Mapped[Json]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    tries: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]


Handler = Callable[[Session, OutboxMessage], None]


def promise(session: Session, kind: str, payload: Json, *, municipality_id: uuid.UUID | None) -> OutboxMessage:
    """Write the promise into the caller's transaction."""
    message = OutboxMessage(kind=kind, payload=payload, municipality_id=municipality_id)
    session.add(message)
    session.flush()
    return message


def due_messages(session: Session, kinds: Collection[str], *, limit: int = 50) -> list[OutboxMessage]:
    """The oldest promises that are due and have a handler here; on PostgreSQL no other worker gets them meanwhile."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.done_at.is_(None), OutboxMessage.given_up_at.is_(None))
        .where(OutboxMessage.due_at <= clock.now(), OutboxMessage.kind.in_(tuple(kinds)))
        .order_by(OutboxMessage.sequence)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(session.execute(query).scalars())


def postpone(message: OutboxMessage) -> None:
    """Count a failed try; wait twice as long each time, and give up after the last."""
    message.tries += 1
    message.due_at = clock.now() + FIRST_WAIT * 2**message.tries
    if message.tries >= TRIES:
        message.given_up_at = clock.now()
