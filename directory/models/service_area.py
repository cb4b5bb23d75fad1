"""The districts that a service serves."""

import uuid
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.model import Keyed, Model, Scoped
from core.types import Choice
from directory.models.district import District


class AreaRule(StrEnum):
    """Whether a district is served, served by arrangement, or expressly not served."""

    SERVED = "served"
    BY_ARRANGEMENT = "by_arrangement"
    EXCLUDED = "excluded"


class ServiceArea(Keyed, Scoped, Model):
    """One district of a service's area; a service without rows serves whoever comes."""

    __tablename__ = "service_area"
    __table_args__ = (UniqueConstraint("service_id", "district_id"),)

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"), index=True)
    district_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("district.id"))
    rule: Mapped[AreaRule] = mapped_column(Choice(AreaRule), default=AreaRule.SERVED)

    district: Mapped[District] = relationship()
