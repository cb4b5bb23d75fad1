"""Who wants to come or to help? A list of calls to make; each look is audited, each call closes with its outcome."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import Form, RadioField
from wtforms.validators import InputRequired

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from app.staff.blueprint import staff
from casework import inquiry_tasks
from directory import inquiries, permissions
from directory.inquiries import CALL_TIMES, OUTCOME_LABELS
from directory.models.inquiry import Inquiry, InquiryOutcome

SEE_OTHER = 303
UNPROCESSABLE = 422


class AnsweredForm(Form):
    """What came of the call."""

    outcome = RadioField(
        lazy("電話の結果"),
        [InputRequired(lazy("1つ選んでください。"))],
        choices=choices_of((code.value, lazy(text)) for code, text in OUTCOME_LABELS.items()),
    )


def find_inquiry(session: Session, inquiry_id: uuid.UUID) -> Inquiry:
    """The inquiry of this key, as far as it exists for the worker."""
    return inquiries.get(session, requests.actor(), inquiry_id)


@staff.get("/inquiries", endpoint="inquiries")
@requires(permissions.INQUIRY_LIST)
def list_inquiries() -> ResponseReturnValue:
    """List what waits for a call, without names."""
    waiting = inquiries.list_open(requests.session(), requests.actor())
    return render_template("staff/inquiries.html", waiting=waiting, done="done" in request.args)


@staff.get("/inquiries/<uuid:inquiry_id>", endpoint="inquiry")
@requires(permissions.INQUIRY_ANSWER, find_inquiry)
def show_inquiry(inquiry: Inquiry) -> ResponseReturnValue:
    """Show whom to ring, when, and what to take care of."""
    return _page(inquiry, AnsweredForm())


@staff.post("/inquiries/<uuid:inquiry_id>/answer", endpoint="answer_inquiry")
@requires(permissions.INQUIRY_ANSWER, find_inquiry)
def answer_inquiry(inquiry: Inquiry) -> ResponseReturnValue:
    """Note what came of the call."""
    form = AnsweredForm(request.form)
    if not form.validate():
        return _page(inquiry, form, UNPROCESSABLE)
    session, actor = requests.session(), requests.actor()
    inquiries.answer(session, actor, inquiry, InquiryOutcome(form.outcome.data))
    inquiry_tasks.finish_about(session, actor, inquiry.service_id)
    return redirect(url_for("staff.inquiries", done=1), SEE_OTHER)


def _page(inquiry: Inquiry, form: AnsweredForm, status: int = 200) -> tuple[str, int]:
    words = {"times": "、".join(_(CALL_TIMES[time]) for time in inquiry.times), "outcomes": OUTCOME_LABELS}
    return render_template("staff/inquiry.html", inquiry=inquiry, form=form, **words), status
