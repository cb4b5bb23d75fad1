"""Which listings does the office look after? A list to search, those gone stale, and a word on the host's behalf."""

from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, or_, select

from app import requests
from app.access import requires
from app.staff.blueprint import staff
from app.staff.person_changes import shown_version
from app.staff.subjects import find_listing
from app.staff.words import kind_name
from core.errors import StaleVersionError
from core.paging import PER_PAGE, Page, slice_of
from core.words import word
from directory import host_replies, listings, permissions, upkeep
from directory.models.organization import Organization
from directory.models.service import Service
from directory.taxonomy.kinds import kinds_by_code
from matching.permissions import WAITING_SEE

STALE = "stale"


@staff.get("/listings", endpoint="listings")
@requires(permissions.LISTING_ADD)
def list_listings() -> ResponseReturnValue:
    """List the town's listings, narrowed by a piece of name, or those gone stale in the worker's area."""
    text, show = request.args.get("q", "").strip(), request.args.get("show", "")
    session, actor = requests.session(), requests.actor()
    number = max(1, request.args.get("page", 1, type=int))
    if show == STALE:
        found = upkeep.list_stale(session, actor)
        page = Page(found[slice_of(number, PER_PAGE)], len(found), number, PER_PAGE)
    else:
        page = _page_of(_named(listings.visible_to(actor), text), number)
    address = partial(url_for, "staff.listings", q=text or None, show=show or None)
    words = {
        "text": text,
        "show": show,
        "address": lambda number: address(page=number),
        "kinds": _kind_names(),
        "freshness": upkeep.freshness_of,
    }
    return render_template("staff/listings.html", page=page, **words)


@staff.get("/listings/<uuid:service_id>", endpoint="listing")
@requires(permissions.LISTING_EDIT, find_listing)
def show_listing(service: Service) -> ResponseReturnValue:
    """Show one listing as the office keeps it: whom to call, when it was confirmed, what is unknown."""
    words = {
        "kind": _kind_names().get(service.kind, ""),
        "state": upkeep.freshness_of(service),
        "sees_who_waits": WAITING_SEE.grants(requests.actor()),
    }
    return render_template("staff/listing.html", service=service, **words)


@staff.post("/listings/<uuid:service_id>/confirm", endpoint="confirm_listing")
@requires(permissions.LISTING_EDIT, find_listing)
def confirm_listing(service: Service) -> ResponseReturnValue:
    """Note that the host said on the phone that everything is still so."""
    if service.version != shown_version():
        raise StaleVersionError(word("ほかの人が先に変更しました。新しい内容を確かめてください。"))
    host_replies.confirm(requests.session(), requests.actor(), service)
    return redirect(url_for("staff.listing", service_id=service.id), 303)


def _named(query: Select[Service], text: str) -> Select[Service]:
    if not text:
        return query
    names = (Service.name, Service.name_kana, Organization.name)
    return query.join(Service.organization).where(or_(*(name.contains(text, autoescape=True) for name in names)))


def _page_of(query: Select[Service], number: int) -> Page[Service]:
    session = requests.session()
    total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    part = slice_of(number, PER_PAGE)
    ordered = query.options(*upkeep.LOADED).order_by(Service.name_kana, Service.number).slice(part.start, part.stop)
    return Page(session.execute(ordered).scalars().all(), total, number, PER_PAGE)


def _kind_names() -> dict[str, str]:
    return {code: kind_name(kind) for code, kind in kinds_by_code(requests.session()).items()}
