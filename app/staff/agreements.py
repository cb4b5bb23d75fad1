"""What has the person agreed to? The ledger, a further agreement after the wording shown, and taking one back."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import DateField, Form, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.forms.refusals import put_on_fields
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from app.staff.blueprint import staff
from app.staff.person_form import METHODS
from app.staff.subjects import find_person
from casework import consents, permissions, wordings
from casework.consents import Agreement, Item
from casework.models.consent import Consent, ConsentMethod, Purpose
from casework.models.person import Person
from core import clock
from core.errors import InvalidError, NotFoundError
from core.words import word
from directory import organizations
from directory.models.organization import Organization
from matching import placements
from matching.placements import ENDED

PURPOSES: Final = {Purpose.SUPPORT: word("支援の同意"), Purpose.TELL_HOST: word("受け入れ先に伝える同意")}
ITEMS: Final = {
    Item.NICKNAME: word("呼び名"),
    Item.WISHES: word("してみたいこと"),
    Item.STRENGTHS: word("得意なこと"),
    Item.NEEDS: word("必要な配慮"),
    Item.TIMES: word("行ける時間"),
}
CHOOSE = lazy("選んでください。")
NOBODY: Final = ""


class SupportForm(Form):
    """How the person agreed, and until when."""

    method = RadioField(
        lazy("本人の返事のしかた"),
        [InputRequired(CHOOSE)],
        choices=choices_of((method.value, lazy(text)) for method, text in METHODS.items()),
    )
    expires_on = DateField(lazy("いつまで"), [InputRequired(CHOOSE)], default=consents.next_year)


class TellHostForm(SupportForm):
    """Besides: who may be told what."""

    recipients = SelectMultipleField(lazy("伝えてよい受け入れ先"), choices=[])
    recipient = SelectField(lazy("ほかの受け入れ先"), choices=[])
    items = SelectMultipleField(
        lazy("伝えてよいこと"),
        choices=choices_of((item.value, lazy(text)) for item, text in ITEMS.items()),
        default=[item.value for item in Item],
    )


@dataclass(frozen=True)
class LedgerLine:
    """One row of the ledger, in words."""

    consent: Consent
    title: str
    recipients: str
    items: str
    method: str
    holds: bool


@staff.get("/people/<uuid:person_id>/consents", endpoint="consents")
@requires(permissions.PERSON_SEE, find_person)
def show_consents(person: Person) -> ResponseReturnValue:
    """Show the ledger and the forms for a further agreement."""
    return _page(person, _support_form(), _tell_form(person))


@staff.post("/people/<uuid:person_id>/consents/support", endpoint="give_support")
@requires(permissions.PERSON_EDIT, find_person)
def give_support(person: Person) -> ResponseReturnValue:
    """Record that the person agrees to be supported."""
    form = _support_form(sent=True)
    return _give(person, form, (form, _tell_form(person)), Purpose.SUPPORT)


@staff.post("/people/<uuid:person_id>/consents/tell-host", endpoint="give_tell_host")
@requires(permissions.PERSON_EDIT, find_person)
def give_tell_host(person: Person) -> ResponseReturnValue:
    """Record whom the person lets us tell what."""
    form = _tell_form(person, sent=True)
    return _give(person, form, (_support_form(), form), Purpose.TELL_HOST)


@staff.get("/people/<uuid:person_id>/consents/<uuid:consent_id>/withdraw", endpoint="consent_end")
@requires(permissions.PERSON_EDIT, find_person)
def show_withdraw(person: Person, consent_id: uuid.UUID) -> ResponseReturnValue:
    """Say what follows before an agreement is taken back."""
    line = line_of(requests.session(), _consent_of(person, consent_id))
    return render_template("staff/consent_end.html", person=person, line=line)


@staff.post("/people/<uuid:person_id>/consents/<uuid:consent_id>/withdraw", endpoint="withdraw_consent")
@requires(permissions.PERSON_EDIT, find_person)
def withdraw(person: Person, consent_id: uuid.UUID) -> ResponseReturnValue:
    """Take an agreement back at the person's word."""
    note = request.form.get("note", "")
    consents.withdraw(requests.session(), requests.actor(), _consent_of(person, consent_id), note=note)
    return redirect(url_for("staff.consents", person_id=person.id), 303)


