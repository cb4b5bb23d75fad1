"""A host tells the office in its own words what has changed."""

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import Form, TextAreaField
from wtforms.validators import InputRequired, Length

from app import requests
from app.access import requires
from app.hosts import subjects
from app.hosts.blueprint import hosts
from app.hosts.pages import OK, back_home, show
from app.rendering.words import lazy
from directory import host_notices, permissions
from directory.models.host_notice import NoticeKind
from directory.models.service import Service

UNPROCESSABLE = 422
MOST_LETTERS = 600


class TellForm(Form):
    """Own words."""

    words = TextAreaField(
        lazy("変わったところ"),
        [
            InputRequired(lazy("変わったところを書いてください。")),
            Length(max=MOST_LETTERS, message=lazy("600文字までにしてください。")),
        ],
        description=lazy("例：1月から、第2と第4の金曜だけになります。"),
    )


@hosts.get("/listings/<uuid:service_id>/tell", endpoint="tell")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def show_telling(service: Service) -> ResponseReturnValue:
    """Ask for the host's own words."""
    return _page(service, TellForm())


@hosts.post("/listings/<uuid:service_id>/tell", endpoint="send_words")
@requires(permissions.LISTING_EDIT, subjects.find_listing)
def send_words(service: Service) -> ResponseReturnValue:
    """Put the words on the office's page."""
    form = TellForm(request.form)
    if not form.validate():
        return _page(service, form, UNPROCESSABLE)
    words = form.words.data or ""
    session, actor = requests.session(), requests.actor()
    host_notices.give(session, actor, service.organization, NoticeKind.CHANGE, service=service, words=words)
    return back_home(service.organization_id, done="told")


def _page(service: Service, form: TellForm, status: int = OK) -> tuple[str, int]:
    return show("hosts/tell.html", status, service=service, form=form)
