"""What was read from a file, when, what became of it, and which listings it touched."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Choice, Json


class RunState(StrEnum):
    """How far a batch is; whatever broke off while applying is undone at the next start."""

    APPLYING = "applying"
    APPLIED = "applied"
    CANCELLED = "cancelled"
    UNDONE = "undone"


class ImportRun(Keyed, Scoped, Model):
    """One batch with its counts; the remarks go into the report, not here.

    `total` and `done` are listings. `holder` names the process at work, `touched_at` is its last sign of life.
    """

    __tablename__ = "import_run"

    source: Mapped[str]
    file_name: Mapped[str]
    state: Mapped[RunState] = mapped_column(Choice(RunState), default=RunState.APPLYING, index=True)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str] = mapped_column(default="")
    touched_at: Mapped[datetime] = mapped_column(default=clock.now)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    kept: Mapped[int] = mapped_column(default=0)
    counts: Mapped[Json] = mapped_column(default=dict)
    actor: Mapped[str]


class ImportChange(Keyed, Scoped, Model):
    """A listing that a batch has written, by the version that it left."""

    __tablename__ = "import_change"
    __table_args__ = (UniqueConstraint("run_id", "service_id", "revision_number"),)

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_run.id"), index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    revision_number: Mapped[int]
    is_new: Mapped[bool]
    is_undone: Mapped[bool] = mapped_column(default=False)
