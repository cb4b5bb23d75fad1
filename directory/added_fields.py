"""Which questions does a municipality ask about its listings beside ours? Its own fields, added by configuration."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from accounts.models.municipality import Municipality
from core.errors import InvalidError

OFFICE: Final = "office_"
"""So begins the code of a field that the office and the host see and nobody else: its secrecy is part of its name."""
_SETTING: Final = "fields"
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True, slots=True)
class AddedField:
    """One field: its code, and what it is called in each language of the pages."""

    code: str
    label: str
    english: str = ""
    easy: str = ""

    @property
    def is_public(self) -> bool:
        """Whether residents and the open data see it."""
        return is_public(self.code)

    def label_in(self, language: str) -> str:
        """What it is called in a language."""
        return {"en": self.english, "easy": self.easy}.get(language) or self.label


def is_public(code: str) -> bool:
    """Whether everybody may know what a field of this code says."""
    return not code.startswith(OFFICE)


def fields_of(town: Municipality) -> tuple[AddedField, ...]:
    """The fields of a town, in their order."""
    return tuple(AddedField(**row) for row in town.settings.get(_SETTING, ()))


def add_field(town: Municipality, field: AddedField) -> None:
    """Ask a question of one's own, or call one otherwise."""
    if not _CODE.fullmatch(field.code) or not field.label.strip():
        raise InvalidError({"code": "符号は英小文字で始め、名前も入れてください（例：toilet_floor トイレの階）。"})
    others = [one for one in fields_of(town) if one.code != field.code]
    _keep(town, (*others, field))


def drop_field(town: Municipality, code: str) -> None:
    """Ask a question no longer; what has been answered stays in the listings and is shown nowhere."""
    if code not in {one.code for one in fields_of(town)}:
        raise InvalidError({"code": f"{code} という欄はありません。"})
    _keep(town, tuple(one for one in fields_of(town) if one.code != code))


def labels_of(town: Municipality) -> Mapping[str, str]:
    """What the public fields of a town are called, by their codes."""
    return {one.code: one.label for one in fields_of(town) if one.is_public}


def _keep(town: Municipality, found: tuple[AddedField, ...]) -> None:
    rows: list[dict[str, Any]] = [asdict(one) for one in found]  # Any: JSON
    town.settings = {**town.settings, _SETTING: rows}
