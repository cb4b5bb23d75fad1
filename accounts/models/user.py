"""A person who signs in."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Stamped, Versioned


class User(Keyed, Stamped, Versioned, Model):
    """One human being with one account; what they may do stands in their memberships."""

    __tablename__ = "user_account"

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    disabled_at: Mapped[datetime | None]
