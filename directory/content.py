"""What does a listing say? One frozen value of it whole, and one of the parts that somebody wants to change."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from pydantic import TypeAdapter

from core.facts import Fact
from core.types import Json
from directory.geography.positions import PositionLevel
from directory.models.contact import Visibility
from directory.models.service import ServiceStatus
from directory.models.service_area import AreaRule
from directory.recurrence.rules import Closure, SessionRule


class NotGiven(Enum):
    """The type of NOT_GIVEN."""

    TOKEN = "not given"  # noqa: S105 - the one value of a sentinel


NOT_GIVEN: Final = NotGiven.TOKEN
"""The form did not speak of this field; None and "" on the other hand clear it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPlace:
    """Where it is, and how sure that is."""

    name: str = ""
    name_kana: str = ""
    address: str = ""
    is_address_hidden: bool = False
    postal_code: str | None = None
    district_id: uuid.UUID | None = None
    latitude: float | None = None
    longitude: float | None = None
    position_level: PositionLevel = PositionLevel.NONE
    is_position_doubtful: bool = False
    landmark: str = ""
    nearest_stop: str = ""
    stop_minutes: int | None = None
    parking: str = ""


@dataclass(frozen=True, slots=True)
class TimetableLine:
    """One rule of the timetable, and its place where it is not the listing's own (a stop of a mobile shop)."""

    rule: SessionRule
    place: ListingPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEntry:
    """A way to reach somebody, and who may know it."""

    name: str = ""
    title: str = ""
    phone: str | None = None
    extension: str = ""
    fax: str | None = None
    email: str | None = None
    hours: str = ""
    visibility: Visibility = Visibility.OFFICE


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says to one question of directory.fact_keys; UNKNOWN takes an earlier answer back."""

    answer: Fact
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatedAnswer:
    """An answer with who gave it and when."""

    answer: Fact
    note: str
    stated_at: datetime
    stated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingContent:
    """Everything that a listing says, as a revision keeps it."""

    organization_id: uuid.UUID
    kind: str
    name: str
    name_kana: str = ""
    alternate_name: str = ""
    description: str = ""
    easy_description: str = ""
    first_visit: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    status_note: str = ""
    resumes_on: date | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    gender_limit: str | None = None
    eligibility_description: str = ""
    exclusion_description: str = ""
    what_to_bring: str = ""
    added_fields: Mapping[str, str] = field(default_factory=dict)
    fees_description: str = ""
    fee_yen: int | None = None
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    website: str | None = None
    capacity: int | None = None
    intake_slots: int | None = None
    intake_stated_at: datetime | None = None
    intake_stated_by: str = ""
    is_by_arrangement: bool = False
    schedule_note: str = ""
    remarks: str = ""
    assured_at: datetime | None = None
    assured_by: str = ""
    place: ListingPlace | None = None
    timetable: tuple[TimetableLine, ...] = ()
    closures: tuple[Closure, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    facts: Mapping[str, StatedAnswer] = field(default_factory=dict)
    areas: Mapping[uuid.UUID, AreaRule] = field(default_factory=dict)
    file_words: Mapping[str, str] = field(default_factory=dict)
    file_values: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingChange:
    """What somebody wants a listing to say; what is NOT_GIVEN stays as it is, and so do facts that are not named."""

    organization_id: uuid.UUID | NotGiven = NOT_GIVEN
    kind: str | NotGiven = NOT_GIVEN
    name: str | NotGiven = NOT_GIVEN
    name_kana: str | NotGiven = NOT_GIVEN
    alternate_name: str | NotGiven = NOT_GIVEN
    description: str | NotGiven = NOT_GIVEN
    easy_description: str | NotGiven = NOT_GIVEN
    first_visit: str | NotGiven = NOT_GIVEN
    minimum_age: int | NotGiven | None = NOT_GIVEN
    maximum_age: int | NotGiven | None = NOT_GIVEN
    gender_limit: str | NotGiven | None = NOT_GIVEN
    eligibility_description: str | NotGiven = NOT_GIVEN
    exclusion_description: str | NotGiven = NOT_GIVEN
    what_to_bring: str | NotGiven = NOT_GIVEN
    added_fields: Mapping[str, str] | NotGiven = NOT_GIVEN
    fees_description: str | NotGiven = NOT_GIVEN
    fee_yen: int | NotGiven | None = NOT_GIVEN
    languages: tuple[str, ...] | NotGiven = NOT_GIVEN
    tags: tuple[str, ...] | NotGiven = NOT_GIVEN
    translations: Mapping[str, Mapping[str, str]] | NotGiven = NOT_GIVEN
    website: str | NotGiven | None = NOT_GIVEN
    capacity: int | NotGiven | None = NOT_GIVEN
    is_by_arrangement: bool | NotGiven = NOT_GIVEN
    schedule_note: str | NotGiven = NOT_GIVEN
    remarks: str | NotGiven = NOT_GIVEN
    place: ListingPlace | NotGiven | None = NOT_GIVEN
    timetable: tuple[TimetableLine, ...] | NotGiven = NOT_GIVEN
    closures: tuple[Closure, ...] | NotGiven = NOT_GIVEN
    contacts: tuple[ContactEntry, ...] | NotGiven = NOT_GIVEN
    facts: Mapping[str, Answer] | NotGiven = NOT_GIVEN
    areas: Mapping[uuid.UUID, AreaRule] | NotGiven = NOT_GIVEN
    file_words: Mapping[str, str] | NotGiven = NOT_GIVEN
    file_values: Json | NotGiven = NOT_GIVEN

    def given(self) -> dict[str, Any]:  # Any: each field has its own type
        """The fields that were spoken of, by name."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in found.items() if value is not NOT_GIVEN}


def changed(content: ListingContent, change: ListingChange, *, by: str, at: datetime) -> ListingContent:
    """The content after a change that somebody makes at an instant."""
    given = change.given()
    if "facts" in given:
        given["facts"] = _restated(content.facts, given["facts"], by=by, at=at)
    return replace(content, **given)


def differences(before: ListingContent, after: ListingContent) -> tuple[str, ...]:
    """The names of the fields that differ."""
    return tuple(one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name))


def to_json(content: ListingContent) -> Json:
    """The content as a revision keeps it."""
    whole: Json = _ADAPTER.dump_python(content, mode="json")
    return whole


def from_json(stored: Json) -> ListingContent:
    """The content that a revision keeps; fields that it does not know have their defaults."""
    return _ADAPTER.validate_python(stored)


def _restated(
    facts: Mapping[str, StatedAnswer], answers: Mapping[str, Answer], *, by: str, at: datetime
) -> dict[str, StatedAnswer]:
    found = dict(facts)
    for key, given in answers.items():
        if given.answer is Fact.UNKNOWN:
            found.pop(key, None)
        elif key not in facts or (facts[key].answer, facts[key].note) != (given.answer, given.note):
            found[key] = StatedAnswer(given.answer, given.note, at, by)
    return found


_ADAPTER: Final = TypeAdapter(ListingContent)
