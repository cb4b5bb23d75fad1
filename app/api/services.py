"""The directory as open data, HSDS 3.2: what it is, and its services."""

from flask import Response, url_for

from app import requests
from app.access import query
from app.api import answers, pages
from app.api.blueprint import hsds
from app.api.description import openapi
from app.api.parameters import given
from directory import listings
from directory.exchange.hsds import feed
from directory.public_listing import PublicListing

VERSION = "3.2"
PROFILE = "https://docs.openreferral.org/en/3.2/hsds/"


@hsds.get("/", endpoint="about")
@query
def about() -> Response:
    """Say which version this is and who publishes it."""
    town = requests.municipality()
    return pages.document(
        {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": url_for("hsds.openapi", _external=True),
            "description": f"Places to go, groups and consultation desks of {town.name}",
            "publisher": {"name": town.name, "identifier": f"JP-LGC-{town.code}"},
        }
    )


@hsds.get("/openapi.json", endpoint="openapi")
@query
def show_openapi() -> Response:
    """Describe every address, parameter and answer."""
    return pages.document(openapi(url_for("hsds.about", _external=True).rstrip("/")))


@hsds.route("/services", methods=["GET", "POST"], endpoint="services")
@query
def list_services() -> Response:
    """List services; with `full` everything that hangs on each, with `minimal` only id and date of all of them."""
    asked = given()
    session, kinds = requests.session(), answers.kinds()
    wanted = answers.wanted(asked)
    if asked.yes("minimal"):
        found = [_minimal(one) for one in feed.services(session, wanted, kinds)]
        return pages.page(found, total=len(found), number=1, per_page=max(1, len(found)))
    if answers.is_lines(asked):
        return pages.lines(answers.shown(list(feed.services(session, wanted, kinds)), asked, kinds))
    number, per_page = answers.place(asked)
    part = feed.service_page(session, wanted, kinds, page=number, per_page=per_page)
    contents = answers.shown(feed.in_order(session, part.keys), asked, kinds)
    return pages.page(contents, total=part.total, number=number, per_page=per_page)


@hsds.get("/services/<key>", endpoint="service")
@query
def show_service(key: str) -> Response:
    """Show one service with everything that hangs on it."""
    listing = listings.get_public(requests.session(), answers.key_of(key))
    return pages.document(answers.shown([listing], answers.WHOLE, answers.kinds())[0])


def _minimal(listing: PublicListing) -> dict[str, object]:
    return {"id": str(listing.id), "last_modified": listing.updated_at.isoformat()}
