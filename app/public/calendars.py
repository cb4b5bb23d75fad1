"""The timetables as calendars that a reader's own calendar can subscribe to."""

import uuid
from collections.abc import Iterable

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from app import requests
from app.access import public as open_to_all
from app.public.blueprint import public
from app.rendering.words import gettext as _
from core.access import HIDDEN
from core.errors import NotFoundError
from directory import listings
from directory.districts import districts_by_code
from directory.exchange.calendar import calendar_of
from directory.public_listing import PublicListing
from directory.taxonomy.kinds import kinds_by_code

_KEY = "00000000-0000-0000-0000-000000000000"


@public.get("/listings/<uuid:service_id>/calendar.ics", endpoint="listing_calendar")
@open_to_all
def listing_calendar(service_id: uuid.UUID) -> ResponseReturnValue:
    """Give the sessions of one listing."""
    listing = listings.get_public(requests.session(), service_id)
    return _answer([listing], listing.name)


@public.get("/calendar.ics", endpoint="calendar")
@open_to_all
def calendar() -> ResponseReturnValue:
    """Give the sessions of a district, of a kind, of both together, or of the whole town."""
    session = requests.session()
    district = request.args.get("district", "")
    kind = request.args.get("kind", "")
    districts, kinds = districts_by_code(session), kinds_by_code(session)
    if (district and district not in districts) or (kind and kind not in kinds):
        raise NotFoundError(HIDDEN)
    names = [*([districts[district].name] if district else []), *([kinds[kind].name] if kind else [])]
    found = (one for one in listings.all_public(session) if _is_wanted(one, district, kind))
    return _answer(found, " ".join(names))


def _is_wanted(listing: PublicListing, district: str, kind: str) -> bool:
    if kind and listing.kind != kind:
        return False
    return not district or (listing.place is not None and listing.place.district_code == district)


def _answer(found: Iterable[PublicListing], title: str) -> Response:
    address = url_for("public.listing", service_id=_KEY, _external=True).replace(_KEY, "{id}")
    content = calendar_of(found, title=f"{title} | {_('ひとまる')}", address=address)
    return Response(content, mimetype="text/calendar")
