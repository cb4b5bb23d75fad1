"""Which places are missing, and what is done about them? Noted in three presses, counted, worked on until listed."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import DateField, Form, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.forms.refusals import put_on_fields
from app.rendering.words import lazy
from app.staff.blueprint import staff
from app.staff.person_changes import shown_version
from app.staff.person_form import districts_of
from app.staff.subjects import find_person
from app.staff.words import kind_name
from casework.models.person import Person
from core.errors import InvalidError
from directory import developments, gaps, permissions
from directory.developments import STATE_LABELS, Progress
from directory.gaps import REASON_LABELS, TIME_LABELS, NewGap
from directory.models.gap import Development, DevelopmentState, GapReason, GapTime
from directory.taxonomy.kinds import kinds_by_code, list_kinds
from matching import gap_waits
from matching import permissions as matching_permissions

SEE_OTHER = 303
UNPROCESSABLE = 422
CHOOSE = lazy("1つ選んでください。")
TOO_LONG = lazy("長すぎます。短くしてください。")


class GapForm(Form):
    """What is missing, where, why and when."""

    kind = SelectField(lazy("どんな場所"), [InputRequired(CHOOSE)], choices=[])
    district_id = SelectField(lazy("地区"), choices=[])
    reason = RadioField(
        lazy("わけ"),
        [InputRequired(CHOOSE)],
        choices=choices_of((code.value, lazy(text)) for code, text in REASON_LABELS.items()),
    )
    time = RadioField(
        lazy("いつ"),
        choices=choices_of((code.value, lazy(text)) for code, text in TIME_LABELS.items()),
        default=GapTime.ANY.value,
    )
    words = StringField(
        lazy("ひとこと"),
        [Length(max=120, message=TOO_LONG)],
        description=lazy("だれのことか分かることは書かないでください。"),
    )

    def written(self) -> NewGap:
        """What was filled in."""
        return NewGap(
            kind=self.kind.data or "",
            district_id=uuid.UUID(self.district_id.data) if self.district_id.data else None,
            reason=GapReason(self.reason.data),
            time=GapTime(self.time.data or GapTime.ANY),
            words=self.words.data or "",
        )


class ProgressForm(Form):
    """A step of an attempt to make a place."""

    state = RadioField(
        lazy("いまのところ"),
        [InputRequired(CHOOSE)],
        choices=choices_of((code.value, lazy(text)) for code, text in STATE_LABELS.items()),
    )
    note = StringField(lazy("したこと・決めたこと"), [Length(max=300, message=TOO_LONG)])
    owner = StringField(lazy("だれが進めるか"), [Length(max=60, message=TOO_LONG)])
    next_on = DateField(lazy("次に見る日"), [Optional()])
    number = IntegerField(
        lazy("活動の番号"),
        [Optional()],
        description=lazy("「案内にのった」ときだけ。待っている人の担当者に知らせます。"),
    )

    def written(self) -> Progress:
        """What was filled in."""
        return Progress(
            state=DevelopmentState(self.state.data),
            note=self.note.data or "",
            owner=self.owner.data or "",
            next_on=self.next_on.data,
            number=self.number.data,
        )


@staff.get("/gaps", endpoint="gaps")
@requires(permissions.GAP_KEEP)
def list_gaps() -> ResponseReturnValue:
    """Show what is missing by district and kind, and every attempt to make it."""
    return _list()


@staff.get("/gaps/new", endpoint="new_gap")
@requires(permissions.GAP_KEEP)
def show_new() -> ResponseReturnValue:
    """Show the form for a place that is missing, for nobody in particular."""
    return _form_page(_form(requests.session(), {}), None)


@staff.post("/gaps/new", endpoint="note_gap")
@requires(permissions.GAP_KEEP)
def note_gap() -> ResponseReturnValue:
    """Note that a place is missing, for nobody in particular."""
    form = _form(requests.session(), {})
    if not form.validate():
        return _form_page(form, None, UNPROCESSABLE)
    gaps.note(requests.session(), requests.actor(), requests.municipality().id, form.written())
    return redirect(url_for("staff.gaps", done="noted"), SEE_OTHER)


@staff.get("/people/<uuid:person_id>/gaps", endpoint="person_gaps")
@requires(matching_permissions.PERSON_MATCH, find_person)
def show_for_person(person: Person) -> ResponseReturnValue:
    """Show the form for a place that is missing for this person."""
    filled = {"district_id": str(person.district_id or ""), "reason": request.args.get("reason", "")}
    return _form_page(_form(requests.session(), filled), person)


@staff.post("/people/<uuid:person_id>/gaps", endpoint="note_person_gap")
@requires(matching_permissions.PERSON_MATCH, find_person)
def note_for_person(person: Person) -> ResponseReturnValue:
    """Note that a place is missing for this person, who then waits for it."""
    form = _form(requests.session(), {})
    if not form.validate():
        return _form_page(form, person, UNPROCESSABLE)
    gap_waits.note(requests.session(), requests.actor(), person, form.written())
    return redirect(url_for("staff.person_gaps", person_id=person.id, done=1), SEE_OTHER)


@staff.post("/developments", endpoint="begin_development")
@requires(permissions.GAP_KEEP)
def begin_development() -> ResponseReturnValue:
    """Begin to make a place that is missing."""
    district = request.form.get("district_id", type=uuid.UUID)
    kind, title = request.form.get("kind", ""), request.form.get("title", "")
    session = requests.session()
    try:
        made = developments.begin(
            session, requests.actor(), requests.municipality().id, title, kind=kind, district_id=district
        )
    except InvalidError as error:
        return _list(refused=" ".join(error.fields.values()), status=UNPROCESSABLE)
    return redirect(url_for("staff.development", development_id=made.id), SEE_OTHER)


@staff.get("/developments/<uuid:development_id>", endpoint="development")
@requires(permissions.GAP_KEEP, developments.find_development)
def show_development(development: Development) -> ResponseReturnValue:
    """Show how far an attempt has come."""
    known = {"state": development.state.value, "owner": development.owner, "next_on": development.next_on}
    return _development(development, ProgressForm(data=known))


@staff.post("/developments/<uuid:development_id>", endpoint="development_step")
@requires(permissions.GAP_KEEP, developments.find_development)
def go_on(development: Development) -> ResponseReturnValue:
    """Note a step."""
    form = ProgressForm(request.form)
    if not form.validate():
        return _development(development, form, UNPROCESSABLE)
    try:
        developments.go_on(requests.session(), requests.actor(), development, form.written(), version=shown_version())
    except InvalidError as error:
        put_on_fields(form, error)
        return _development(development, form, UNPROCESSABLE)
    return redirect(url_for("staff.development", development_id=development.id), SEE_OTHER)


def _form(session: Session, filled: dict[str, str]) -> GapForm:
    form = GapForm(request.form or None, data=filled)
    kinds = [(kind.code, kind_name(kind)) for kind in list_kinds(session)]
    form.kind.choices = choices_of([("", lazy("選んでください")), *kinds])
    form.district_id.choices = choices_of(districts_of(session))
    return form


def _form_page(form: GapForm, person: Person | None, status: int = 200) -> tuple[str, int]:
    session = requests.session()
    waits = gap_waits.list_of(session, person) if person else []
    words = {"kinds": _kinds(session), "reasons": REASON_LABELS, "times": TIME_LABELS, "done": "done" in request.args}
    return render_template("staff/gap_form.html", form=form, person=person, waits=waits, **words), status


def _list(refused: str = "", status: int = 200) -> tuple[str, int]:
    session = requests.session()
    page = render_template(
        "staff/gaps.html",
        counts=gaps.count_open(session),
        developments=developments.list_developments(session),
        kinds=_kinds(session),
        reasons=REASON_LABELS,
        states=STATE_LABELS,
        over=developments.OVER,
        fewest=gaps.FEWEST_SHOWN,
        refused=refused,
        done="done" in request.args,
    )
    return page, status


def _development(development: Development, form: ProgressForm, status: int = 200) -> tuple[str, int]:
    session = requests.session()
    page = render_template(
        "staff/development.html",
        development=development,
        form=form,
        kind=_kinds(session).get(development.kind, ""),
        taken_up=gaps.told(len(gaps.list_taken_up(session, development.id))),
        words=[gap.words for gap in gaps.list_taken_up(session, development.id) if gap.words],
        states=STATE_LABELS,
        over=developments.OVER,
        fewest=gaps.FEWEST_SHOWN,
    )
    return page, status


def _kinds(session: Session) -> dict[str, str]:
    return {code: kind_name(kind) for code, kind in kinds_by_code(session).items()}
