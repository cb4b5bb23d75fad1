"""The weights of a town's soft criteria, version by version."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Scoped, Stamped
from core.types import Json


class WeightVersion(Keyed, Stamped, Scoped, Model):
    """One version of one profile; never changed, for matches keep the number they were ranked with."""

    __tablename__ = "weight_version"
    __table_args__ = (
        UniqueConstraint("municipality_id", "profile", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    profile: Mapped[str]
    number: Mapped[int]
    weights: Mapped[Json]
    saved_by: Mapped[str] = mapped_column(default="")
    saved_by_name: Mapped[str] = mapped_column(default="")
