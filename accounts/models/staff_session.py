"""A sign-in that is still running; kept on the server, so that it can be ended there."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models.membership import Membership
from core import clock
from core.model import Keyed, Model


class StaffSession(Keyed, Model):
    """One browser's sign-in: 30 minutes idle, 12 hours in all; incomplete until a second factor, where asked."""

    __tablename__ = "staff_session"

    token_hash: Mapped[str] = mapped_column(unique=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    is_complete: Mapped[bool] = mapped_column(default=True)

    membership: Mapped[Membership] = relationship()
