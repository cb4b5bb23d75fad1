"""What did an HSDS file say of a listing, and how much of it still stands? So that what came in goes out again.

The record is kept as it came, with a mark of what the directory made of each field. A field that reads as it did then
is published as the file wrote it; one that was changed since is published as the directory has it now. Whatever tells
who and where stands or falls together: a telephone number that was taken out must not stay in another field.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.paging import batches
from core.types import Json
from directory.content import ListingContent, to_json
from directory.content_rows import WHOLE, content_of
from directory.exchange.text import squeeze
from directory.models.service import Service

KEPT: Final = "_hsds"
_AT_ONCE: Final = 500
_TOGETHER: Final = frozenset(
    {"phones", "contacts", "schedules", "service_at_locations", "organization", "email", "metadata"}
)
_LISTS: Final = frozenset(
    {"phones", "schedules", "service_areas", "service_at_locations", "languages", "funding", "cost_options"}
    | {"required_documents", "contacts", "capacities", "additional_urls", "attributes", "metadata"}
)
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: (name,) for name in ("name", "alternate_name", "description", "minimum_age", "maximum_age", "languages")},
    "website": ("url", "additional_urls"),
    "eligibility_description": ("eligibility_description",),
    "first_visit": ("application_process",),
    "fees_description": ("fees_description", "fees", "cost_options"),
    "fee_yen": ("fees_description", "fees", "cost_options"),
    "status": ("status", "alert"),
    "status_note": ("alert",),
    "closures": ("alert",),
    "assured_at": ("assured_date", "assurer_email"),
    "capacity": ("capacities",),
    "areas": ("service_areas",),
    "kind": ("attributes",),
    "facts": ("attributes",),
    "added_fields": ("attributes",),
    "what_to_bring": ("required_documents",),
    "exclusion_description": ("eligibility_description",),
    **dict.fromkeys(("contacts", "place", "timetable", "schedule_note", "organization_id"), ("contacts",)),
}
"""Which fields of a record say what a field of ours says."""
_KNOWN: Final = _LISTS | frozenset(
    {"id", "name", "alternate_name", "description", "url", "email", "status", "interpretation_services", "wait_time"}
    | {"application_process", "fees_description", "fees", "accreditations", "eligibility_description", "minimum_age"}
    | {"maximum_age", "assured_date", "assurer_email", "licenses", "alert", "last_modified", "organization", "program"}
)
_OF_ORGANIZATION: Final = frozenset(
    {"id", "name", "alternate_name", "description", "email", "website", "tax_status", "tax_id", "year_incorporated"}
    | {"legal_status", "logo", "uri", "parent_organization_id", "additional_websites", "funding", "contacts", "phones"}
    | {"locations", "programs", "organization_identifiers", "attributes", "metadata"}
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it came in, and the names of its fields that no longer stand."""

    record: Json
    changed: frozenset[str]


def kept_of(record: Json, content: ListingContent) -> Json:
    """What is kept of a record, with the marks of what the directory has made of it; an earlier record is completed."""
    earlier = content.file_values.get(KEPT, {}).get("record", {})
    return {"record": {**earlier, **record}, "marks": _marks(content)}


def kept_records(session: Session, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Kept]:
    """What stands of the records of these listings, where something was kept."""
    found: dict[uuid.UUID, Kept] = {}
    for some in batches(tuple(keys), _AT_ONCE):
        query = select(Service.id, Service.file_values).where(Service.id.in_(some))
        kept = {key: values[KEPT] for key, values in session.execute(query) if KEPT in values}
        services = select(Service).where(Service.id.in_(kept)).options(*WHOLE)
        for service in session.execute(services).scalars() if kept else ():
            found[service.id] = _standing(kept[service.id], content_of(service), service.organization.name)
    return found


def _standing(kept: Json, content: ListingContent, organization: str) -> Kept:
    now = _marks(content)
    fields = {name for name, mark in kept["marks"].items() if now[name] != mark}
    named = kept["record"].get("organization") or {}
    if squeeze(str(named.get("name", organization))) != organization:
        fields.add("organization_id")
    changed = {key for name in fields for key in _KEYS[name]}
    return Kept(kept["record"], frozenset(changed | (_TOGETHER if changed & _TOGETHER else frozenset())))


def _marks(content: ListingContent) -> dict[str, str]:
    whole = to_json(content)
    return {name: _mark(whole[name]) for name in _KEYS}


def published(now: Json, kept: Kept | None) -> Json:
    """A service with everything that hangs on it, as it came in where it still stands."""
    if kept is None:
        return now
    stands = {name: value for name, value in kept.record.items() if name in _KNOWN - kept.changed}
    changed = {name: now[name] for name in kept.changed if name in now}
    dated = {"last_modified": now["last_modified"]} if kept.changed else {}
    return {**stands, **changed, **dated, "id": now["id"], "name": changed.get("name", stands.get("name", now["name"]))}


def published_briefly(now: Json, kept: Kept | None) -> Json:
    """The same with what the service has one of, as lists show it."""
    if kept is None:
        return now
    found = {name: value for name, value in published(now, kept).items() if name not in _LISTS}
    if isinstance(found.get("organization"), dict):
        found["organization"] = _plain(found["organization"])
    return found


def published_organization(now: Json, services: Iterable[Json]) -> Json:
    """An organization as the record of the first of its services has it, under its own id."""
    record: Json = next((one["organization"] for one in services if isinstance(one.get("organization"), dict)), {})
    return (
        {**{name: value for name, value in record.items() if name in _OF_ORGANIZATION}, "id": now["id"]}
        if record
        else now
    )


def key_of(record: Mapping[str, Any] | None) -> uuid.UUID | None:  # Any: JSON
    """The id of a record where it is a UUID."""
    try:
        return uuid.UUID(str((record or {}).get("id")))
    except ValueError:
        return None


def _plain(organization: Json) -> Json:
    return {name: value for name, value in organization.items() if not isinstance(value, list | dict)}


def _mark(value: Any) -> str:  # Any: JSON
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
