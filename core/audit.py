"""Who saw or changed what? An append-only chain: each row's mark covers the row before it."""

import hashlib
import hmac
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import clock
from core.access import Actor
from core.model import Model

FIRST_MARK = "0" * 64
LOCK_NUMBER = 0x48495441  # any constant; one audit writer at a time on PostgreSQL
_key: dict[str, bytes] = {}


class AuditEntry(Model):
    """One link of the chain: keys and codes only, so that erasing a person never breaks it."""

    __tablename__ = "audit_entry"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    municipality_id: Mapped[uuid.UUID | None]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    purpose: Mapped[str]
    mark: Mapped[str]

    def content(self) -> bytes:
        """The bytes that the mark covers, besides the mark before."""
        parts = (str(self.sequence), self.at.isoformat(), str(self.municipality_id), self.actor)
        return "\x1f".join((*parts, self.action, self.subject, self.purpose)).encode()


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and why."""

    sequence: int
    reason: str


def use_audit_key(key: bytes) -> None:
    """Give the process the key of the chain; it lies outside the database."""
    _key["key"] = key


def record(session: Session, actor: Actor, action: str, subject: str, *, purpose: str = "") -> AuditEntry:
    """Append one row in the caller's transaction; two writers take their turns."""
    take_turn(session)
    last = session.execute(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1)).scalar_one_or_none()
    entry = AuditEntry(
        sequence=last.sequence + 1 if last else 1,
        at=clock.now(),
        municipality_id=actor.municipality_id,
        actor=actor.reference,
        action=action,
        subject=subject,
        purpose=purpose,
    )
    entry.mark = _mark(last.mark if last else FIRST_MARK, entry)
    session.add(entry)
    session.flush()
    return entry


def take_turn(session: Session) -> None:
    """Wait until no other transaction is between its audit row and its commit; SQLite has one writer anyway.

    Whatever else must be stored in the order of its numbers takes the same turn, so that no two turns can cross.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK_NUMBER})


def verify(session: Session) -> Iterator[Break]:
    """Walk the whole chain and yield every place where it does not hold."""
    before, expected = FIRST_MARK, 1
    for entry in session.execute(select(AuditEntry).order_by(AuditEntry.sequence)).scalars():
        if entry.sequence != expected:
            yield Break(entry.sequence, "a row is missing before this one")
        if not hmac.compare_digest(entry.mark, _mark(before, entry)):
            yield Break(entry.sequence, "the row was changed")
        before, expected = entry.mark, entry.sequence + 1


def head(session: Session) -> tuple[int, str]:
    """The number and mark of the last row; kept elsewhere, it shows a chain that was cut short."""
    last = session.execute(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(1)).scalar_one_or_none()
    return (last.sequence, last.mark) if last else (0, FIRST_MARK)


def _mark(before: str, entry: AuditEntry) -> str:
    if "key" not in _key:
        raise RuntimeError("no audit key was given")
    return hmac.new(_key["key"], before.encode() + b"\x1f" + entry.content(), hashlib.sha256).hexdigest()
