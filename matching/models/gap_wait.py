"""Who waits for a place that is missing."""

import uuid

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.models.person import Person
from core.model import Keyed, Model, Scoped
from directory.models.gap import Gap


class GapWait(Keyed, Scoped, Model):
    """One person who would go to the place, were it there; known on the case side only."""

    __tablename__ = "gap_wait"
    __table_args__ = (UniqueConstraint("person_id", "gap_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    gap_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gap.id"), index=True)

    person: Mapped[Person] = relationship()
    gap: Mapped[Gap] = relationship()
