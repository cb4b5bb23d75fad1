"""Services at each of their places, as open data."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask import Response

from app import requests
from app.access import query
from app.api import answers, pages
from app.api.blueprint import hsds
from app.api.parameters import Parameters, given
from core.access import HIDDEN
from core.errors import NotFoundError
from directory.exchange.hsds import feed
from directory.exchange.hsds.entities import ServiceAtLocation, as_json
from directory.exchange.hsds.services import at_id, places_of
from directory.taxonomy.kinds import Kind

FARTHEST_M: Final = 1_000_000
NESTED: Final = Parameters({"full": "true"})


@hsds.route("/service_at_locations", methods=["GET", "POST"], endpoint="service_at_locations")
@query
def list_service_at_locations() -> Response:
    """List them, also around a postal code: the middle of the places that have it."""
    asked, kinds = given(), answers.kinds()
    found = feed.places(requests.session(), answers.wanted(asked), kinds)
    metres = asked.number("proximity", most=FARTHEST_M)
    if postcode := asked.text("postcode").replace("-", ""):
        found = feed.near_postcode(requests.session(), found, postcode, metres)
    if answers.is_lines(asked):
        return pages.lines(_shown(found, asked, kinds))
    number, per_page = answers.place(asked)
    part = found[(number - 1) * per_page : number * per_page]
    contents = [as_json(one) for one in _shown(part, asked, kinds)]
    return pages.page(contents, total=len(found), number=number, per_page=per_page)


@hsds.get("/service_at_locations/<key>", endpoint="service_at_location")
@query
def show_service_at_location(key: str) -> Response:
    """Show one."""
    wanted, kinds = answers.key_of(key), answers.kinds()
    found = feed.places(requests.session(), feed.Wanted(), kinds)
    shown = _shown([one for one in found if at_id(one.service_id, one.location_id) == wanted], NESTED, kinds)
    if not shown:
        raise NotFoundError(HIDDEN)
    return pages.document(as_json(shown[0]))


def _shown(part: Sequence[feed.At], asked: Parameters, kinds: Mapping[str, Kind]) -> list[ServiceAtLocation]:
    rows = feed.in_order(requests.session(), list(dict.fromkeys(one.service_id for one in part)))
    known = {at.id: at for listing in rows for at in places_of(listing, answers.town())}
    keys = [at_id(one.service_id, one.location_id) for one in part]
    services = {listing.id: answers.service(listing, asked, kinds) for listing in rows}
    hidden = {} if asked.yes("full") else {"schedules": None}
    return [
        known[key].model_copy(update={"service": services[one.service_id], **hidden})
        for key, one in zip(keys, part, strict=True)
        if key in known
    ]
