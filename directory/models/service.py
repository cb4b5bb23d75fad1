"""A service (活動): one thing that people can go to or use. As the directory shows it, a listing."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model import Keyed, Model, Scoped, Stamped, Versioned
from core.types import Choice, Json, JsonList
from directory.models.contact import Contact
from directory.models.location import Location
from directory.models.organization import Organization
from directory.models.schedule import Closure, Schedule
from directory.models.service_area import ServiceArea
from directory.models.stated_fact import StatedFact


class ServiceStatus(StrEnum):
    """Whether a service runs; drafts and ended services are never shown to residents."""

    ACTIVE = "active"
    PAUSED = "paused"
    SEASONAL = "seasonal"
    ENDED = "ended"
    DRAFT = "draft"


PUBLIC_STATUSES = frozenset({ServiceStatus.ACTIVE, ServiceStatus.PAUSED, ServiceStatus.SEASONAL})


class Service(Keyed, Stamped, Versioned, Scoped, Model):
    """HSDS `service` with its kind; every fact that nobody has stated is absent, which means 未確認.

    translations: {"en": {"name": …, "description": …}}. file_words: cells of an imported file that have no field of
    their own, by header; never shown to residents. file_values: what that file said last, so that reading it again
    does not undo what somebody has corrected since. added_fields: {code: words} of directory.added_fields.
    """

    __tablename__ = "service"
    __table_args__ = (
        UniqueConstraint("municipality_id", "number"),
        UniqueConstraint("municipality_id", "source", "source_id"),
        CheckConstraint("intake_slots IS NULL OR intake_slots >= 0", name="intake_not_negative"),
    )

    number: Mapped[int]
    source: Mapped[str] = mapped_column(default="hitomaru")
    source_id: Mapped[str]
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    location_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("location.id"), index=True)
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    name_kana: Mapped[str] = mapped_column(default="")
    alternate_name: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    easy_description: Mapped[str] = mapped_column(default="")
    first_visit: Mapped[str] = mapped_column(default="")
    status: Mapped[ServiceStatus] = mapped_column(Choice(ServiceStatus), default=ServiceStatus.ACTIVE, index=True)
    status_note: Mapped[str] = mapped_column(default="")
    resumes_on: Mapped[date | None]
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    gender_limit: Mapped[str | None]
    eligibility_description: Mapped[str] = mapped_column(default="")
    what_to_bring: Mapped[str] = mapped_column(default="", server_default="")
    exclusion_description: Mapped[str] = mapped_column(default="", server_default="")
    added_fields: Mapped[Json] = mapped_column(default=dict, server_default="{}")
    fees_description: Mapped[str] = mapped_column(default="")
    fee_yen: Mapped[int | None]
    languages: Mapped[JsonList] = mapped_column(default=list)
    tags: Mapped[JsonList] = mapped_column(default=list)
    translations: Mapped[Json] = mapped_column(default=dict)
    website: Mapped[str | None]
    capacity: Mapped[int | None]
    intake_slots: Mapped[int | None]
    intake_stated_at: Mapped[datetime | None]
    intake_stated_by: Mapped[str] = mapped_column(default="")
    is_by_arrangement: Mapped[bool] = mapped_column(default=False)
    schedule_note: Mapped[str] = mapped_column(default="")
    remarks: Mapped[str] = mapped_column(default="")
    assured_at: Mapped[datetime | None]
    assured_by: Mapped[str] = mapped_column(default="")
    file_words: Mapped[Json] = mapped_column(default=dict)
    file_values: Mapped[Json] = mapped_column(default=dict)

    organization: Mapped[Organization] = relationship()
    location: Mapped[Location | None] = relationship()
    schedules: Mapped[list[Schedule]] = relationship(order_by="Schedule.position", cascade="all, delete-orphan")
    closures: Mapped[list[Closure]] = relationship(order_by="Closure.starts_on", cascade="all, delete-orphan")
    contacts: Mapped[list[Contact]] = relationship(order_by="Contact.position", cascade="all, delete-orphan")
    facts: Mapped[list[StatedFact]] = relationship(order_by="StatedFact.key", cascade="all, delete-orphan")
    areas: Mapped[list[ServiceArea]] = relationship(cascade="all, delete-orphan")

    @property
    def is_public(self) -> bool:
        """Whether residents may see it."""
        return self.status in PUBLIC_STATUSES
