"""What somebody who read a listing says is not so."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Choice, JsonList
from directory.models.service import Service


class ReportSubject(StrEnum):
    """What is said to be wrong."""

    TIMES = "times"
    PLACE = "place"
    PHONE = "phone"
    COST = "cost"
    ENDED = "ended"
    OTHER = "other"


class ReportOutcome(StrEnum):
    """What the office found: put right, right as it stood, no longer held, or not to be found out."""

    CORRECTED = "corrected"
    RIGHT = "right"
    ENDED = "ended"
    UNCLEAR = "unclear"


class ListingReport(Keyed, Scoped, Model):
    """One thing said to be wrong with a listing, by however many readers; nothing is kept of who said it."""

    __tablename__ = "listing_report"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    subject: Mapped[ReportSubject] = mapped_column(Choice(ReportSubject))
    words: Mapped[JsonList]
    count: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    settled_at: Mapped[datetime | None]
    settled_by_name: Mapped[str] = mapped_column(default="")
    outcome: Mapped[ReportOutcome | None] = mapped_column(Choice(ReportOutcome))
    answer: Mapped[str] = mapped_column(default="")

    service: Mapped[Service] = relationship()
