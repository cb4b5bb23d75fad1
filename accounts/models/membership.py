"""The part that a user plays in a municipality, from a day until a day."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models.agency import Agency
from accounts.models.user import User
from core.access import Role
from core.model import Keyed, Model, Scoped, Stamped
from core.types import Choice, JsonList


class Membership(Keyed, Stamped, Scoped, Model):
    """A user's role; old rights end by themselves on the day after `ends_on`."""

    __tablename__ = "membership"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    agency_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("agency.id"))
    role: Mapped[Role] = mapped_column(Choice(Role))
    area_codes: Mapped[JsonList] = mapped_column(default=list)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    user: Mapped[User] = relationship()
    agency: Mapped[Agency | None] = relationship()

    def is_current(self, day: date) -> bool:
        """Whether the membership holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
