"""Which kinds of service are there, what are they called, and which must be asked for?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models.taxonomy import TaxonomyTerm

_SHIPPED: Final = Path(__file__).parent / "data" / "kinds.json"


@dataclass(frozen=True)
class Kind:
    """One kind; `names` has its name in other languages, `words` are hints of what may be found there."""

    code: str
    name: str
    name_kana: str
    parent_code: str | None
    names: Mapping[str, str]
    words: tuple[str, ...]
    is_shown_by_default: bool

    @property
    def all_names(self) -> tuple[str, ...]:
        """Its names, by which every listing of the kind is found; a hint is not true of every one of them."""
        return tuple(dict.fromkeys((self.name, self.name_kana, *self.names.values())))


def list_kinds(session: Session) -> tuple[Kind, ...]:
    """Every kind, in the order in which residents meet them."""
    query = select(TaxonomyTerm).order_by(TaxonomyTerm.position, TaxonomyTerm.code)
    return tuple(_kind(term) for term in session.execute(query).scalars())


def kinds_by_code(session: Session) -> Mapping[str, Kind]:
    """Every kind, by its code."""
    return {kind.code: kind for kind in list_kinds(session)}


def install(session: Session) -> int:
    """Write the shipped kinds down where they are missing, and say how many were; kinds that are there stay."""
    known = kinds_by_code(session)
    missing = [raw for raw in shipped() if raw["code"] not in known]
    session.add_all([_term(raw) for raw in missing])
    session.flush()
    return len(missing)


def shipped() -> list[dict[str, Any]]:  # Any: JSON as it stands in the file
    """The kinds that the product comes with."""
    found: list[dict[str, Any]] = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    return found


def _kind(term: TaxonomyTerm) -> Kind:
    return Kind(
        code=term.code,
        name=term.name,
        name_kana=term.name_kana,
        parent_code=term.parent_code,
        names=term.names,
        words=tuple(term.words),
        is_shown_by_default=term.is_shown_by_default,
    )


def _term(raw: Mapping[str, Any]) -> TaxonomyTerm:  # Any: as above
    return TaxonomyTerm(
        code=raw["code"],
        parent_code=raw["parent"],
        name=raw["name"],
        name_kana=raw["kana"],
        names={"en": raw["name_en"], "easy": raw["name_easy"]},
        words=raw["words"],
        position=raw["order"],
        is_shown_by_default=raw["shown_by_default"],
    )
