"""How often lately? Counters in the database for rate limits and for searches that found nothing; they may be lost."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import clock
from core.model import Model


class Tally(Model):
    """How often something happened in one window of time; the name holds a hash where it would tell of a person."""

    __tablename__ = "tally"

    name: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


def window_of(instant: datetime, length: timedelta) -> datetime:
    """The start of the window in which an instant lies."""
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp(int(instant.timestamp()) // seconds * seconds, tz=instant.tzinfo)


def add_one(session: Session, name: str, length: timedelta) -> int:
    """Count one more and return the count of the current window."""
    start = window_of(clock.now(), length)
    where = (Tally.name == name, Tally.window_start == start)
    changed = session.execute(update(Tally).where(*where).values(count=Tally.count + 1))
    if not getattr(changed, "rowcount", 0):
        session.add(Tally(name=name, window_start=start, count=1))
        session.flush()
    return session.execute(select(Tally.count).where(*where)).scalar_one()


def forget_before(session: Session, instant: datetime) -> None:
    """Drop the windows that ended long ago."""
    session.execute(delete(Tally).where(Tally.window_start < instant))
