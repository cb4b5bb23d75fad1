"""Words that mean the same in one town: what the office adds to the words that the product knows."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model, Scoped, Stamped, Versioned
from core.types import Choice, JsonList


class Direction(StrEnum):
    """Whether every word of a group finds the others, or only the first one does."""

    BOTH = "both"
    FROM_FIRST = "from_first"


class WordGroup(Keyed, Scoped, Stamped, Versioned, Model):
    """A few words, the first one leading; used when somebody searches, never kept in the index."""

    __tablename__ = "word_group"

    words: Mapped[JsonList]
    direction: Mapped[Direction] = mapped_column(Choice(Direction), default=Direction.BOTH)
    note: Mapped[str] = mapped_column(default="")
    changed_by: Mapped[str] = mapped_column(default="")
