"""Why this place rather than that one? Two options side by side, criterion by criterion."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.rendering.words import gettext as _
from app.staff import need_words
from app.staff.blueprint import staff
from app.staff.options import Part, PlaceWords, parts_of, places_of
from app.staff.subjects import find_person
from app.staff.words import criterion_name
from casework.models.person import Person
from matching import permissions, suggestions
from matching.explanation import Line, ProposalExplained, explain_left_out, explain_proposal
from matching.names import names_of
from matching.ranking import has_clear_difference
from matching.sentences import Names
from matching.suggestions import Side


@dataclass(frozen=True)
class Compared:
    """One of the two as the page shows it; `obstacles` say why it was left out, where it was."""

    explained: ProposalExplained
    parts: Sequence[Part]
    place: PlaceWords | None
    obstacles: Sequence[Line]


@staff.get("/people/<uuid:person_id>/options/compare/<uuid:one_id>/<uuid:other_id>", endpoint="compare")
@requires(permissions.PERSON_MATCH, find_person)
def compare_options(person: Person, one_id: uuid.UUID, other_id: uuid.UUID) -> ResponseReturnValue:
    """Show two options beside each other, and where each gains."""
    session = requests.session()
    one, other = suggestions.compare(session, requests.actor(), person, (one_id, other_id))
    names, places = names_of(session), places_of(session, [str(one_id), str(other_id)])
    return render_template(
        "staff/compare.html",
        person=person,
        consents=need_words.consent_labels(session, person),
        sides=[_compared(side, names, places) for side in (one, other)],
        rows=_rows(one, other),
        is_clear=has_clear_difference(one.proposal, other.proposal),
    )


def _compared(side: Side, names: Names, places: Mapping[str, PlaceWords]) -> Compared:
    return Compared(
        explain_proposal(side.proposal, names),
        parts_of(side.proposal.contributions),
        places.get(side.proposal.option.service),
        explain_left_out(side.left_out, names).reasons if side.left_out else (),
    )


def _rows(one: Side, other: Side) -> list[tuple[str, str, str, str]]:
    """Every criterion with both points and the difference; the last row sums them up."""
    pairs = zip(one.proposal.contributions, other.proposal.contributions, strict=True)
    rows = [_row(criterion_name(mine.criterion), mine.points, theirs.points) for mine, theirs in pairs]
    return [*rows, _row(_("合計"), one.proposal.score, other.proposal.score)]


def _row(label: str, mine: int, theirs: int) -> tuple[str, str, str, str]:
    return label, str(mine), str(theirs), f"{mine - theirs:+d}" if mine != theirs else "0"
