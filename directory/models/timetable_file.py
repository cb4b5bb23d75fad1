"""A timetable (GTFS-JP) that the town has taken in, as it came."""

from datetime import date, datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.model import Keyed, Model, Scoped


class TimetableFile(Keyed, Scoped, Model):
    """One operator's feed: the file itself, from when it holds, how much is in it, and when it was taken in."""

    __tablename__ = "timetable_file"
    __table_args__ = (UniqueConstraint("municipality_id", "name"),)

    name: Mapped[str]
    digest: Mapped[str]
    dated: Mapped[date | None]
    ends_on: Mapped[date | None]
    stops: Mapped[int]
    trips: Mapped[int]
    loaded_at: Mapped[datetime] = mapped_column(default=clock.now)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
