"""A search that somebody without an account wants to hear about by mail."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.model import Keyed, Model, Scoped
from core.sealed import Sealed


class SavedSearch(Keyed, Scoped, Model):
    """Whom to tell about what, both sealed; nothing is sent before the address has been confirmed.

    `mark` and `address_mark` are keyed hashes of both and of the address: enough to know the same again, and no more.
    """

    __tablename__ = "saved_search"

    address: Mapped[str] = mapped_column(Sealed("saved_search.address"))
    query: Mapped[str] = mapped_column(Sealed("saved_search.query"))
    mark: Mapped[str] = mapped_column(index=True)
    address_mark: Mapped[str] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(default="ja")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime | None]
    seen_until: Mapped[datetime] = mapped_column(default=clock.now)
    """Listings made after this are new to the reader."""
    mailed_on: Mapped[date | None]
