"""Something that somebody promised to do by a day."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Scoped, Stamped, Versioned


class Task(Keyed, Stamped, Versioned, Scoped, Model):
    """One promise with an owner and a date; about a person where it names one."""

    __tablename__ = "task"

    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="general")
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service.id"))
    assignee_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
