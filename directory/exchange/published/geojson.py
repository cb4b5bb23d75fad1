"""How does the directory read on somebody else's map? GeoJSON (RFC 7946), every listing as everybody may know it."""

import json
from collections.abc import Iterable
from typing import Any, Final

from core.facts import Fact
from directory.exchange.published.entries import Entry
from directory.public_listing import PublicPlace

Object = dict[str, Any]  # Any: a JSON object
_WORDS: Final = (
    *("name", "name_kana", "alternate_name", "description", "organization_name", "website", "schedule_note"),
    *("eligibility_description", "exclusion_description", "what_to_bring", "fees_description", "remarks"),
)
_NUMBERS: Final = ("number", "minimum_age", "maximum_age", "fee_yen", "capacity")


def geojson(entries: Iterable[Entry], *, address: str) -> bytes:
    """The listings as features; `address` is that of a listing's page, with {id} for its id."""
    features = [_feature(entry, address) for entry in entries]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _feature(entry: Entry, address: str) -> Object:
    listing = entry.listing
    plain = {name: getattr(listing, name) for name in (*_WORDS, *_NUMBERS)}
    known = {
        **plain,
        "kind": listing.kind,
        "kind_name": entry.kind_name,
        "status": str(listing.status),
        "timetable": listing.timetable_words() if listing.timetable else "",
        "phone": next((one.phone for one in listing.contacts if one.phone), None),
        "added": dict(sorted(listing.added_fields.items())),
        "facts": {key: one.answer is Fact.YES for key, one in sorted(listing.facts.items()) if one.answer.is_known},
        "assured_on": listing.assured_at.date().isoformat() if listing.assured_at else None,
        "page": address.format(id=listing.id),
        **_place(listing.place),
    }
    filled = {name: value for name, value in known.items() if value not in (None, "", {})}
    return {"type": "Feature", "id": str(listing.id), "geometry": _point(listing.place), "properties": filled}


def _place(place: PublicPlace | None) -> Object:
    if place is None:
        return {}
    return {
        "place": place.name,
        "address": place.address,
        "postal_code": place.postal_code,
        "district": place.district_name,
        "nearest_stop": place.nearest_stop,
        "parking": place.parking,
        "position_level": str(place.position_level) if place.latitude is not None else None,
    }


def _point(place: PublicPlace | None) -> Object | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}
