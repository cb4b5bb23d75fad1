"""Somebody without an account wants to come or to help."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.model import Keyed, Model, Scoped
from core.sealed import Sealed
from core.types import Choice, JsonList
from directory.models.service import Service


class InquiryWish(StrEnum):
    """What somebody wants: to come and see, or to lend a hand."""

    VISIT = "visit"
    HELP = "help"


class InquiryOutcome(StrEnum):
    """How it was answered: talked to, led on to somewhere else, not reached, not wanted any more."""

    TALKED = "talked"
    LED_ON = "led_on"
    UNREACHED = "unreached"
    WITHDRAWN = "withdrawn"


class Inquiry(Keyed, Scoped, Model):
    """One wish with how to reach whoever has it; everything that was written is sealed and is erased in the end."""

    __tablename__ = "inquiry"

    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    wish: Mapped[InquiryWish] = mapped_column(Choice(InquiryWish))
    name: Mapped[str] = mapped_column(Sealed("inquiry.name"))
    phone: Mapped[str] = mapped_column(Sealed("inquiry.phone"))
    times: Mapped[JsonList]
    care: Mapped[str | None] = mapped_column(Sealed("inquiry.care"))
    words: Mapped[str | None] = mapped_column(Sealed("inquiry.words"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_at: Mapped[datetime | None]
    answered_by_name: Mapped[str] = mapped_column(default="")
    outcome: Mapped[InquiryOutcome | None] = mapped_column(Choice(InquiryOutcome))

    service: Mapped[Service | None] = relationship()
