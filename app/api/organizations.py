"""The organizations that offer public services, as open data."""

import uuid
from collections.abc import Mapping
from typing import Final

from flask import Response

from app import requests
from app.access import query
from app.api import answers, pages
from app.api.blueprint import hsds
from app.api.parameters import LAST_PAGE, Parameters, given
from core.access import HIDDEN
from core.errors import NotFoundError
from core.types import Json
from directory.exchange.hsds import feed
from directory.exchange.hsds.entities import Organization, Service, as_json
from directory.exchange.hsds.kept import published_organization
from directory.exchange.hsds.services import brief_service, organization_of
from directory.public_listing import PublicListing
from directory.taxonomy.kinds import Kind

NESTED: Final = Parameters({"full": "true"})


@hsds.route("/organizations", methods=["GET", "POST"], endpoint="organizations")
@query
def list_organizations() -> Response:
    """List them; with `full` or `full_service` with their services."""
    asked, kinds = given(), answers.kinds()
    number, per_page = (1, LAST_PAGE) if answers.is_lines(asked) else answers.place(asked)
    part = feed.organization_page(requests.session(), answers.wanted(asked), kinds, page=number, per_page=per_page)
    found = [_organization(key, asked, kinds) for key in part.keys]
    if answers.is_lines(asked):
        return pages.lines(found)
    return pages.page([as_json(one) for one in found], total=part.total, number=number, per_page=per_page)


@hsds.get("/organizations/<key>", endpoint="organization")
@query
def show_organization(key: str) -> Response:
    """Show one with its services."""
    asked = Parameters({**given().given, **NESTED.given})
    own, kinds = answers.key_of(key), answers.kinds()
    now = as_json(_organization(own, asked, kinds))
    rows = list(feed.services(requests.session(), feed.Wanted(organization_id=own), kinds))
    services = answers.shown(rows, answers.WHOLE, kinds)
    return pages.document(_as_kept(now, services, rows if asked.yes("full_service") else []))


def _as_kept(now: Json, services: list[Json], whole: list[PublicListing]) -> Json:
    """The organization as its records came in; the services whole, or as they stand in it."""
    found = published_organization(now, services)
    inner = [{name: value for name, value in one.items() if name != "organization"} for one in services]
    return {**found, "services": inner if whole else now["services"]}


def _organization(key: uuid.UUID, asked: Parameters, kinds: Mapping[str, Kind]) -> Organization:
    rows = list(feed.services(requests.session(), feed.Wanted(organization_id=key), kinds))
    if not rows:
        raise NotFoundError(HIDDEN)
    if not (asked.yes("full") or asked.yes("full_service")):
        return organization_of(rows[0])
    return organization_of(rows[0]).model_copy(update={"services": [_offered(one, asked, kinds) for one in rows]})


def _offered(listing: PublicListing, asked: Parameters, kinds: Mapping[str, Kind]) -> Service:
    """A service inside its organization, which need not be said again."""
    shown = answers.full(listing, kinds) if asked.yes("full_service") else brief_service(listing)
    return shown.model_copy(update={"organization": None})