def line_of(session: Session, consent: Consent) -> LedgerLine:
    """A row of the ledger in words."""
    keys = [uuid.UUID(key) for key in consent.recipients]
    query = select(Organization.name).where(Organization.id.in_(keys)).order_by(Organization.name)
    return LedgerLine(
        consent,
        title=_(PURPOSES[consent.purpose]),
        recipients="・".join(session.execute(query).scalars()) if keys else "",
        items="・".join(_(ITEMS[Item(item)]) for item in consent.items),
        method=_(METHODS[consent.method]),
        holds=consents.holds_on(consent, clock.today()),
    )


def _give(
    person: Person, form: SupportForm, both: tuple[SupportForm, TellHostForm], purpose: Purpose
) -> ResponseReturnValue:
    session, actor = requests.session(), requests.actor()
    if not form.validate():
        return _page(person, *both, status=422)
    try:
        consents.give(session, actor, person, _agreement(form, purpose))
    except InvalidError as error:
        put_on_fields(form, _on_shown_fields(form, error))
        return _page(person, *both, status=422)
    return redirect(_next_page(person), 303)


def _on_shown_fields(form: SupportForm, error: InvalidError) -> InvalidError:
    """Where the person has no open match, the only field that asks for a host is the list of all."""
    if isinstance(form, TellHostForm) and not form.recipients.choices and "recipients" in error.fields:
        return InvalidError(
            {"recipient" if name == "recipients" else name: text for name, text in error.fields.items()}
        )
    return error


def _agreement(form: SupportForm, purpose: Purpose) -> Agreement:
    told: tuple[uuid.UUID, ...] = ()
    items: tuple[Item, ...] = ()
    if isinstance(form, TellHostForm):
        keys = [*(form.recipients.data or ()), *([form.recipient.data] if form.recipient.data else [])]
        told = tuple(uuid.UUID(key) for key in dict.fromkeys(keys))
        items = tuple(Item(item) for item in form.items.data or ())
    return Agreement(
        purpose=purpose,
        method=ConsentMethod(form.method.data),
        wording_version=wordings.newest(purpose).version,
        recipients=told,
        items=items,
        expires_on=form.expires_on.data or date.min,
    )


def _next_page(person: Person) -> str:
    """Back to the match for which the agreement was asked, else to the ledger."""
    match = request.form.get("placement", type=uuid.UUID)
    if match is not None:
        return url_for("staff.placement", placement_id=match)
    return url_for("staff.consents", person_id=person.id)


def _support_form(*, sent: bool = False) -> SupportForm:
    return SupportForm(request.form if sent else None, prefix="support-")


def _tell_form(person: Person, *, sent: bool = False) -> TellHostForm:
    session = requests.session()
    matches = [one for one in placements.list_of(session, person) if one.state not in ENDED]
    near = {one.service.organization_id: one.service.organization.name for one in matches}
    asked = request.args.get("host", "")
    form = TellHostForm(request.form if sent else None, prefix="tell-", data={"recipients": [asked] if asked else []})
    form.recipients.choices = choices_of((str(key), name) for key, name in near.items())
    others = [(str(row.id), row.name) for row in organizations.list_by_name(session) if row.id not in near]
    form.recipient.choices = choices_of([(NOBODY, lazy("えらばない")), *others])
    return form


def _consent_of(person: Person, consent_id: uuid.UUID) -> Consent:
    consent = requests.session().get(Consent, consent_id)
    if consent is None or consent.person_id != person.id:
        raise NotFoundError("このページは見つかりません。")
    return consent


def _page(person: Person, support: SupportForm, tell: TellHostForm, *, status: int = 200) -> ResponseReturnValue:
    session = requests.session()
    lines = [line_of(session, row) for row in consents.list_of(session, person.id)]
    told = {purpose: wordings.newest(purpose) for purpose in Purpose}
    form = tell if tell.errors else support
    match = request.values.get("placement", "")
    words = {"support": support, "tell": tell, "form": form, "wordings": told, "match": match}
    return render_template("staff/consents.html", person=person, lines=lines, **words), status
