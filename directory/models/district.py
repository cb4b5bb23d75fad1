"""The districts (地区) of a municipality, in their areas (圏域)."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Scoped
from core.types import JsonList


class District(Keyed, Scoped, Model):
    """One district with its reading, area, a representative point and, where loaded, its outline.

    `detour_percent` says how much longer its roads are than the straight line (100 = as straight); None = as in town.
    """

    __tablename__ = "district"
    __table_args__ = (UniqueConstraint("municipality_id", "code"),)

    code: Mapped[str]
    name: Mapped[str]
    name_kana: Mapped[str]
    area: Mapped[str]
    area_kana: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    detour_percent: Mapped[int | None]
    outline: Mapped[JsonList | None]
    position: Mapped[int] = mapped_column(default=0)
