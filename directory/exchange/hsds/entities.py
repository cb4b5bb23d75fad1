"""What HSDS 3.2.3 says a directory is made of, as far as this product has it.

Source: Open Referral, Human Services Data Specification 3.2.3 (schema/*.json). Names are the specification's.
Whatever is None is left out of an answer: an absent field says that nobody has stated it.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Entity(BaseModel):
    """One HSDS object; fields beyond the specification are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID


class Taxonomy(Entity):
    """A set of terms."""

    name: str
    description: str
    uri: str | None = None
    version: str | None = None


class TaxonomyTerm(Entity):
    """One term of a taxonomy."""

    name: str
    description: str
    code: str | None = None
    parent_id: UUID | None = None
    taxonomy: str | None = None
    taxonomy_id: UUID | None = None
    taxonomy_detail: Taxonomy | None = None
    language: str | None = None


class Attribute(Entity):
    """A term that is said of something, with the value where the term is a question."""

    link_entity: str
    taxonomy_term: TaxonomyTerm
    value: str | None = None
    label: str | None = None


class Phone(Entity):
    """A telephone number as E.164."""

    number: str
    extension: int | None = None
    type: str | None = None
    description: str | None = None


class Contact(Entity):
    """Whom to ask."""

    name: str | None = None
    title: str | None = None
    email: str | None = None
    phones: list[Phone] | None = None


class Address(Entity):
    """Where post goes; Japan needs city and prefecture."""

    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    address_type: Literal["physical", "postal", "virtual"]


class Schedule(Entity):
    """One repeating session in local wall time; `timezone` is the whole hours from UTC."""

    valid_from: str | None = None
    valid_to: str | None = None
    dtstart: str | None = None
    timezone: int | None = None
    until: str | None = None
    wkst: Literal["MO"] | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: int | None = None
    byday: str | None = None
    bymonthday: str | None = None
    description: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    notes: str | None = None


class ServiceArea(Entity):
    """A district that is served."""

    name: str | None = None
    description: str | None = None


class Language(Entity):
    """A language that is spoken."""

    name: str | None = None
    code: str | None = None


class RequiredDocument(Entity):
    """Something to bring."""

    document: str | None = None


class CostOption(Entity):
    """What it costs."""

    currency: str | None = None
    amount: int | None = None
    amount_description: str | None = None


class Unit(Entity):
    """What a capacity is counted in."""

    name: str


class ServiceCapacity(Entity):
    """How many a service can take."""

    unit: Unit
    available: int
    maximum: int | None = None
    updated: datetime


class Location(Entity):
    """A place."""

    location_type: Literal["physical", "virtual"]
    name: str | None = None
    description: str | None = None
    transportation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    addresses: list[Address] | None = None


class ServiceAtLocation(Entity):
    """A service at one of its places, with what holds there only."""

    location: Location | None = None
    schedules: list[Schedule] | None = None
    service: "Service | None" = None


class Organization(Entity):
    """Who offers services."""

    name: str
    description: str
    website: str | None = None
    services: "list[Service] | None" = None


class Service(Entity):
    """One thing that people can go to or use."""

    name: str
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    alternate_name: str | None = None
    description: str | None = None
    url: str | None = None
    application_process: str | None = None
    fees_description: str | None = None
    eligibility_description: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    assured_date: str | None = None
    alert: str | None = None
    last_modified: datetime | None = None
    phones: list[Phone] | None = None
    contacts: list[Contact] | None = None
    schedules: list[Schedule] | None = None
    service_areas: list[ServiceArea] | None = None
    service_at_locations: list[ServiceAtLocation] | None = None
    languages: list[Language] | None = None
    required_documents: list[RequiredDocument] | None = None
    organization: Organization | None = None
    cost_options: list[CostOption] | None = None
    capacities: list[ServiceCapacity] | None = None
    attributes: list[Attribute] | None = None


def as_json(entity: Entity) -> dict[str, object]:
    """The object as it stands in an answer."""
    return entity.model_dump(mode="json", exclude_none=True)
