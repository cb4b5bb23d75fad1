"""One match: where it stands, what the host knows, and the steps that are allowed now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from app import requests
from app.access import requires
from app.forms.refusals import put_on_fields
from app.rendering.words import gettext as _
from app.staff import need_words, steps
from app.staff.blueprint import staff
from app.staff.options import Part
from app.staff.person_changes import shown_version
from app.staff.record import Event, events_of
from app.staff.steps import Step
from app.staff.subjects import find_placement
from app.staff.words import criterion_name
from casework.models.person import Person
from core.errors import ConflictError, InvalidError, NotFoundError
from core.words import word
from directory.models.host_inbox import HostAnswer
from matching import follow_ups, introductions, moves, permissions, suggestions
from matching.lifecycle import State
from matching.models.follow_up import FollowUp
from matching.models.placement import Placement
from matching.places import FULL
from matching.types import Proposal

ALTERNATIVES: Final = 3
WAY: Final = (
    (word("候補"), {State.PROPOSED}),
    (word("提案"), {State.OFFERED}),
    (word("打診"), {State.ASKED}),
    (word("見学"), {State.VISIT_PLANNED, State.VISITED}),
    (word("体験"), {State.TRIAL, State.ACCEPTED}),
    (word("参加"), {State.ATTENDING, State.SETTLED, State.PAUSED, State.GRADUATED}),
)
"""The way from first to last as a reader sees it; an ended match stands where it came to."""


@dataclass(frozen=True)
class MatchView:
    """What a match's page shows besides the match."""

    consents: Sequence[tuple[str, str]]
    position: int
    reply: HostAnswer | None
    parts: Sequence[Part]
    talks: Sequence[FollowUp]
    events: Sequence[Event]
    can_be_undone: bool
    may_ask: bool
    steps: Sequence[Step]


@staff.get("/placements/<uuid:placement_id>", endpoint="placement")
@requires(permissions.PLACEMENT_SEE, find_placement)
def show_placement(placement: Placement) -> ResponseReturnValue:
    """Show where one match stands, and the steps that are allowed."""
    way = [_(name) for name, _states in WAY]
    return render_template("staff/placement.html", placement=placement, way=way, view=view_of(placement))


@staff.get("/placements/<uuid:placement_id>/steps/<key>", endpoint="step")
@requires(permissions.PLACEMENT_MOVE, find_placement)
def show_step(placement: Placement, key: str) -> ResponseReturnValue:
    """Show what a step needs."""
    step = _step_of(placement, key)
    return _step_page(placement, step, steps.form_for(step, None), placement.version, 200)


@staff.post("/placements/<uuid:placement_id>/steps/<key>", endpoint="take_step")
@requires(permissions.PLACEMENT_MOVE, find_placement)
def take_step(placement: Placement, key: str) -> ResponseReturnValue:
    """Take a step."""
    step, version = _step_by(key), shown_version()
    form = steps.form_for(step, request.form)
    if not form.validate():
        return _step_page(placement, step, form, version, 422)
    try:
        step.act(requests.session(), requests.actor(), placement, version, form)
    except InvalidError as error:
        put_on_fields(form, error)
        return _step_page(placement, step, form, version, 422)
    except ConflictError as error:
        return refused(placement, str(error))
    return redirect(url_for("staff.placement", placement_id=placement.id), 303)


@staff.post("/placements/<uuid:placement_id>/undo", endpoint="undo_step")
@requires(permissions.PLACEMENT_MOVE, find_placement)
def undo_step(placement: Placement) -> ResponseReturnValue:
    """Take the last step back."""
    try:
        moves.undo(requests.session(), requests.actor(), placement, version=shown_version())
    except ConflictError as error:
        return refused(placement, str(error))
    return redirect(url_for("staff.placement", placement_id=placement.id), 303)


def view_of(placement: Placement) -> MatchView:
    """Everything that the page shows of a match."""
    session = requests.session()
    talks = follow_ups.list_of(session, placement)
    return MatchView(
        consents=need_words.consent_labels(session, placement.person),
        position=position_of(placement),
        reply=introductions.host_reply(session, placement),
        parts=_kept_parts(placement),
        talks=[one for one in talks if one.done_at is None],
        events=events_of([placement], [one for one in talks if one.done_at is not None]),
        can_be_undone=moves.can_be_undone(placement),
        may_ask=steps.may_ask(placement),
        steps=steps.steps_from(placement),
    )


def position_of(placement: Placement) -> int:
    """How far on its way a match has come, from 1; an ended one stands where it ended."""
    states = [State(step.after) for step in moves.standing_steps(placement)]
    reached = [number for number, (_name, among) in enumerate(WAY, 1) for state in states if state in among]
    return max(reached, default=1)


def _kept_parts(placement: Placement) -> list[Part]:
    """How the score came about when the option was chosen."""
    kept = (placement.explanation or {}).get("contributions", [])
    return [_part(**part) for part in kept]


def _part(*, criterion: str, points: int, maximum: int, low: int, high: int, **_more: object) -> Part:
    return Part(criterion_name(criterion), points, maximum, low == high)


def _step_by(key: str) -> Step:
    if key not in steps.BY_KEY:
        raise NotFoundError("このページは見つかりません。")
    return steps.BY_KEY[key]


def _step_of(placement: Placement, key: str) -> Step:
    """A step that is allowed now; one of yesterday's page leads back in one sentence."""
    step = _step_by(key)
    if step not in steps.steps_from(placement):
        raise ConflictError("この段階からは、その操作はできません。いまの状態を確かめてください。")
    return step


def _step_page(placement: Placement, step: Step, form: Form, version: int, status: int) -> ResponseReturnValue:
    reply = introductions.host_reply(requests.session(), placement)
    words = {"step": step, "form": form, "version": version, "reply": reply}
    return render_template("staff/step.html", placement=placement, **words), status


def refused(placement: Placement, why: str) -> ResponseReturnValue:
    """Say in one sentence why it did not work; where the last place is lost, with other places."""
    key, person_id = placement.id, placement.person_id
    requests.roll_back()
    placement = find_placement(requests.session(), key)
    others = _others(placement.person, placement) if why == FULL else []
    words = {"why": why, "others": others, "person_id": person_id}
    return render_template("staff/step_refused.html", placement=placement, **words), 409


def _others(person: Person, placement: Placement) -> list[Proposal]:
    found = suggestions.suggest(requests.session(), requests.actor(), person, k=ALTERNATIVES + 1).ranking
    near = [*found.ready, *found.to_confirm]
    return [one for one in near if one.option.service != str(placement.service_id)][:ALTERNATIVES]
