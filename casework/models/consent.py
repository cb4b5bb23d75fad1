"""What a person has agreed to, as a ledger: rows are added and withdrawn, never changed."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.model import Keyed, Model, Scoped
from core.types import Choice, JsonList


class Purpose(StrEnum):
    """What an agreement is for."""

    SUPPORT = "support"
    TELL_HOST = "tell_host"


class ConsentMethod(StrEnum):
    """How it was given."""

    SIGNED = "signed"
    SPOKEN = "spoken"
    PHONE = "phone"


class Consent(Keyed, Scoped, Model):
    """One agreement: purpose, recipients, items, the version of the wording, who recorded it, and until when."""

    __tablename__ = "consent"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    recipients: Mapped[JsonList] = mapped_column(default=list)
    items: Mapped[JsonList] = mapped_column(default=list)
    wording_version: Mapped[str]
    method: Mapped[ConsentMethod] = mapped_column(Choice(ConsentMethod))
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"))
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_note: Mapped[str] = mapped_column(default="")
