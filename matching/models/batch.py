"""One dry run over the people who wait: what was asked, what came out, and what the coordinator demanded of it."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.models.person import Person
from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Choice, Json, JsonList
from directory.models.service import Service


class Demand(StrEnum):
    """What a coordinator asks of a run about one person and one service."""

    LOCK = "lock"
    FORBID = "forbid"


class BatchRun(Keyed, Scoped, Model):
    """One answer of the solver, never changed: an amendment is a run of its own that names the one before.

    `settings` holds objective, floor and what was let in; `profiles` the versions of the weights by name; `figures`
    what stands above the lines; `prices` what one more place at a service would bring.
    """

    __tablename__ = "batch_run"

    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    base_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("batch_run.id"))
    input_hash: Mapped[str]
    settings: Mapped[Json]
    profiles: Mapped[Json]
    solver: Mapped[str]
    status: Mapped[str]
    value: Mapped[int]
    bound: Mapped[int]
    placed: Mapped[int]
    figures: Mapped[Json]
    prices: Mapped[JsonList] = mapped_column(default=list)
    published_at: Mapped[datetime | None]

    lines: Mapped[list["BatchLine"]] = relationship(order_by="BatchLine.position", back_populates="run")
    demands: Mapped[list["BatchDemand"]] = relationship(order_by="BatchDemand.id", back_populates="run")


class BatchLine(Keyed, Scoped, Model):
    """One person of a run: the service found for them, or why there is none.

    `standing` says how the pair stands to the rules; `details` holds reasons, what it depends on, what leaving it out
    would cost, and what else could be chosen.
    """

    __tablename__ = "batch_line"
    __table_args__ = (UniqueConstraint("run_id", "person_id"),)

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch_run.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("service.id"))
    position: Mapped[int]
    waits_since: Mapped[date]
    score: Mapped[int | None]
    standing: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    is_robust: Mapped[bool] = mapped_column(default=False)
    details: Mapped[Json] = mapped_column(default=dict)

    run: Mapped[BatchRun] = relationship(back_populates="lines")
    person: Mapped[Person] = relationship()
    service: Mapped[Service | None] = relationship()


class BatchDemand(Keyed, Scoped, Model):
    """A pair that must stand in a run, or may not; the rules that it overrides, and what it costs all together."""

    __tablename__ = "batch_demand"
    __table_args__ = (UniqueConstraint("run_id", "person_id", "service_id"),)

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch_run.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"))
    kind: Mapped[Demand] = mapped_column(Choice(Demand))
    reason: Mapped[str] = mapped_column(default="")
    overridden: Mapped[JsonList] = mapped_column(default=list)
    cost: Mapped[Json] = mapped_column(default=dict)

    run: Mapped[BatchRun] = relationship(back_populates="demands")
    person: Mapped[Person] = relationship()
    service: Mapped[Service] = relationship()


class KeptApart(Keyed, Scoped, Model):
    """Two people who must not be proposed the same place; why is not written."""

    __tablename__ = "kept_apart"
    __table_args__ = (UniqueConstraint("person_id", "other_id"), CheckConstraint("person_id < other_id", name="order"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    noted_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    noted_at: Mapped[datetime] = mapped_column(default=clock.now)
