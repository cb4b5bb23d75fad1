"""When a service takes place, and when it does not."""

import uuid
from datetime import date, time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model import Keyed, Model, Scoped
from core.types import Choice, JsonList
from directory.models.location import Location
from directory.recurrence.rules import Frequency, HolidayRule


class Schedule(Keyed, Scoped, Model):
    """One repeating session in local wall time; a mobile shop has one per stop, each with its place."""

    __tablename__ = "schedule"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("location.id"))
    position: Mapped[int] = mapped_column(default=0)
    freq: Mapped[Frequency] = mapped_column(Choice(Frequency), default=Frequency.WEEKLY)
    weekdays: Mapped[JsonList] = mapped_column(default=list)
    nths: Mapped[JsonList] = mapped_column(default=list)
    monthdays: Mapped[JsonList] = mapped_column(default=list)
    interval: Mapped[int] = mapped_column(default=1)
    anchor: Mapped[date | None]
    dates: Mapped[JsonList] = mapped_column(default=list)
    months: Mapped[JsonList] = mapped_column(default=list)
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    holiday_rule: Mapped[HolidayRule] = mapped_column(Choice(HolidayRule), default=HolidayRule.UNKNOWN)
    new_year_rule: Mapped[HolidayRule] = mapped_column(Choice(HolidayRule), default=HolidayRule.UNKNOWN)
    note: Mapped[str] = mapped_column(default="")

    location: Mapped[Location | None] = relationship()


class Closure(Keyed, Scoped, Model):
    """Days on which a service does not take place."""

    __tablename__ = "closure"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
