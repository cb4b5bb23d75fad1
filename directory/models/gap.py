"""A need that no place answers, and what is done about it."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.model import Keyed, Model, Scoped, Stamped, Versioned
from core.types import Choice
from directory.models.district import District
from directory.models.service import Service


class GapReason(StrEnum):
    """Why no place answers the need."""

    NONE_THERE = "none_there"
    TOO_FAR = "too_far"
    NO_RIDE = "no_ride"
    FULL = "full"
    WRONG_TIME = "wrong_time"
    COST = "cost"
    REFUSED = "refused"
    OTHER = "other"


class GapTime(StrEnum):
    """When the place would be needed."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"


class DevelopmentState(StrEnum):
    """How far a new place has come (資源開発)."""

    IDEA = "idea"
    DISCUSSED = "discussed"
    TRIAL = "trial"
    RUNNING = "running"
    LISTED = "listed"
    CLOSED = "closed"


class Development(Keyed, Stamped, Versioned, Scoped, Model):
    """One attempt to make a place that is missing: who leads it, what comes next, and what it became."""

    __tablename__ = "development"

    title: Mapped[str]
    kind: Mapped[str]
    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"))
    state: Mapped[DevelopmentState] = mapped_column(Choice(DevelopmentState), default=DevelopmentState.IDEA)
    owner: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service.id"))

    district: Mapped[District | None] = relationship()
    service: Mapped[Service | None] = relationship()
    steps: Mapped[list["DevelopmentStep"]] = relationship(order_by="(DevelopmentStep.at, DevelopmentStep.id)")


class DevelopmentStep(Keyed, Scoped, Model):
    """One thing that was done for it."""

    __tablename__ = "development_step"

    development_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("development.id"), index=True)
    state: Mapped[DevelopmentState] = mapped_column(Choice(DevelopmentState))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Gap(Keyed, Scoped, Model):
    """One need that no place answers: what, where, when and why; for whom stands on the case side only."""

    __tablename__ = "gap"

    kind: Mapped[str]
    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"))
    reason: Mapped[GapReason] = mapped_column(Choice(GapReason))
    time: Mapped[GapTime] = mapped_column(Choice(GapTime), default=GapTime.ANY)
    words: Mapped[str] = mapped_column(default="")
    noted_on: Mapped[date] = mapped_column(default=clock.today)
    noted_by: Mapped[str] = mapped_column(default="")
    development_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("development.id"), index=True)

    district: Mapped[District | None] = relationship()
