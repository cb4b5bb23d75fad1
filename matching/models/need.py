"""What a person wishes, can do and cannot do, as far as it was asked."""

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.facts import Fact
from core.model import Keyed, Model, Scoped, Stamped, Versioned
from core.sealed import Sealed
from core.types import Choice, Json, JsonList


class NeedRecord(Keyed, Stamped, Versioned, Scoped, Model):
    """One person's need; the person's own words come first, and what was not asked stays None.

    `safety` is sealed: what must be kept from others, as JSON. `excluded_by` names organizations that cannot take the
    person.
    """

    __tablename__ = "need_record"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    own_words: Mapped[str] = mapped_column(default="")
    wishes: Mapped[JsonList] = mapped_column(default=list)
    strengths: Mapped[JsonList] = mapped_column(default=list)
    strength_words: Mapped[str] = mapped_column(default="")
    goal_step: Mapped[str | None]
    available: Mapped[JsonList | None]
    modes: Mapped[JsonList | None]
    travel_minutes: Mapped[int | None]
    needs: Mapped[JsonList] = mapped_column(default=list)
    fee_limit_yen: Mapped[int | None]
    comforts: Mapped[JsonList] = mapped_column(default=list)
    avoid: Mapped[Json] = mapped_column(default=dict)
    nearest_stop: Mapped[str] = mapped_column(default="")
    stop_minutes: Mapped[int | None]
    has_companion: Mapped[Fact] = mapped_column(Choice(Fact), default=Fact.UNKNOWN)
    excluded_by: Mapped[JsonList | None]
    safety: Mapped[str | None] = mapped_column(Sealed("need_record.safety"))
