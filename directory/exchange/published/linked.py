"""What does a listing's page say to search engines? schema.org in JSON-LD, of what everybody may know."""

import json
from collections.abc import Iterator
from typing import Any, Final

from core.facts import Fact
from directory.public_listing import PublicContact, PublicListing, PublicPlace
from directory.recurrence.rules import Frequency, SessionRule

Object = dict[str, Any]  # Any: a JSON object
_SCHEMA: Final = "https://schema.org"
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EVENT: Final = "event"
_ESCAPED: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def linked_data(listing: PublicListing, *, page: str, town: str) -> str:
    """The listing as JSON that may stand inside a script element; no text of it can end the element."""
    known = {
        "@context": _SCHEMA,
        "@type": "Event" if _is_event(listing) else "Service",
        "@id": page,
        "url": listing.website or page,
        "name": listing.name,
        "alternateName": listing.alternate_name or listing.name_kana,
        "description": listing.description,
        **(_event(listing) if _is_event(listing) else _service(listing, town)),
    }
    return _escaped(json.dumps(_filled(known), ensure_ascii=False, indent=1))


def _escaped(text: str) -> str:
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return text


def _filled(known: Object) -> Object:
    return {name: value for name, value in known.items() if value not in (None, "", [], {})}


def _is_event(listing: PublicListing) -> bool:
    """A single happening with a known day; what goes on for ever is a service."""
    return listing.kind == _EVENT and any(rule.dates for rule in listing.rules)


def _event(listing: PublicListing) -> Object:
    rule = next(rule for rule in listing.rules if rule.dates)
    first, last = rule.dates[0].isoformat(), rule.dates[-1].isoformat()
    return {
        "startDate": f"{first}T{rule.opens_at.isoformat()}+09:00" if rule.opens_at else first,
        "endDate": f"{last}T{rule.closes_at.isoformat()}+09:00" if rule.closes_at else last,
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "eventStatus": f"{_SCHEMA}/EventScheduled",
        "location": _place(listing.place),
        "organizer": _organization(listing),
        "isAccessibleForFree": _is_free(listing),
        "maximumAttendeeCapacity": listing.capacity,
        "offers": _offer(listing),
    }


def _service(listing: PublicListing, town: str) -> Object:
    return {
        "provider": _organization(listing),
        "areaServed": {"@type": "AdministrativeArea", "name": town},
        "audience": _audience(listing),
        "hoursAvailable": [hours for rule in listing.rules for hours in _hours(rule)],
        "availableChannel": _channel(listing),
        "offers": _offer(listing),
    }


def _organization(listing: PublicListing) -> Object:
    return _filled({"@type": "Organization", "name": listing.organization_name, "url": listing.organization_website})


def _audience(listing: PublicListing) -> Object | None:
    ages = _filled({"suggestedMinAge": listing.minimum_age, "suggestedMaxAge": listing.maximum_age})
    return {"@type": "PeopleAudience", **ages} if ages else None


def _hours(rule: SessionRule) -> Iterator[Object]:
    """The hours of every week; schema.org has no word for the second Tuesday."""
    if rule.freq is Frequency.WEEKLY and rule.interval == 1 and not rule.months and rule.opens_at and rule.closes_at:
        yield _filled(
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [f"{_SCHEMA}/{_DAYS[day]}" for day in rule.weekdays],
                "opens": rule.opens_at.isoformat("minutes"),
                "closes": rule.closes_at.isoformat("minutes"),
                "validFrom": rule.valid_from.isoformat() if rule.valid_from else None,
                "validThrough": rule.valid_to.isoformat() if rule.valid_to else None,
            }
        )


def _channel(listing: PublicListing) -> Object | None:
    contact = next((one for one in listing.contacts if one.phone or one.email), None)
    known = _filled({"serviceLocation": _place(listing.place), "servicePhone": _contact_point(contact)})
    return {"@type": "ServiceChannel", **known} if known else None


def _contact_point(contact: PublicContact | None) -> Object | None:
    if contact is None:
        return None
    point = {"@type": "ContactPoint", "telephone": contact.phone, "email": contact.email, "faxNumber": contact.fax}
    return _filled(point)


def _place(place: PublicPlace | None) -> Object | None:
    if place is None:
        return None
    known = _filled({"name": place.name, "address": _address(place), "geo": _point(place)})
    return {"@type": "Place", **known} if known else None


def _address(place: PublicPlace) -> Object | None:
    if not place.address:
        return None
    known = {"streetAddress": place.address, "postalCode": place.postal_code, "addressCountry": "JP"}
    return {"@type": "PostalAddress", **_filled(known)}


def _point(place: PublicPlace) -> Object | None:
    if place.latitude is None or place.longitude is None or place.position_level.is_approximate:
        return None
    return {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}


def _is_free(listing: PublicListing) -> bool | None:
    if listing.fact("free_of_charge").is_known:
        return listing.fact("free_of_charge") is Fact.YES
    return None if listing.fee_yen is None else listing.fee_yen == 0


def _offer(listing: PublicListing) -> Object | None:
    price = 0 if _is_free(listing) else listing.fee_yen
    if price is None:
        return None
    return _filled({"@type": "Offer", "priceCurrency": "JPY", "description": listing.fees_description}) | {
        "price": price
    }
