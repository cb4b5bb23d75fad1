"""An organization (団体); for the people who run it, the host."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Scoped, Stamped, Versioned


class Organization(Keyed, Stamped, Versioned, Scoped, Model):
    """Who offers services: a residents' group, a welfare corporation, a shop, a section of the town hall."""

    __tablename__ = "organization"
    __table_args__ = (UniqueConstraint("municipality_id", "source", "source_id"),)

    name: Mapped[str]
    name_kana: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    website: Mapped[str | None]
    source: Mapped[str] = mapped_column(default="hitomaru")
    source_id: Mapped[str]
