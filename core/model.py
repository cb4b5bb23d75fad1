"""What do all rows share? Named constraints, UUIDv7 keys, stamps, versions and the municipality they belong to."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from core import clock
from core.ids import new_id
from core.types import JSON_COLUMN, Instant, Json, JsonList

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """The base of every mapped class."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {  # Any: SQLAlchemy's own declaration
        uuid.UUID: Uuid(),
        datetime: Instant(),
        Json: JSON_COLUMN,
        JsonList: JSON_COLUMN,
    }


class Keyed:
    """A row with a UUIDv7 key, made before it is stored."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)


class Stamped:
    """A row that knows when it was made and last changed."""

    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class Versioned:
    """A row that refuses to be overwritten by a form that was shown before its last change."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:  # Any: SQLAlchemy's own declaration
        """Let SQLAlchemy count the versions and compare them in every UPDATE."""
        return {"version_id_col": cls.version}


class Scoped:
    """A row that belongs to exactly one municipality; for any other it does not exist."""

    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("municipality.id"), index=True)
