"""An invitation to make an account."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models.membership import Membership
from core.model import Keyed, Model, Scoped, Stamped


class Invitation(Keyed, Stamped, Scoped, Model):
    """A single-use address under which an invited user chooses a password; only its hash is stored."""

    __tablename__ = "invitation"

    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    membership: Mapped[Membership] = relationship()
