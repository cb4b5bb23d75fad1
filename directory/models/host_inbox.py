"""Questions to a host and its answers; both are append-only and know no person."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Choice, Json
from directory.models.organization import Organization
from directory.models.service import Service


class QuestionKind(StrEnum):
    """What a host may be asked."""

    CONFIRM = "confirm"
    INTRODUCTION = "introduction"
    CHECK_IN = "check_in"
    CAPACITY = "capacity"


class HostQuestion(Keyed, Scoped, Model):
    """One question with nickname and agreed facts only; the placement is known by a random reference."""

    __tablename__ = "host_question"

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"))
    kind: Mapped[QuestionKind] = mapped_column(Choice(QuestionKind))
    reference: Mapped[str] = mapped_column(index=True)
    content: Mapped[Json]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by_name: Mapped[str] = mapped_column(default="")
    about_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]

    organization: Mapped[Organization] = relationship()
    service: Mapped[Service] = relationship()
    answers: Mapped[list["HostAnswer"]] = relationship(
        order_by="(HostAnswer.at, HostAnswer.id)", back_populates="question"
    )


class HostAnswer(Keyed, Scoped, Model):
    """One answer; an undo is a further answer that names the one it takes back."""

    __tablename__ = "host_answer"
    __table_args__ = (UniqueConstraint("undoes"),)

    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("host_question.id"), index=True)
    answer: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    number: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_by: Mapped[str]
    answered_by_name: Mapped[str] = mapped_column(default="")
    undoes: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("host_answer.id"))

    question: Mapped[HostQuestion] = relationship(back_populates="answers")
