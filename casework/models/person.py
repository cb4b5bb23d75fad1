"""The person supported (本人)."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model import Keyed, Model, Scoped, Stamped, Versioned
from core.sealed import Sealed
from core.types import JsonList
from directory.models.district import District


class Person(Keyed, Stamped, Versioned, Scoped, Model):
    """Somebody whom the town supports; how to reach them safely is sealed."""

    __tablename__ = "person"

    name: Mapped[str]
    name_kana: Mapped[str]
    nickname: Mapped[str]
    birth_date: Mapped[date | None]
    gender: Mapped[str | None]
    district_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("district.id"))
    address: Mapped[str | None] = mapped_column(Sealed("person.address"))
    phone: Mapped[str | None] = mapped_column(Sealed("person.phone"))
    safe_contact: Mapped[str | None] = mapped_column(Sealed("person.safe_contact"))
    contact_means: Mapped[JsonList] = mapped_column(default=list)
    closed_at: Mapped[datetime | None]

    district: Mapped[District | None] = relationship()
    team: Mapped[list["TeamMember"]] = relationship(cascade="all, delete-orphan", back_populates="person")


class TeamMember(Keyed, Scoped, Model):
    """A worker who needs to know this person: from a day until a day, one of them in charge."""

    __tablename__ = "team_member"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    is_in_charge: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="team")
