"""What was read from a file, when, and what became of it."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Json


class ImportRun(Keyed, Scoped, Model):
    """One import with its counts; the remarks go into the report, not here."""

    __tablename__ = "import_run"

    source: Mapped[str]
    file_name: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]
    counts: Mapped[Json] = mapped_column(default=dict)
    actor: Mapped[str]
