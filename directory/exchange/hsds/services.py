"""How does a listing read in HSDS? From what everybody may know of it, and from nothing else.

What has no row of its own (a phone, a session) gets an id made of the listing's id and its place in the list, so that
it stays the same until the list itself changes.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from core.facts import Fact
from directory.exchange.hsds import entities as hsds
from directory.exchange.hsds.schedules import schedules_of
from directory.exchange.hsds.terms import FACT_TERMS, NAMES, added_term, kind_term
from directory.models.service import ServiceStatus
from directory.models.service_area import AreaRule
from directory.public_listing import PublicContact, PublicListing, PublicPlace
from directory.taxonomy.kinds import Kind

_Status = Literal["active", "temporarily closed"]
_STATUS: Final[Mapping[ServiceStatus, _Status]] = {
    ServiceStatus.ACTIVE: "active",
    ServiceStatus.SEASONAL: "active",
    ServiceStatus.PAUSED: "temporarily closed",
}
_PEOPLE: Final = hsds.Unit(id=uuid.uuid5(NAMES, "unit/people"), name="人")
_AREA_WORDS: Final = {AreaRule.BY_ARRANGEMENT: "相談により対応"}


@dataclass(frozen=True)
class Town:
    """The municipality in whose name a listing is published."""

    name: str
    prefecture: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """What the fields that it adds are called, by their codes."""


def brief_service(listing: PublicListing) -> hsds.Service:
    """The listing with what it has one of, as lists show it."""
    return hsds.Service(
        id=listing.id,
        name=listing.name,
        status=_STATUS[listing.status],
        alternate_name=listing.alternate_name or None,
        description=listing.description or None,
        url=_url(listing.website),
        application_process=listing.first_visit or None,
        fees_description=listing.fees_description or None,
        eligibility_description=_eligibility(listing) or None,
        minimum_age=listing.minimum_age,
        maximum_age=listing.maximum_age,
        assured_date=listing.assured_at.date().isoformat() if listing.assured_at else None,
        alert=_alert(listing) or None,
        last_modified=listing.updated_at,
        organization=organization_of(listing),
    )


def full_service(listing: PublicListing, kind: Kind | None, town: Town) -> hsds.Service:
    """The listing with everything that hangs on it."""
    return brief_service(listing).model_copy(
        update={
            "phones": _phones(listing) or None,
            "contacts": [_contact(listing, number, one) for number, one in enumerate(listing.contacts)] or None,
            "schedules": schedules_of(listing, None) or None,
            "service_areas": list(_areas(listing)) or None,
            "service_at_locations": [_bare(one) for one in places_of(listing, town)] or None,
            "languages": [_language(listing, code) for code in listing.languages] or None,
            "required_documents": list(_to_bring(listing)) or None,
            "cost_options": _costs(listing) or None,
            "capacities": _capacities(listing) or None,
            "attributes": [*_attributes(listing, kind), *_added(listing, town)] or None,
        }
    )


def organization_of(listing: PublicListing) -> hsds.Organization:
    """Who offers the listing; the specification demands a description, and the name is the shortest true one."""
    return hsds.Organization(
        id=listing.organization_id,
        name=listing.organization_name,
        description=listing.organization_name,
        website=_url(listing.organization_website),
    )


def places_of(listing: PublicListing, town: Town) -> list[hsds.ServiceAtLocation]:
    """The listing at each of its places: its own first, then those that single sessions have."""
    apart = [line.place for line in listing.timetable if line.place]
    places = dict.fromkeys([*([listing.place] if listing.place else []), *apart])
    return [_at(listing, place, town) for place in places]


def at_id(service_id: uuid.UUID, location_id: uuid.UUID | None) -> uuid.UUID:
    """The id of a service at a place; of the place itself nothing can be read from it."""
    return uuid.uuid5(service_id, f"at/{location_id}")


def _at(listing: PublicListing, place: PublicPlace, town: Town) -> hsds.ServiceAtLocation:
    return hsds.ServiceAtLocation(
        id=at_id(listing.id, place.id),
        location=_location(listing, place, town),
        schedules=schedules_of(listing, place) or None,
        service=brief_service(listing),
    )


def _bare(at: hsds.ServiceAtLocation) -> hsds.ServiceAtLocation:
    """The same without the service, inside which it stands."""
    return at.model_copy(update={"service": None})


def _location(listing: PublicListing, place: PublicPlace, town: Town) -> hsds.Location:
    own = uuid.uuid5(listing.id, f"place/{place.id}")
    stop = f"バス停「{place.nearest_stop}」" if place.nearest_stop else ""
    minutes = f"から{place.stop_minutes}分" if stop and place.stop_minutes is not None else ""
    return hsds.Location(
        id=own,
        location_type="physical",
        name=place.name or (f"{place.district_name}地区" if place.district_name else None),
        description=place.landmark or None,
        transportation=stop + minutes or None,
        latitude=place.latitude,
        longitude=place.longitude,
        addresses=[_address(own, place, town)] if place.address else None,
    )


def _address(location_id: uuid.UUID, place: PublicPlace, town: Town) -> hsds.Address:
    line = place.address.removeprefix(town.prefecture).removeprefix(town.name)
    return hsds.Address(
        id=uuid.uuid5(location_id, "address"),
        address_1=line or place.address,
        city=town.name,
        state_province=town.prefecture,
        postal_code=place.postal_code or "",
        country="JP",
        address_type="physical",
    )


def _phones(listing: PublicListing) -> list[hsds.Phone]:
    return [phone for number, one in enumerate(listing.contacts) for phone in _numbers(listing, number, one)]


def _contact(listing: PublicListing, number: int, contact: PublicContact) -> hsds.Contact:
    return hsds.Contact(
        id=uuid.uuid5(listing.id, f"contact/{number}"),
        name=contact.name or None,
        title=contact.title or None,
        email=contact.email,
        phones=list(_numbers(listing, number, contact)) or None,
    )


def _numbers(listing: PublicListing, number: int, contact: PublicContact) -> Iterator[hsds.Phone]:
    for kind, value in (("voice", contact.phone), ("fax", contact.fax)):
        if value:
            yield hsds.Phone(
                id=uuid.uuid5(listing.id, f"phone/{number}/{kind}"),
                number=value,
                extension=int(contact.extension) if kind == "voice" and contact.extension.isdecimal() else None,
                type=kind,
                description=contact.hours or None,
            )


def _areas(listing: PublicListing) -> Iterator[hsds.ServiceArea]:
    for area in listing.areas:
        if area.rule is not AreaRule.EXCLUDED:
            yield hsds.ServiceArea(
                id=uuid.uuid5(listing.id, f"area/{area.code}"), name=area.name, description=_AREA_WORDS.get(area.rule)
            )


def _language(listing: PublicListing, code: str) -> hsds.Language:
    return hsds.Language(id=uuid.uuid5(listing.id, f"language/{code}"), code=code)


def _costs(listing: PublicListing) -> list[hsds.CostOption]:
    if listing.fee_yen is None and not listing.fees_description:
        return []
    return [
        hsds.CostOption(
            id=uuid.uuid5(listing.id, "cost"),
            currency=None if listing.fee_yen is None else "JPY",
            amount=listing.fee_yen,
            amount_description=listing.fees_description or None,
        )
    ]


def _capacities(listing: PublicListing) -> list[hsds.ServiceCapacity]:
    """How many the place holds; how many newcomers a host takes is between host and office."""
    if listing.capacity is None:
        return []
    own = uuid.uuid5(listing.id, "capacity")
    return [hsds.ServiceCapacity(id=own, unit=_PEOPLE, available=listing.capacity, updated=listing.updated_at)]


def _attributes(listing: PublicListing, kind: Kind | None) -> Iterator[hsds.Attribute]:
    if kind is not None:
        yield _attribute(listing, kind_term(kind))
    for key, fact in sorted(listing.facts.items()):
        if key in FACT_TERMS and fact.answer is not Fact.UNKNOWN:
            value = "yes" if fact.answer is Fact.YES else "no"
            yield _attribute(listing, FACT_TERMS[key], value=value, label=fact.note or None)


def _added(listing: PublicListing, town: Town) -> Iterator[hsds.Attribute]:
    """What the listing says to the questions that the town adds."""
    for code, words in sorted(listing.added_fields.items()):
        if code in town.fields:
            yield _attribute(listing, added_term(code, town.fields[code]), value=words)


def _eligibility(listing: PublicListing) -> str:
    """Who may come, and who may not: HSDS has one text for both."""
    excluded = f"参加できない方：{listing.exclusion_description}" if listing.exclusion_description else ""
    return "\n".join(filter(None, (listing.eligibility_description, excluded)))


def _to_bring(listing: PublicListing) -> Iterator[hsds.RequiredDocument]:
    for number, line in enumerate(filter(None, map(str.strip, listing.what_to_bring.splitlines()))):
        yield hsds.RequiredDocument(id=uuid.uuid5(listing.id, f"bring/{number}"), document=line)


def _attribute(
    listing: PublicListing, term: hsds.TaxonomyTerm, *, value: str | None = None, label: str | None = None
) -> hsds.Attribute:
    own = uuid.uuid5(listing.id, f"attribute/{term.id}")
    return hsds.Attribute(id=own, link_entity="service", taxonomy_term=term, value=value, label=label)


def _alert(listing: PublicListing) -> str:
    away = [f"休み: {one.starts_on.isoformat()}/{one.ends_on.isoformat()} {one.reason}" for one in listing.closures]
    return " ".join([*([listing.status_note] if listing.status_note else []), *away]).strip()


def _url(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None
