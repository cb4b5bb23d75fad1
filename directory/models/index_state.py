"""How far the search index has to go: the last change that a reader may expect to find."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.model import Model


class IndexChange(Model):
    """One listing that changed; the indexer reads them in order and writes the last number into its own commit."""

    __tablename__ = "index_change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own declaration

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    service_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)
