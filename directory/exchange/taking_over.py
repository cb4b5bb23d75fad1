"""What does a listing say after a file was read? Only what the file says anew is taken over.

A blank cell keeps what is known. A value that the file said last time as well is left as it is now, so that reading a
file again does not undo what somebody has corrected since.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from core.facts import Fact
from core.types import Json
from directory.content import ContactEntry, ListingContent, ListingPlace, StatedAnswer
from directory.exchange.file_values import FACT, PLACE, Said, as_json, contacts_from
from directory.geography.positions import PositionLevel

_PLAIN: Final = (
    *(
        "name",
        "name_kana",
        "alternate_name",
        "kind",
        "status",
        "tags",
        "description",
        "website",
        "remarks",
        "languages",
    ),
    *("translations", "schedule_note", "fees_description", "fee_yen", "capacity", "minimum_age", "maximum_age"),
    *("eligibility_description", "exclusion_description", "what_to_bring", "first_visit", "timetable", "file_words"),
)
_EMPTY: Final = {one.name: one.default for one in fields(ListingContent)}


def taken_over(
    content: ListingContent, said: Said, cleared: frozenset[str], *, by: str, at: datetime
) -> ListingContent:
    """The content after a file that says this was read."""
    before = content.file_values
    now = as_json(said) | dict.fromkeys(cleared)
    news = {key: said.get(key) for key, value in now.items() if key not in before or before[key] != value}
    plain = {key: _plain(key, value) for key, value in news.items() if key in _PLAIN}
    return replace(
        content,
        **plain,
        place=_place(content.place, news),
        contacts=_contacts(content, news, before),
        facts=_facts(content.facts, news, by=by, at=at),
        file_values=before | now,
    )


def _plain(key: str, value: Any) -> Any:  # Any: each field has its own type
    if value is not None:
        return value
    return () if key in {"tags", "languages", "timetable"} else _EMPTY[key]


def _place(place: ListingPlace | None, news: Said) -> ListingPlace | None:
    parts = {key.removeprefix(PLACE): value for key, value in news.items() if key.startswith(PLACE)}
    if not parts:
        return place
    position = parts.pop("position", None)
    if position:
        parts |= {"latitude": position[0], "longitude": position[1], "position_level": PositionLevel.EXACT}
    empty = ListingPlace()
    parts = {name: getattr(empty, name) if value is None else value for name, value in parts.items()}
    moved = replace(place or empty, **parts)
    return moved if moved != empty else None


def _contacts(content: ListingContent, news: Said, before: Json) -> tuple[ContactEntry, ...]:
    """Those that the file names, in the place of those that it named last time; others stay."""
    if "contacts" not in news:
        return content.contacts
    named = contacts_from(before.get("contacts"))
    others = tuple(contact for contact in content.contacts if contact not in named)
    return (*(news["contacts"] or ()), *others)


def _facts(facts: Mapping[str, StatedAnswer], news: Said, *, by: str, at: datetime) -> Mapping[str, StatedAnswer]:
    found = {key.removeprefix(FACT): Fact(value) for key, value in news.items() if key.startswith(FACT)}
    return {**facts, **{key: StatedAnswer(answer, "", at, by) for key, answer in found.items()}}
