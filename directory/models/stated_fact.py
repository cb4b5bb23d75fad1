"""What somebody has stated about a service: yes or no, who and when. No row means 未確認."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.facts import Fact
from core.model import Keyed, Model, Scoped
from core.types import Choice


class StatedFact(Keyed, Scoped, Model):
    """One answered question about a service; the questions stand in directory.fact_keys."""

    __tablename__ = "stated_fact"
    __table_args__ = (UniqueConstraint("service_id", "key"),)

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    key: Mapped[str]
    answer: Mapped[Fact] = mapped_column(Choice(Fact))
    note: Mapped[str] = mapped_column(default="")
    stated_at: Mapped[datetime] = mapped_column(default=clock.now)
    stated_by: Mapped[str] = mapped_column(default="")
