"""Which timetables has the town? One file for each operator, taken in whole, and read as one timetable."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from core import audit, clock
from core.access import Actor
from core.errors import NotFoundError
from directory.models.timetable_file import TimetableFile
from directory.timetable.feed import Feed, joined
from directory.timetable.gtfs import read_feed


@dataclass(frozen=True)
class Taken:
    """A timetable that was taken in: the row, and what the file says."""

    row: TimetableFile
    feed: Feed


def list_of(session: Session) -> list[TimetableFile]:
    """The town's timetables by name, without their content."""
    return list(session.execute(select(TimetableFile).order_by(TimetableFile.name)).scalars())


def mark_of(session: Session) -> str:
    """What changes whenever a timetable changes; empty where there is none."""
    return " ".join(session.execute(select(TimetableFile.digest).order_by(TimetableFile.name)).scalars())


def feed_of(session: Session) -> Feed:
    """All timetables of the town as one."""
    query = select(TimetableFile).options(undefer(TimetableFile.content)).order_by(TimetableFile.name)
    return joined([read_feed(row.content) for row in session.execute(query).scalars()])


def take_in(session: Session, actor: Actor, name: str, content: bytes) -> Taken:
    """Keep a GTFS-JP file under an operator's name, in place of the one before; raises TimetableError."""
    feed = read_feed(content)
    row = _find(session, name) or TimetableFile(municipality_id=actor.municipality_id, name=name)
    row.content, row.digest, row.loaded_at = content, hashlib.sha256(content).hexdigest(), clock.now()
    row.dated, row.ends_on, row.stops, row.trips = feed.dated, feed.last_day, len(feed.stops), len(feed.trips)
    session.add(row)
    session.flush()
    audit.record(session, actor, "timetable.take_in", f"timetable:{row.id}", purpose=name)
    return Taken(row, feed)


def drop(session: Session, actor: Actor, name: str) -> None:
    """Forget an operator's timetable."""
    row = _find(session, name)
    if row is None:
        raise NotFoundError("この名前の時刻表はありません。")
    audit.record(session, actor, "timetable.drop", f"timetable:{row.id}", purpose=name)
    session.delete(row)
    session.flush()


def _find(session: Session, name: str) -> TimetableFile | None:
    return session.execute(select(TimetableFile).where(TimetableFile.name == name)).scalar_one_or_none()
