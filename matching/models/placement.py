"""One match's life: from a proposal to a settled place or a kind ending."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.models.person import Person
from core import clock
from core.model import Keyed, Model, Scoped, Stamped, Versioned
from core.types import Json
from directory.models.service import Service


class Placement(Keyed, Stamped, Versioned, Scoped, Model):
    """One person and one service; what the host was told is kept word for word."""

    __tablename__ = "placement"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    state: Mapped[str] = mapped_column(index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    score: Mapped[int | None]
    explanation: Mapped[Json | None]
    agreed_words: Mapped[str] = mapped_column(default="")
    consent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("consent.id"))
    holds_place: Mapped[bool] = mapped_column(default=False)
    visit_on: Mapped[date | None]
    first_went_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    service: Mapped[Service] = relationship()
    steps: Mapped[list["PlacementStep"]] = relationship(
        order_by="(PlacementStep.at, PlacementStep.id)", back_populates="placement"
    )


class PlacementStep(Keyed, Scoped, Model):
    """One move: who, when, why; taken back only by a further, compensating step."""

    __tablename__ = "placement_step"

    placement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("placement.id"), index=True)
    before: Mapped[str | None]
    after: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    actor: Mapped[str]
    actor_name: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    undoes: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("placement_step.id"), unique=True)

    placement: Mapped[Placement] = relationship(back_populates="steps")


class IntakeCount(Model, Scoped):
    """How many of a host's stated places are taken; the one row that decides who gets the last."""

    __tablename__ = "intake_count"
    __table_args__ = (CheckConstraint("taken >= 0", name="not_negative"),)

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), primary_key=True)
    taken: Mapped[int] = mapped_column(default=0)
