"""The municipality that everything about people belongs to."""

from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Stamped
from core.types import Json


class Municipality(Keyed, Stamped, Model):
    """One town that runs the programme; named by its six-digit code (全国地方公共団体コード)."""

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_kana: Mapped[str]
    prefecture: Mapped[str]
    desk_name: Mapped[str] = mapped_column(default="")
    desk_phone: Mapped[str | None]
    area_code: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    outline: Mapped[Json | None]
    settings: Mapped[Json] = mapped_column(default=dict)
    is_demo: Mapped[bool] = mapped_column(default=False)
