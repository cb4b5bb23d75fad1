"""A promise to ask how it goes, of the person and of the host apart."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model import Keyed, Model, Scoped, Stamped, Versioned
from core.types import Choice, Json
from matching.models.placement import Placement


class Side(StrEnum):
    """Whom a follow-up asks."""

    PERSON = "person"
    HOST = "host"


class FollowUp(Keyed, Stamped, Versioned, Scoped, Model):
    """One due question of a placement; `step` names the row of the policy that made it."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("placement_id", "side", "step"),)

    placement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("placement.id"), index=True)
    side: Mapped[Side] = mapped_column(Choice(Side))
    step: Mapped[str]
    due_on: Mapped[date] = mapped_column(index=True)
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(default="")
    outcome: Mapped[Json | None]
    note: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]

    placement: Mapped[Placement] = relationship()
