"""A reader hears by mail when something new fits a search: asked for, confirmed and ended without a sign-in."""

from urllib.parse import parse_qsl, urlencode

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import EmailField, Form
from wtforms.validators import Email, InputRequired, Length

from app import requests
from app.access import public as open_to_all
from app.forms.refusals import put_on_fields
from app.public import wording
from app.public.blueprint import public
from app.public.condition_words import Speaker
from app.public.finding import find, find_ids
from app.public.search_form import Asked, read_search
from app.public.search_words import address_of, removable_filters
from app.rendering.display import current
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.errors import InvalidError
from directory import alerts, listings
from directory.alerts import NewAlert
from directory.districts import districts_by_code
from directory.models.saved_search import SavedSearch
from directory.public_listing import PublicListing
from directory.taxonomy.kinds import kinds_by_code

SEE_OTHER, UNPROCESSABLE = 303, 422
MOST_SHOWN = 30


class AlertForm(Form):
    """Where the mail goes."""

    email = EmailField(
        lazy("メールアドレス"),
        [
            InputRequired(lazy("メールアドレスを入れてください。")),
            Email(lazy("メールアドレスの形を確かめてください。")),
            Length(max=200, message=lazy("長すぎます。短くしてください。")),
        ],
        description=lazy("お知らせのほかには使いません。"),
    )


@public.get("/alerts/new", endpoint="new_alert")
@open_to_all
def show_form() -> ResponseReturnValue:
    """Ask for the address to which news of this search go."""
    return _form_page(AlertForm(), _asked(request.args))


@public.post("/alerts", endpoint="ask_for_alert")
@open_to_all
def ask_for_alert() -> ResponseReturnValue:
    """Keep the wish and promise the mail that confirms it; the answer says nothing about the address."""
    form, asked = AlertForm(request.form), _asked(MultiDict(parse_qsl(request.form.get("search", ""))))
    if not form.validate():
        return _form_page(form, asked, UNPROCESSABLE)
    new = NewAlert(form.email.data or "", _query_of(asked), current().language)
    try:
        alerts.ask(requests.session(), requests.municipality().id, new)
    except InvalidError as error:
        put_on_fields(form, error)
        return _form_page(form, asked, UNPROCESSABLE)
    return redirect(url_for("public.alert_asked"), SEE_OTHER)


@public.get("/alerts/asked", endpoint="alert_asked")
@open_to_all
def show_asked() -> ResponseReturnValue:
    """Say that a mail is on its way; the page knows nothing of what was written."""
    return render_template("public/alert_asked.html")


@public.get("/alerts/ended", endpoint="alert_ended")
@open_to_all
def show_ended() -> ResponseReturnValue:
    """Say that no more mails will come."""
    return render_template("public/alert_ended.html")


@public.get("/alerts/<alert_token>", endpoint="alert")
@open_to_all
def show_alert(alert_token: str) -> ResponseReturnValue:
    """Show a saved search to whoever has its mail, and what is new."""
    row = alerts.find(requests.session(), alert_token)
    asked = _asked(MultiDict(parse_qsl(row.query)))
    return render_template(
        "public/alert.html",
        row=row,
        alert_token=alert_token,
        words=_words_of(asked),
        address=address_of(asked),
        found=_new_listings(row, asked) if row.confirmed_at else (),
        kind_name=wording.kind_name,
        kinds=kinds_by_code(requests.session()),
    )


@public.post("/alerts/<alert_token>/confirm", endpoint="confirm_alert")
@open_to_all
def confirm_alert(alert_token: str) -> ResponseReturnValue:
    """Begin to tell."""
    alerts.confirm(alerts.find(requests.session(), alert_token))
    return redirect(url_for("public.alert", alert_token=alert_token), SEE_OTHER)


@public.post("/alerts/<alert_token>/end", endpoint="end_alert")
@open_to_all
def end_alert(alert_token: str) -> ResponseReturnValue:
    """Forget the wish."""
    session = requests.session()
    alerts.end(session, alerts.find(session, alert_token))
    return redirect(url_for("public.alert_ended"), SEE_OTHER)


def _asked(query: "MultiDict[str, str]") -> Asked:
    session = requests.session()
    return read_search(query, kinds_by_code(session), districts_by_code(session))


def _query_of(asked: Asked) -> str:
    return urlencode(asked.pairs(sort=None, page=None))


def _words_of(asked: Asked) -> str:
    """The search in words, as its own page is headed."""
    session = requests.session()
    kinds, districts = kinds_by_code(session), districts_by_code(session)
    reading = find(asked.criteria(districts)).reading
    said = Speaker(kinds, districts).sentence(reading.conditions, reading.rest)
    parts = [said, *(words for words, _address in removable_filters(asked, kinds, districts))]
    return _("・").join(part for part in parts if part) or _("すべての場所")


def _new_listings(row: SavedSearch, asked: Asked) -> tuple[PublicListing, ...]:
    """What was listed since the wish was confirmed and fits it, the newest first."""
    session = requests.session()
    fitting = find_ids(asked.criteria(districts_by_code(session)))
    made = [key for key in alerts.made_after(session, row.confirmed_at or row.made_at) if str(key) in fitting]
    rows = listings.public_by_ids(session, made[:MOST_SHOWN])
    return tuple(rows[key] for key in made[:MOST_SHOWN] if key in rows)


def _form_page(form: AlertForm, asked: Asked, status: int = 200) -> ResponseReturnValue:
    words, search = _words_of(asked), _query_of(asked)
    page = render_template("public/alert_new.html", form=form, words=words, search=search, back=address_of(asked))
    return page, status
