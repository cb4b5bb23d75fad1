"""Whom does the coordinator support? The list, a new person, the record, and its changes."""

from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import requests
from app.access import requires
from app.forms.refusals import put_on_fields
from app.staff import person_form, record
from app.staff.blueprint import staff
from app.staff.subjects import find_person
from casework import consents, permissions, persons, wordings
from casework.consents import Agreement
from casework.models.consent import ConsentMethod, Purpose
from casework.models.person import Person
from casework.persons import TwinError, TwinHint
from core.errors import ConflictError, InvalidError
from matching import placements
from matching.models.placement import Placement
from matching.placements import ENDED

NO_HINT = TwinHint((), is_known_elsewhere=False)


@staff.get("/people", endpoint="people")
@requires(permissions.PERSON_LIST)
def list_people() -> ResponseReturnValue:
    """List the coordinator's people, narrowed by a piece of name or reading."""
    text = request.args.get("q", "")
    number = max(1, request.args.get("page", 1, type=int))
    page = persons.find(requests.session(), requests.actor(), text, number=number)
    address = partial(url_for, "staff.people", q=text or None)
    return render_template("staff/people.html", page=page, text=text, address=lambda number: address(page=number))


@staff.get("/people/new", endpoint="register")
@requires(permissions.PERSON_REGISTER)
def show_register() -> ResponseReturnValue:
    """Show the form for a new person."""
    return _register_page(person_form.empty_form(requests.session()), NO_HINT, 200)


@staff.post("/people/new", endpoint="register_person")
@requires(permissions.PERSON_REGISTER)
def register_person() -> ResponseReturnValue:
    """Write a new person down, with the agreement to be supported."""
    session, actor = requests.session(), requests.actor()
    form = person_form.empty_form(session)
    if not form.validate():
        return _register_page(form, NO_HINT, 422)
    try:
        details = form.details(is_another_person=bool(form.is_another_person.data))
        person = persons.register(session, actor, details)
    except TwinError as error:
        return _register_page(form, error.hint, 409)
    except InvalidError as error:
        put_on_fields(form, error)
        return _register_page(form, NO_HINT, 422)
    if form.agreed.data:
        consents.give(session, actor, person, _support_by(ConsentMethod(form.agreed.data)))
    return redirect(url_for("staff.need", person_id=person.id), 303)


@staff.get("/people/<uuid:person_id>", endpoint="person")
@requires(permissions.PERSON_SEE, find_person)
def show_person(person: Person) -> ResponseReturnValue:
    """Show the record: the person's own words on top."""
    whole = record.read(requests.session(), requests.actor(), person)
    return render_template("staff/person.html", person=person, record=whole)


@staff.get("/people/<uuid:person_id>/close", endpoint="person_end")
@requires(permissions.PERSON_EDIT, find_person)
def show_person_end(person: Person) -> ResponseReturnValue:
    """Say what follows before the support ends."""
    return render_template("staff/person_end.html", person=person, matches=_open_matches(person))


@staff.post("/people/<uuid:person_id>/close", endpoint="close_person")
@requires(permissions.PERSON_EDIT, find_person)
def close_person(person: Person) -> ResponseReturnValue:
    """Note that the support has ended; no host is left waiting."""
    if _open_matches(person):
        raise ConflictError("終わっていない候補や参加があります。先に終えてください。")
    persons.close(requests.session(), requests.actor(), person)
    return redirect(url_for("staff.person", person_id=person.id), 303)


@staff.post("/people/<uuid:person_id>/reopen", endpoint="reopen_person")
@requires(permissions.PERSON_EDIT, find_person)
def reopen_person(person: Person) -> ResponseReturnValue:
    """Note that the support goes on."""
    persons.reopen(requests.session(), requests.actor(), person)
    return redirect(url_for("staff.person", person_id=person.id), 303)


def _open_matches(person: Person) -> list[Placement]:
    return [one for one in placements.list_of(requests.session(), person) if one.state not in ENDED]


def _register_page(form: person_form.RegisterForm, hint: TwinHint, status: int) -> ResponseReturnValue:
    wording = wordings.newest(Purpose.SUPPORT)
    return render_template("staff/register.html", form=form, hint=hint, wording=wording), status


def _support_by(method: ConsentMethod) -> Agreement:
    version = wordings.newest(Purpose.SUPPORT).version
    return Agreement(purpose=Purpose.SUPPORT, method=method, wording_version=version)
