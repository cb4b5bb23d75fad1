"""The people who keep an organization's listings true (世話人)."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models.door import Door
from core.model import Keyed, Model, Scoped, Stamped
from directory.models.organization import Organization


class Steward(Keyed, Stamped, Scoped, Model):
    """One person of an organization, with the door through which they come in."""

    __tablename__ = "steward"

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    door_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("door.id"), unique=True)
    name: Mapped[str]
    phone: Mapped[str | None]
    ended_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
    door: Mapped[Door] = relationship()
