"""A support agency (支援関係機関) whose workers sign in."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Scoped, Stamped


class Agency(Keyed, Stamped, Scoped, Model):
    """One agency of the plan, with the operator that runs it and the field that it answers for."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("municipality_id", "name"),)

    name: Mapped[str]
    name_kana: Mapped[str] = mapped_column(default="")
    field: Mapped[str] = mapped_column(default="")
    operator: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
