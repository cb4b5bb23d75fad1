"""What a host tells the office of its own accord."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Choice
from directory.models.organization import Organization
from directory.models.service import Service


class NoticeKind(StrEnum):
    """What it is about: a rest for a while, a change to write down or to check, a wish to be called."""

    PAUSE = "pause"
    CHANGE = "change"
    CHECK = "check"
    CALL = "call"


class HostNotice(Keyed, Scoped, Model):
    """One thing that the office hears from a host and has to settle; the words stay as they came."""

    __tablename__ = "host_notice"

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service.id"))
    kind: Mapped[NoticeKind] = mapped_column(Choice(NoticeKind))
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    given_by: Mapped[str]
    given_by_name: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    settled_by_name: Mapped[str] = mapped_column(default="")

    organization: Mapped[Organization] = relationship()
    service: Mapped[Service | None] = relationship()
