"""How is a person's record changed? Never over somebody else's change: both are shown first."""

import uuid
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app import requests
from app.access import requires
from app.forms.refusals import put_on_fields
from app.staff import need_form, person_form, wish_offers
from app.staff.blueprint import staff
from app.staff.clashes import clash_page
from app.staff.subjects import find_person
from casework import permissions, persons
from casework.models.person import Person
from core.errors import ConflictError, InvalidError, StaleVersionError
from core.words import word
from matching import needs
from matching.batch import apart
from matching.needs import NeedDetails

GONE: Final = word("この変更は、もうされています。希望と条件を見直してください。")
NOTHING_SENT: MultiDict[str, str] = MultiDict()


@staff.get("/people/<uuid:person_id>/edit", endpoint="edit_person")
@requires(permissions.PERSON_EDIT, find_person)
def show_person_form(person: Person) -> ResponseReturnValue:
    """Show the form for who the person is."""
    return _person_page(person, person_form.form_of(requests.session(), person), person.version, 200)


@staff.post("/people/<uuid:person_id>/edit", endpoint="revise_person")
@requires(permissions.PERSON_EDIT, find_person)
def revise_person(person: Person) -> ResponseReturnValue:
    """Change who the person is and how they are reached."""
    session, version = requests.session(), shown_version()
    form = person_form.form_of(session, person)
    if not form.validate():
        return _person_page(person, form, version, 422)
    try:
        persons.revise(session, requests.actor(), person, form.details(), version=version)
    except StaleVersionError:
        now = person_form.form_of(session, person, NOTHING_SENT)
        return clash_page(now, form, version=person.version, back=url_for("staff.person", person_id=person.id))
    except InvalidError as error:
        put_on_fields(form, error)
        return _person_page(person, form, version, 422)
    return redirect(url_for("staff.person", person_id=person.id), 303)


@staff.get("/people/<uuid:person_id>/need", endpoint="need")
@requires(permissions.PERSON_EDIT, find_person)
def show_need_form(person: Person) -> ResponseReturnValue:
    """Show the form for wishes, strengths and limits."""
    session = requests.session()
    details, version = need_of(session, person)
    return _need_page(person, _need_form(session, person, details, NOTHING_SENT), version, 200)


@staff.post("/people/<uuid:person_id>/need", endpoint="save_need")
@requires(permissions.PERSON_EDIT, find_person)
def save_need(person: Person) -> ResponseReturnValue:
    """Write wishes, strengths and limits down."""
    session, version = requests.session(), shown_version()
    before, current = need_of(session, person)
    form = _need_form(session, person, before, request.form)
    if not form.validate():
        return _need_page(person, form, version, 422)
    wanted = form.details(before, needs.known_tags(session))
    try:
        needs.save(session, requests.actor(), person, wanted, version=version)
        apart.settle(session, requests.actor(), person, form.wanted_apart())
    except StaleVersionError:
        now = _need_form(session, person, before, NOTHING_SENT)
        return clash_page(now, form, version=current, back=url_for("staff.person", person_id=person.id))
    except InvalidError as error:
        put_on_fields(form, error)
        return _need_page(person, form, version, 422)
    return redirect(url_for("staff.person", person_id=person.id), 303)


@staff.post("/people/<uuid:person_id>/need/change", endpoint="change_need")
@requires(permissions.PERSON_EDIT, find_person)
def change_need(person: Person) -> ResponseReturnValue:
    """Make one change of the need that an ending spoke for."""
    session = requests.session()
    details, _version = need_of(session, person)
    placement_id = request.form.get("placement", type=uuid.UUID)
    change = wish_offers.change_of(session, person, details, placement_id, request.form.get("change", ""))
    if change is None:
        raise ConflictError(GONE)
    needs.save(session, requests.actor(), person, change.details, version=shown_version())
    return redirect(url_for("staff.need", person_id=person.id), 303)


def need_of(session: Session, person: Person) -> tuple[NeedDetails, int]:
    """What is written about the need, and its version; 0 when there is nothing yet."""
    record = needs.find(session, person)
    return (needs.details_of(record), record.version) if record else (NeedDetails(), 0)


def shown_version() -> int:
    """The version that the form was shown with; a form without one is too old for anything."""
    return request.form.get("version", -1, type=int)


def _person_page(person: Person, form: person_form.PersonForm, version: int, status: int) -> ResponseReturnValue:
    return render_template("staff/person_edit.html", person=person, form=form, version=version), status


def _need_form(session: Session, person: Person, details: NeedDetails, sent: MultiDict[str, str]) -> need_form.NeedForm:
    form, actor = need_form.form_of(session, details, sent), requests.actor()
    others = session.execute(persons.visible_to(actor).where(Person.id != person.id).order_by(Person.name_kana))
    need_form.offer_people(form, apart.from_person(session, actor, person), others.scalars().all(), is_sent=bool(sent))
    return form


def _need_page(person: Person, form: need_form.NeedForm, version: int, status: int) -> ResponseReturnValue:
    session, week = requests.session(), need_form.week_rows()
    offers = wish_offers.offers_of(session, person, need_of(session, person)[0])
    words = {"person": person, "form": form, "version": version, "week": week, "offers": offers}
    return render_template("staff/need.html", **words), status
