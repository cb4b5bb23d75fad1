"""The kinds of service, as data."""

from sqlalchemy.orm import Mapped, mapped_column

from core.model import Keyed, Model
from core.types import Json, JsonList


class TaxonomyTerm(Keyed, Model):
    """One kind of service; kinds that are not shown by default must be asked for."""

    __tablename__ = "taxonomy_term"

    code: Mapped[str] = mapped_column(unique=True)
    parent_code: Mapped[str | None]
    name: Mapped[str]
    name_kana: Mapped[str] = mapped_column(default="")
    names: Mapped[Json] = mapped_column(default=dict)
    words: Mapped[JsonList] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)
    is_shown_by_default: Mapped[bool] = mapped_column(default=True)
