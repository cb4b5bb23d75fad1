"""How to reach somebody about a service, and who may know."""

import uuid
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Scoped
from core.types import Choice


class Visibility(StrEnum):
    """Who may see a contact: everybody, those who ask at the office, or nobody outside it."""

    PUBLIC = "public"
    OFFICE = "office"
    HIDDEN = "hidden"


class Contact(Keyed, Scoped, Model):
    """A name, a phone or an address; through the office unless somebody chose otherwise."""

    __tablename__ = "contact"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    extension: Mapped[str] = mapped_column(default="")
    fax: Mapped[str | None]
    email: Mapped[str | None]
    hours: Mapped[str] = mapped_column(default="")
    visibility: Mapped[Visibility] = mapped_column(Choice(Visibility), default=Visibility.OFFICE)
