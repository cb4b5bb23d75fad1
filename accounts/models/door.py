"""The host's way in: a lasting address that grants nothing, known devices, and short codes."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.model import Keyed, Model, Scoped, Stamped


class Door(Keyed, Stamped, Scoped, Model):
    """A lasting address, printed and mailed; on an unknown device it only asks for a code."""

    __tablename__ = "door"

    reference: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None]
    closed_at: Mapped[datetime | None]


class KnownDevice(Keyed, Scoped, Model):
    """A browser that once proved itself at a door; known for 90 days, renewed by use, revocable by host and office."""

    __tablename__ = "known_device"

    door_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("door.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    known_since: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    door: Mapped[Door] = relationship()


class DoorCode(Keyed, Scoped, Model):
    """A code of at most ten minutes, for one browser and one use; five tries."""

    __tablename__ = "door_code"

    door_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("door.id"), index=True)
    browser_hash: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    is_read_out: Mapped[bool] = mapped_column(default=False)

    door: Mapped[Door] = relationship()
