"""Was this form sent before? A key made with the form, stored with its result, makes the second press harmless."""

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import clock
from core.errors import ConflictError
from core.ids import new_id
from core.model import Keyed, Model


class SentForm(Keyed, Model):
    """One form that was accepted, with where its sender was led afterwards."""

    __tablename__ = "sent_form"
    __table_args__ = (UniqueConstraint("sender", "key"),)

    sender: Mapped[str]
    key: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    result: Mapped[str] = mapped_column(default="")


def new_key() -> str:
    """A key for a form that is about to be shown."""
    return str(new_id())


def digest_of(route: str, content: bytes) -> str:
    """The fingerprint of one sending: where it went and what it said."""
    return hashlib.sha256(route.encode() + b"\x00" + content).hexdigest()


def earlier_result(session: Session, *, sender: str, key: str, digest: str) -> str | None:
    """Where an equal sending led before; the same key with other content is refused."""
    query = select(SentForm).where(SentForm.sender == sender, SentForm.key == key)
    sent = session.execute(query).scalar_one_or_none()
    if sent is None:
        return None
    if sent.digest != digest:
        raise ConflictError("このページは前に送信されています。開き直してからもう一度お試しください。")
    return sent.result


def remember(session: Session, *, sender: str, key: str, digest: str) -> SentForm:
    """Claim the key in the caller's transaction; a twin that was faster makes this one a conflict."""
    sent = SentForm(id=uuid.UUID(str(new_id())), sender=sender, key=key, digest=digest)
    session.add(sent)
    try:
        session.flush()
    except IntegrityError as error:
        raise ConflictError("同じ内容が同時に送信されました。") from error
    return sent
