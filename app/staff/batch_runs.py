"""One dry run: its board, the amendments line by line, another wish, two runs side by side, and the calls to make."""

import uuid
from dataclasses import dataclass
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.rendering.words import gettext as _
from app.staff import board_view
from app.staff.blueprint import staff
from app.staff.board import WishForm, wish_form
from app.staff.board_view import Refusal
from app.staff.board_words import OBJECTIVE_NOTES
from app.staff.subjects import find_run
from core.errors import ConflictError, DomainError, InvalidError
from matching import permissions
from matching.batch import comparing, publishing, runs
from matching.batch.runs import Amendment, Press
from matching.models.batch import BatchRun

NOTHING: Final = uuid.UUID(int=0)
MOVE: Final = "move"
"""Another place for a line: the coordinator's word for locking it there."""


@dataclass(frozen=True)
class Pressed:
    """What was pressed on a line."""

    press: Press
    person_id: uuid.UUID
    service_id: uuid.UUID
    reason: str

    @property
    def amendment(self) -> Amendment:
        """The same as the run takes it."""
        return Amendment(self.press, self.person_id, self.service_id, self.reason)


@staff.get("/board/runs/<uuid:run_id>", endpoint="run")
@requires(permissions.BATCH_SEE, find_run)
def show_run(run: BatchRun) -> ResponseReturnValue:
    """Show the board: those without a place first, each line with its reasons."""
    return _page(run, wish_form(run), None, 200)


@staff.post("/board/runs/<uuid:run_id>", endpoint="amend_run")
@requires(permissions.BATCH_SEE, find_run)
def amend_run(run: BatchRun) -> ResponseReturnValue:
    """Lock, forbid, move or let go one line: a further run, and what it changed."""
    pressed = _pressed()
    try:
        amended = runs.amend(requests.session(), requests.actor(), run, pressed.amendment)
    except (InvalidError, ConflictError) as error:
        refusal = Refusal(pressed.person_id, _sentence(error), str(pressed.service_id), pressed.reason)
        return _page(run, wish_form(run), refusal, 422 if isinstance(error, InvalidError) else 409)
    return redirect(url_for("staff.run", run_id=amended.id, line=pressed.person_id, _anchor="changes"), 303)


@staff.post("/board/runs/<uuid:run_id>/again", endpoint="run_again")
@requires(permissions.BATCH_SEE, find_run)
def run_again(run: BatchRun) -> ResponseReturnValue:
    """Solve for the same people and demands with another wish."""
    form = wish_form(run)
    if not form.validate():
        return _page(run, form, None, 422)
    found = runs.again(requests.session(), requests.actor(), run, form.wish())
    return redirect(url_for("staff.run", run_id=found.id, _anchor="changes"), 303)


@staff.get("/board/runs/<uuid:run_id>/compare", endpoint="compare_runs")
@requires(permissions.BATCH_SEE, find_run)
def compare_runs(run: BatchRun) -> ResponseReturnValue:
    """Show two runs side by side, those who go elsewhere first."""
    session, actor = requests.session(), requests.actor()
    other = runs.get(session, actor, request.args.get("with", NOTHING, type=uuid.UUID))
    difference = comparing.compare(other, run, runs.lines_of(session, actor, other), runs.lines_of(session, actor, run))
    words = {"before": other, "after": run, "difference": difference, "place_of": board_view.place_of}
    return render_template("staff/batch_compare.html", **words)


@staff.post("/board/runs/<uuid:run_id>/publish", endpoint="publish_run")
@requires(permissions.BATCH_SEE, find_run)
def publish_run(run: BatchRun) -> ResponseReturnValue:
    """Make the lines candidates and put the calls on the coordinator's own list; nothing is sent."""
    publishing.publish(requests.session(), requests.actor(), run)
    return redirect(url_for("staff.run_calls", run_id=run.id), 303)


@staff.get("/board/runs/<uuid:run_id>/calls", endpoint="run_calls")
@requires(permissions.BATCH_SEE, find_run)
def show_calls(run: BatchRun) -> ResponseReturnValue:
    """Show the calls to make, one after another."""
    calls = publishing.calls_of(requests.session(), requests.actor(), run)
    return render_template("staff/batch_calls.html", run=run, calls=calls)


def _pressed() -> Pressed:
    said = request.form.get("press", "")
    press = Press.LOCK if said == MOVE else Press(said) if said in list(Press) else Press.UNDO
    return Pressed(
        press,
        request.form.get("person", NOTHING, type=uuid.UUID),
        request.form.get("service", NOTHING, type=uuid.UUID),
        request.form.get("reason", ""),
    )


def _sentence(error: DomainError) -> str:
    return " ".join(error.fields.values()) if isinstance(error, InvalidError) else _(str(error))


def _page(run: BatchRun, form: WishForm, refusal: Refusal | None, status: int) -> ResponseReturnValue:
    words = {
        "run": run,
        "form": form,
        "board": board_view.read(requests.session(), requests.actor(), run),
        "refusal": refusal,
        "amended": request.args.get("line", type=uuid.UUID),
        "objective_notes": OBJECTIVE_NOTES,
        "place_of": board_view.place_of,
    }
    return render_template("staff/batch_run.html", **words), status
