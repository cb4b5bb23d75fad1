"""One listing as residents see it: when, where, how much, who may come, and what nobody has checked yet."""

import uuid
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import requests
from app.access import public as open_to_all
from app.public import wording
from app.public.blueprint import public
from app.public.maps import map_of, pin_of
from app.rendering import display, filters
from app.rendering.words import gettext as _
from core import clock
from core.access import ANONYMOUS
from core.facts import Fact
from directory import listings
from directory.added_fields import fields_of
from directory.exchange.published.linked import linked_data
from directory.fact_keys import FACT_KEYS, FactGroup
from directory.geography.positions import PositionLevel
from directory.public_listing import PublicListing, PublicPlace
from directory.taxonomy.kinds import kinds_by_code

NEXT_SHOWN = 3
ALWAYS_ASKED = frozenset(
    {"step_free", "accessible_toilet", "parking", "visit_possible", "free_of_charge", "transport_assistance"}
)


@dataclass(frozen=True)
class FactLine:
    """One question with its answer, in words."""

    label: str
    answer: Fact
    note: str
    checked: str


@public.get("/listings/<uuid:service_id>", endpoint="listing")
@open_to_all
def show_listing(service_id: uuid.UUID) -> ResponseReturnValue:
    """Show one listing."""
    return _answer("public/listing.html", service_id)


@public.get("/listings/<uuid:service_id>/print", endpoint="listing_print")
@open_to_all
def print_listing(service_id: uuid.UUID) -> ResponseReturnValue:
    """Show one listing for paper, in large letters."""
    return _answer("public/listing_print.html", service_id)


@public.get("/l/<int:number>", endpoint="listing_by_number")
@open_to_all
def find_listing(number: int) -> ResponseReturnValue:
    """Lead from the short number, printed or read out, to the listing."""
    service = listings.find_by_number(requests.session(), ANONYMOUS, number)
    return redirect(url_for("public.listing", service_id=service.id))


def _answer(template: str, service_id: uuid.UUID) -> ResponseReturnValue:
    session = requests.session()
    listing = listings.get_public(session, service_id)
    town = requests.municipality().name
    return render_template(
        template,
        listing=listing,
        page_number=listing.number,
        kind=wording.kind_name(kinds_by_code(session).get(listing.kind)),
        description=description_of(listing),
        timetable=listing.timetable_words(wording.voice()) or _("未確認"),
        dates=[wording.session_words(one) for one in listing.next_sessions(clock.now(), count=NEXT_SHOWN)],
        doubts=wording.doubt_words(next(iter(listing.next_sessions(clock.now())), None)),
        stops=[(line.place, line) for line in listing.timetable if line.place],
        facts=fact_groups(listing),
        cost=wording.cost_words(listing) or _("未確認"),
        ages=age_words(listing),
        added=added_words(listing),
        place_note=place_words(listing.place),
        bus=bus_words(listing.place),
        map_svg=map_of([pin_of(1, listing)]),
        assured=wording.assured_words(listing),
        stale=wording.stale_words(listing),
        linked_data=linked_data(
            listing, page=url_for("public.listing", service_id=listing.id, _external=True), town=town
        ),
        short_address=url_for("public.listing_by_number", number=listing.number, _external=True),
    )


def description_of(listing: PublicListing) -> str:
    """What the listing says of itself, in easy Japanese where the reader asked for it and it was written."""
    if display.current().language == "easy" and listing.easy_description:
        return listing.easy_description
    return listing.description


def fact_groups(listing: PublicListing) -> list[tuple[FactGroup, list[FactLine]]]:
    """The answered questions and those that residents always ask, under their headings."""
    groups: list[tuple[FactGroup, list[FactLine]]] = []
    for group in FactGroup:
        keys = [
            key for key in FACT_KEYS if key.group is group and (key.code in listing.facts or key.code in ALWAYS_ASKED)
        ]
        lines = [_fact_line(listing, key.code, key.yes) for key in keys]
        if lines:
            groups.append((group, lines))
    return groups


def _fact_line(listing: PublicListing, code: str, label: str) -> FactLine:
    stated = listing.facts.get(code)
    checked = wording.checked_words(stated) if stated else ""
    return FactLine(_(label), listing.fact(code), stated.note if stated else "", checked)


def age_words(listing: PublicListing) -> str:
    """For whom it is, by age; empty when everybody may come or nobody has said."""
    low, high = listing.minimum_age, listing.maximum_age
    if low is not None and high is not None:
        return _("%(low)s歳から%(high)s歳まで", low=low, high=high)
    if low is not None:
        return _("%(low)s歳から", low=low)
    return _("%(high)s歳まで", high=high) if high is not None else ""


def added_words(listing: PublicListing) -> list[tuple[str, str]]:
    """The fields that the town adds, with their labels in the reader's language."""
    language = display.current().language
    asked = [one for one in fields_of(requests.municipality()) if one.code in listing.added_fields]
    return [(one.label_in(language), listing.added_fields[one.code]) for one in asked]


def place_words(place: PublicPlace | None) -> str:
    """How sure the position on the map is."""
    if place is None or place.position_level is PositionLevel.NONE:
        return _("地図の場所は未確認です。")
    if place.position_level.is_approximate:
        return _("地図は町の中心あたりの目安です。")
    return ""


def bus_words(place: PublicPlace | None) -> str:
    """The nearest stop, and how far it is."""
    if place is None or not place.nearest_stop:
        return ""
    if place.stop_minutes is None:
        return _("バス停「%(stop)s」の近く", stop=place.nearest_stop)
    return _("バス停「%(stop)s」から%(time)s", stop=place.nearest_stop, time=filters.duration(place.stop_minutes))
