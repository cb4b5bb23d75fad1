"""Where could this person go? Ranked options with every reason, the choice of one, and a paper for the person."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import requests
from app.access import requires
from app.rendering import display, filters
from app.rendering.words import gettext as _
from app.staff import need_words
from app.staff.blueprint import staff
from app.staff.subjects import find_person
from app.staff.words import criterion_name, kind_name
from casework.models.person import Person
from core import clock
from core.errors import InvalidError
from core.facts import Fact
from directory import listings
from directory.public_listing import PublicListing
from directory.recurrence.sentences import Voice
from directory.taxonomy.kinds import Kind, kinds_by_code
from matching import permissions, suggestions
from matching.explanation import ProposalExplained, explain_ranking, explain_to_person
from matching.models.placement import Placement
from matching.names import names_of
from matching.rules import registry as rules
from matching.types import Contribution

SHOWN: Final = 5
MORE: Final = 20


@dataclass(frozen=True)
class Part:
    """One criterion's share of the score, for the component score_bar."""

    label: str
    points: int
    max: int
    known: bool


@dataclass(frozen=True)
class PlaceWords:
    """What a place is, in a few words."""

    kind: str
    when: str
    where: str
    cost: str


@dataclass(frozen=True)
class OptionCard:
    """One option as the page shows it."""

    explained: ProposalExplained
    parts: Sequence[Part]
    place: PlaceWords | None
    placement: Placement | None


@staff.get("/people/<uuid:person_id>/options", endpoint="options")
@requires(permissions.PERSON_MATCH, find_person)
def show_options(person: Person) -> ResponseReturnValue:
    """Show what suits the person best, what must be confirmed first, and what was left out and why."""
    return _page(person, refused={}, status=200)


@staff.post("/people/<uuid:person_id>/options", endpoint="choose")
@requires(permissions.PERSON_MATCH, find_person)
def choose(person: Person) -> ResponseReturnValue:
    """Make an option a candidate; nothing reaches the host."""
    service_id = request.form.get("service", type=uuid.UUID) or uuid.UUID(int=0)
    reason = request.form.get("reason", "")
    try:
        placement = suggestions.choose(requests.session(), requests.actor(), person, service_id, reason=reason)
    except InvalidError as error:
        return _page(person, refused={str(service_id): " ".join(error.fields.values())}, status=422)
    return redirect(url_for("staff.placement", placement_id=placement.id), 303)


@staff.get("/people/<uuid:person_id>/options/print", endpoint="options_print")
@requires(permissions.PERSON_MATCH, find_person)
def print_options(person: Person) -> ResponseReturnValue:
    """Show the choices for paper, to be talked over together: no points, no notes of the office."""
    session = requests.session()
    found = suggestions.suggest(session, requests.actor(), person, k=SHOWN)
    view = explain_to_person(found.ranking, names_of(session))
    shown = listings.public_by_ids(session, [uuid.UUID(choice.service) for choice in view.choices])
    kinds = kinds_by_code(session)
    places = {str(key): (place_words(listing, kinds), listing) for key, listing in shown.items()}
    words = {"person": person, "view": view, "places": places, "printed_on": clock.today()}
    return render_template("staff/options_print.html", **words)


def parts_of(contributions: Sequence[Contribution]) -> list[Part]:
    """The contributions as the score bar shows them; they sum to the score."""
    return [Part(criterion_name(part.criterion), part.points, part.maximum, part.known) for part in contributions]


def place_words(listing: PublicListing, kinds: Mapping[str, Kind]) -> PlaceWords:
    """Kind, time, place and cost of a listing."""
    place = listing.place
    where = " ".join(filter(None, (place.name, place.address))) if place else ""
    return PlaceWords(
        kind=kind_name(kinds.get(listing.kind)),
        when=listing.timetable_words(Voice(display.current().language)),
        where=where or listing.district_name or _("未確認"),
        cost=cost_words(listing),
    )


def places_of(session: Session, keys: Sequence[str]) -> dict[str, PlaceWords]:
    """What these listings are, in a few words."""
    kinds = kinds_by_code(session)
    found = listings.public_by_ids(session, [uuid.UUID(key) for key in keys])
    return {str(key): place_words(listing, kinds) for key, listing in found.items()}


def cost_words(listing: PublicListing) -> str:
    """What it costs, in a few words."""
    if listing.fee_yen is not None:
        return filters.yen(listing.fee_yen)
    return {Fact.YES: _("無料"), Fact.NO: _("有料")}.get(listing.fact("free_of_charge"), _("未確認"))


def _page(person: Person, *, refused: Mapping[str, str], status: int) -> ResponseReturnValue:
    session = requests.session()
    found = suggestions.suggest(session, requests.actor(), person, k=_wanted())
    explained = explain_ranking(found.ranking, names_of(session))
    shown = [one.proposal.option.service for one in (*explained.ready, *explained.to_confirm)]
    places = places_of(session, shown)
    return (
        render_template(
            "staff/options.html",
            person=person,
            consents=need_words.consent_labels(session, person),
            explained=explained,
            ranking=found.ranking,
            ready=[_card(one, places, found.open_placements) for one in explained.ready],
            to_confirm=[_card(one, places, found.open_placements) for one in explained.to_confirm],
            fixed=rules.NEVER_OVERRIDDEN,
            relaxed={key: rule.if_relaxed for key, rule in rules.BY_KEY.items() if rule.is_relaxable},
            open_placements=found.open_placements,
            refused=refused,
            more=MORE,
        ),
        status,
    )


def _wanted() -> int:
    return min(max(request.args.get("k", SHOWN, type=int), 1), MORE)


def _card(one: ProposalExplained, places: Mapping[str, PlaceWords], matches: Mapping[str, Placement]) -> OptionCard:
    key = one.proposal.option.service
    return OptionCard(one, parts_of(one.proposal.contributions), places.get(key), matches.get(key))
