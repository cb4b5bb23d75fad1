"""Every change of a listing: who, when, why, and what it was before and after."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Json


class Revision(Keyed, Scoped, Model):
    """One version of a listing, whole, with the one it is based on; append-only."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("service_id", "number"),)

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    number: Mapped[int]
    based_on: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    actor: Mapped[str]
    actor_name: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    content: Mapped[Json]
    undoes: Mapped[uuid.UUID | None]
