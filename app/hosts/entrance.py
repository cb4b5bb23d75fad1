"""How does a host come in? By the lasting address, and on a new device by a code."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import Form, StringField
from wtforms.validators import InputRequired

from accounts import doors, tokens
from accounts.models.door import Door
from app import identity, requests
from app.access import public as open_to_all
from app.hosts.blueprint import hosts
from app.mail.door_code import KIND
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from app.transactions import keyless
from core.errors import InvalidError
from core.outbox import promise
from directory.models.steward import Steward
from directory.stewards import find_by_door

KNOCK_COOKIE = "knock"
KNOCK_SECONDS = 15 * 60


class CodeForm(Form):
    """The six digits."""

    code = StringField(lazy("番号（6けた）"), [InputRequired(lazy("番号を入れてください。"))])


@hosts.get("/<reference>", endpoint="door")
@open_to_all
def show_door(reference: str) -> ResponseReturnValue:
    """Open the group's page on a known device; anywhere else show its public name and ask for a code."""
    steward = _steward(requests.session(), reference)
    if steward.organization_id in requests.actor().organization_ids:
        return redirect(url_for("hosts.home", organization_id=steward.organization_id), 303)
    return _page(steward, CodeForm(), 200)


@hosts.post("/<reference>/code", endpoint="send_code")
@open_to_all
def send_code(reference: str) -> ResponseReturnValue:
    """Send a code to the address on file; the answer is the same whether there is one."""
    session = requests.session()
    door = doors.find_door(session, reference)
    browser = tokens.new_token()
    code = doors.make_code(session, door, browser=browser)
    promise(session, KIND, {"code_id": str(code.id)}, municipality_id=door.municipality_id)
    answer = make_response(redirect(url_for("hosts.door", reference=reference, sent=1), 303))
    return identity.keep_briefly(answer, KNOCK_COOKIE, browser, KNOCK_SECONDS)


@hosts.post("/<reference>/enter", endpoint="enter")
@open_to_all
@keyless
def enter(reference: str) -> ResponseReturnValue:
    """Make the browser a known device when the code is right."""
    form = CodeForm(request.form)
    browser = identity.brief(KNOCK_COOKIE)
    if form.validate():
        requests.small_write(lambda session: _count(session, reference, browser))
    session = requests.session()
    steward = _steward(session, reference)
    if form.errors:
        return _page(steward, form, 422)
    try:
        entry = doors.enter(session, steward.door, browser=browser, code=form.code.data or "", label=_device_name())
    except InvalidError as error:
        form.code.errors = [_(sentence) for sentence in error.fields.values()]
        return _page(steward, form, 422)
    answer = redirect(url_for("hosts.home", organization_id=steward.organization_id), 303)
    return identity.keep_host(answer, entry.token)


def _count(session: Session, reference: str, browser: str) -> None:
    doors.count_try(session, doors.find_door(session, reference), browser=browser)


def _steward(session: Session, reference: str) -> Steward:
    door: Door = doors.find_door(session, reference)
    return find_by_door(session, door.id)


def _page(steward: Steward, form: CodeForm, status: int) -> ResponseReturnValue:
    words = {"name": steward.organization.name, "reference": steward.door.reference, "sent": "sent" in request.args}
    return render_template("hosts/door.html", form=form, **words), status


def _device_name() -> str:
    """What the device is called in the list of known devices: its kind only."""
    agent = request.user_agent.string
    kinds = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Macintosh": "Mac"}
    return next((name for word, name in kinds.items() if word in agent), _("そのほかの端末"))
