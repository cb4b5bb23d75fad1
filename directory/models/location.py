"""A place (会場, 停車場所), with how sure its position is."""

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model import Keyed, Model, Scoped, Stamped
from core.types import Choice
from directory.geography.positions import PositionLevel
from directory.models.district import District


class Location(Keyed, Stamped, Scoped, Model):
    """Where something takes place."""

    __tablename__ = "location"

    name: Mapped[str] = mapped_column(default="")
    name_kana: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str | None]
    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    position_level: Mapped[PositionLevel] = mapped_column(Choice(PositionLevel), default=PositionLevel.NONE)
    is_position_doubtful: Mapped[bool] = mapped_column(default=False)
    is_address_hidden: Mapped[bool] = mapped_column(default=False)
    landmark: Mapped[str] = mapped_column(default="")
    nearest_stop: Mapped[str] = mapped_column(default="")
    stop_minutes: Mapped[int | None]
    parking: Mapped[str] = mapped_column(default="")

    district: Mapped[District | None] = relationship()
