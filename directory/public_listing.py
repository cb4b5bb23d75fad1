"""What may everybody know of a listing? One frozen value without any other field, for pages, search and exports."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from core.facts import Fact
from directory.added_fields import is_public
from directory.geography.positions import PositionLevel
from directory.models.contact import Contact, Visibility
from directory.models.location import Location
from directory.models.service import Service, ServiceStatus
from directory.models.service_area import AreaRule
from directory.recurrence.rules import Closure, SessionRule
from directory.recurrence.sentences import Voice, sentence
from directory.recurrence.sessions import Session, next_sessions
from directory.schedules import closures_of, rule_of

_PLAIN: Final = (
    *("id", "number", "version", "source", "source_id", "organization_id", "kind", "name", "name_kana"),
    *("alternate_name", "description", "easy_description", "first_visit", "status", "status_note", "resumes_on"),
    *(
        "minimum_age",
        "maximum_age",
        "gender_limit",
        "eligibility_description",
        "exclusion_description",
        "what_to_bring",
        "fees_description",
        "fee_yen",
    ),
    *("website", "capacity", "is_by_arrangement", "schedule_note", "remarks", "assured_at", "assured_by"),
    *("created_at", "updated_at", "municipality_id"),
)
_PLACE: Final = (
    *("name", "name_kana", "address", "postal_code", "latitude", "longitude", "position_level"),
    *("is_position_doubtful", "landmark", "nearest_stop", "stop_minutes", "parking"),
)
_CONTACT: Final = ("name", "title", "phone", "extension", "fax", "email", "hours")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPlace:
    """Where it is; of a hidden address only the district is left."""

    id: uuid.UUID | None = None
    name: str = ""
    name_kana: str = ""
    address: str = ""
    postal_code: str | None = None
    district_code: str = ""
    district_name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    position_level: PositionLevel = PositionLevel.NONE
    is_position_doubtful: bool = False
    is_address_hidden: bool = False
    landmark: str = ""
    nearest_stop: str = ""
    stop_minutes: int | None = None
    parking: str = ""


@dataclass(frozen=True, slots=True)
class PublicSession:
    """One rule of the timetable, and its place where it is not the listing's own."""

    rule: SessionRule
    place: PublicPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicContact:
    """A contact that its owner wants everybody to know."""

    name: str = ""
    title: str = ""
    phone: str | None = None
    extension: str = ""
    fax: str | None = None
    email: str | None = None
    hours: str = ""


@dataclass(frozen=True, slots=True)
class PublicFact:
    """An answered question, with the day of the answer."""

    answer: Fact
    note: str
    stated_at: datetime


@dataclass(frozen=True, slots=True)
class PublicArea:
    """A district that is served, by arrangement or not at all."""

    code: str
    name: str
    rule: AreaRule


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicListing:
    """A listing as residents see it."""

    id: uuid.UUID
    municipality_id: uuid.UUID
    number: int
    version: int
    source: str
    source_id: str
    organization_id: uuid.UUID
    organization_name: str
    organization_website: str | None = None
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
    website: str | None = None
    capacity: int | None = None
    is_by_arrangement: bool = False
    schedule_note: str = ""
    remarks: str = ""
    assured_at: datetime | None = None
    assured_by: str = ""
    created_at: datetime
    updated_at: datetime
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    place: PublicPlace | None = None
    timetable: tuple[PublicSession, ...] = ()
    closures: tuple[Closure, ...] = ()
    contacts: tuple[PublicContact, ...] = ()
    has_more_contacts: bool = False
    facts: Mapping[str, PublicFact] = field(default_factory=dict)
    areas: tuple[PublicArea, ...] = ()

    @property
    def rules(self) -> tuple[SessionRule, ...]:
        """The rules of the timetable."""
        return tuple(line.rule for line in self.timetable)

    @property
    def district_name(self) -> str:
        """The district in which it takes place, "" where that is not known."""
        return self.place.district_name if self.place else ""

    def fact(self, key: str) -> Fact:
        """The answer to one question of directory.fact_keys."""
        return self.facts[key].answer if key in self.facts else Fact.UNKNOWN

    def timetable_words(self, voice: Voice = Voice.JAPANESE) -> str:
        """When it takes place, in words."""
        return sentence(self.rules, voice)

    def next_sessions(self, after: datetime, *, count: int = 1) -> Sequence[Session]:
        """The next sessions; none while the listing is paused."""
        if self.status is ServiceStatus.PAUSED and not self.resumes_on:
            return ()
        return next_sessions(self.rules, self.closures, after, count)


def public_listing_of(service: Service) -> PublicListing:
    """What everybody may know of a service; the caller makes sure that the service itself is public."""
    plain: dict[str, Any] = {name: getattr(service, name) for name in _PLAIN}  # Any: each column has its own type
    shown = [contact for contact in service.contacts if contact.visibility is Visibility.PUBLIC]
    return PublicListing(
        **plain,
        organization_name=service.organization.name,
        organization_website=service.organization.website,
        languages=tuple(service.languages),
        tags=tuple(service.tags),
        translations=service.translations,
        added_fields={code: words for code, words in service.added_fields.items() if words and is_public(code)},
        place=public_place_of(service.location),
        timetable=tuple(PublicSession(rule_of(row), public_place_of(row.location)) for row in service.schedules),
        closures=closures_of(service),
        contacts=tuple(_public_contact(contact) for contact in shown),
        has_more_contacts=len(shown) < len(service.contacts),
        facts={row.key: PublicFact(row.answer, row.note, row.stated_at) for row in service.facts},
        areas=tuple(
            PublicArea(row.district.code, row.district.name, row.rule)
            for row in sorted(service.areas, key=lambda one: one.district.position)
        ),
    )


def public_place_of(location: Location | None) -> PublicPlace | None:
    """What everybody may know of a location."""
    if location is None:
        return None
    shown = () if location.is_address_hidden else _PLACE
    kept: dict[str, Any] = {name: getattr(location, name) for name in shown}  # Any: each column has its own type
    if location.district:
        kept |= {"district_code": location.district.code, "district_name": location.district.name}
    return PublicPlace(id=location.id, is_address_hidden=location.is_address_hidden, **kept)


def _public_contact(contact: Contact) -> PublicContact:
    return PublicContact(**{name: getattr(contact, name) for name in _CONTACT})
