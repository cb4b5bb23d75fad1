"""Who waits, and how could all of them be placed at once? The people, what a dry run is asked for, and earlier runs."""

import uuid
from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Form, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.forms.refusals import put_on_fields
from app.rendering import filters
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from app.staff.blueprint import staff
from app.staff.board_words import FLOORS, OBJECTIVE_NOTES, OBJECTIVES, WAITS
from core.errors import InvalidError
from matching import permissions
from matching.assignment.types import Objective
from matching.batch import apart, runs, waiting
from matching.batch.waiting import MAY_BE_PLANNED, Wait, Waiting
from matching.batch.weighing import Wish
from matching.models.batch import BatchRun

CHOOSE = lazy("選んでください。")


class WishForm(Form):
    """How a dry run weighs people against each other."""

    objective = RadioField(lazy("どう組みますか"), [InputRequired(CHOOSE)], choices=choices_of(OBJECTIVES))
    floor = SelectField(lazy("合いにくいところ"), choices=choices_of(FLOORS))
    with_to_confirm = BooleanField(
        lazy("まだ確かめていないところも入れる"),
        description=lazy("空きの数がわからないところは、1人分だけ数えます。"),
    )

    def wish(self) -> Wish:
        """What was chosen."""
        return Wish(
            objective=Objective(self.objective.data),
            floor=int(self.floor.data),
            with_to_confirm=bool(self.with_to_confirm.data),
        )


class StartForm(WishForm):
    """Whom a dry run is about, besides."""

    people = SelectMultipleField(lazy("だれの場所をさがしますか"), choices=[])


class ApartForm(Form):
    """Two people who must not be proposed the same place."""

    one = SelectField(lazy("1人め"), choices=[])
    other = SelectField(lazy("2人め"), choices=[])


@staff.get("/board", endpoint="board")
@requires(permissions.BATCH_PLAN)
def show_board() -> ResponseReturnValue:
    """List who waits, with the form for a dry run and the runs made before."""
    people = _people()
    return _page(_start_form(people), _apart_form(people), people, 200)


@staff.post("/board", endpoint="start_run")
@requires(permissions.BATCH_PLAN)
def start_run() -> ResponseReturnValue:
    """Find the best answer for the chosen people; nothing is sent to anybody."""
    people = _people()
    form = _start_form(people)
    if not form.validate():
        return _page(form, _apart_form(people), people, 422)
    try:
        run = runs.start(requests.session(), requests.actor(), _keys(form.people.data or []), form.wish())
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(form, _apart_form(people), people, 422)
    return redirect(url_for("staff.run", run_id=run.id), 303)


@staff.post("/board/apart", endpoint="keep_apart")
@requires(permissions.BATCH_PLAN)
def keep_apart() -> ResponseReturnValue:
    """Keep two people apart from now on."""
    people = _people()
    form = _apart_form(people)
    if not form.validate():
        return _page(_start_form(people), form, people, 422)
    try:
        apart.keep(requests.session(), requests.actor(), uuid.UUID(form.one.data), uuid.UUID(form.other.data))
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(_start_form(people), form, people, 422)
    return redirect(url_for("staff.board"), 303)


@staff.post("/board/together", endpoint="let_together")
@requires(permissions.BATCH_PLAN)
def let_together() -> ResponseReturnValue:
    """Let two people share a place again."""
    nobody = uuid.UUID(int=0)
    one, other = (request.form.get(name, nobody, type=uuid.UUID) for name in ("one", "other"))
    apart.end(requests.session(), requests.actor(), one, other)
    return redirect(url_for("staff.board"), 303)


def wish_form(run: BatchRun) -> WishForm:
    """The form for the same people and another wish, begun from what was asked of a run."""
    settings = run.settings
    return WishForm(request.form or None, data={**settings, "floor": str(settings["floor"])})


def _people() -> list[Waiting]:
    return waiting.list_of(requests.session(), requests.actor())


def _start_form(people: Sequence[Waiting]) -> StartForm:
    usual = {"objective": Objective.LEXIMIN.value, "people": [str(one.person.id) for one in people if _waits(one)]}
    sent = request.form if request.endpoint == "staff.start_run" else None
    form = StartForm(sent or None, data=usual)
    form.people.choices = choices_of((str(one.person.id), one.person.name) for one in people)
    return form


def _apart_form(people: Sequence[Waiting]) -> ApartForm:
    form = ApartForm(request.form if request.endpoint == "staff.keep_apart" else None)
    for select in (form.one, form.other):
        select.choices = choices_of((str(one.person.id), one.person.name) for one in people)
    return form


def _waits(one: Waiting) -> bool:
    return one.standing is Wait.WAITS


def _keys(sent: Sequence[str]) -> list[uuid.UUID]:
    """The keys that were chosen; the form lets nothing else through."""
    return [uuid.UUID(key) for key in sent]


def _notes(people: Sequence[Waiting]) -> dict[str, str]:
    return {str(one.person.id): _note(one) for one in people}


def _note(one: Waiting) -> str:
    """Where and since when somebody waits, and what already is."""
    district = one.person.district.name if one.person.district else ""
    since = _("%(day)sから", day=filters.day(one.since))
    known = _(WAITS[one.standing]) if one.standing in WAITS else ""
    return " · ".join(filter(None, (district, since, known)))


def _page(form: StartForm, apart_form: ApartForm, people: Sequence[Waiting], status: int) -> ResponseReturnValue:
    session, actor = requests.session(), requests.actor()
    barred = [one for one in people if one.standing not in MAY_BE_PLANNED]
    words = {
        "form": apart_form if apart_form.errors else form,
        "start": form,
        "apart_form": apart_form,
        "people": people,
        "notes": _notes(people),
        "disabled": {str(one.person.id): _note(one) for one in barred},
        "objective_notes": OBJECTIVE_NOTES,
        "pairs": apart.list_of(session, actor),
        "runs": runs.list_of(session, actor),
    }
    return render_template("staff/board.html", **words), status
