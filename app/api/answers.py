"""What every list of the open data interface needs: the conditions, the page, the town and its kinds."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from flask import Response

from app import requests
from app.api import pages
from app.api.finding import found_by_words
from app.api.parameters import LAST_PAGE, MOST_PER_PAGE, USUAL_PER_PAGE, Parameters, UnreadableError, given
from core.access import HIDDEN
from core.errors import NotFoundError
from core.types import Json
from directory.added_fields import labels_of
from directory.exchange.hsds import feed
from directory.exchange.hsds.entities import Entity, Service, as_json
from directory.exchange.hsds.kept import kept_records, published, published_briefly
from directory.exchange.hsds.services import Town, brief_service, full_service
from directory.public_listing import PublicListing
from directory.taxonomy.kinds import Kind, kinds_by_code

WHOLE: Final = Parameters({"full": "true"})


def wanted(asked: Parameters) -> feed.Wanted:
    """The conditions of a query."""
    words = asked.text("search")
    return feed.Wanted(
        keys=found_by_words(words) if words else None,
        organization_id=asked.key("organization_id"),
        taxonomy_id=asked.key("taxonomy_id"),
        taxonomy_term_id=asked.key("taxonomy_term_id"),
        modified_after=asked.moment("modified_after"),
    )


def place(asked: Parameters) -> tuple[int, int]:
    """The number of the page, and how many records are on one."""
    number = asked.number("page", most=LAST_PAGE) or 1
    return number, asked.number("per_page", most=MOST_PER_PAGE) or USUAL_PER_PAGE


def is_lines(asked: Parameters) -> bool:
    """Whether everything is wanted at once, one object a line."""
    kind = asked.text("format") or "json"
    if kind not in {"json", "ndjson"}:
        raise UnreadableError("format is json or ndjson")
    return kind == "ndjson"


def listed(found: Sequence[Entity]) -> Response:
    """What is asked for of a list that is small enough to be held whole."""
    asked = given()
    if is_lines(asked):
        return pages.lines(found)
    number, per_page = place(asked)
    part = found[(number - 1) * per_page : number * per_page]
    return pages.page([as_json(one) for one in part], total=len(found), number=number, per_page=per_page)


def one_of(known: Iterable[Entity], key: str) -> Response:
    """The record with this id."""
    asked = key_of(key)
    found = next((one for one in known if one.id == asked), None)
    if found is None:
        raise NotFoundError(HIDDEN)
    return pages.document(as_json(found))


def service(listing: PublicListing, asked: Parameters, known: Mapping[str, Kind]) -> Service:
    """A listing as the query wants it."""
    return full(listing, known) if asked.yes("full") else brief_service(listing)


def shown(found: Sequence[PublicListing], asked: Parameters, known: Mapping[str, Kind]) -> list[Json]:
    """Listings as the query wants them; what came in as HSDS goes out as it came, where it still stands."""
    kept = kept_records(requests.session(), [one.id for one in found])
    as_kept = published if asked.yes("full") else published_briefly
    return [as_kept(as_json(service(one, asked, known)), kept.get(one.id)) for one in found]


def full(listing: PublicListing, known: Mapping[str, Kind]) -> Service:
    """A listing with everything that hangs on it."""
    return full_service(listing, known.get(listing.kind), town())


def kinds() -> Mapping[str, Kind]:
    """The kinds of service."""
    return kinds_by_code(requests.session())


def town() -> Town:
    """The municipality that publishes."""
    row = requests.municipality()
    return Town(row.name, row.prefecture, labels_of(row))


def key_of(text: str) -> uuid.UUID:
    """The id in an address; what is none names no record."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotFoundError(HIDDEN) from error
