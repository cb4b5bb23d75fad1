"""Somebody wants to come or to help: a few fields without a sign-in, and what happens next."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import Form, RadioField, SelectMultipleField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired, Length

from app import requests
from app.access import public as open_to_all
from app.forms.choices import choices_of
from app.forms.refusals import put_on_fields
from app.public.blueprint import public
from app.rendering.words import lazy
from core.access import ANONYMOUS
from core.errors import InvalidError
from core.words import word
from directory import inquiries, listings
from directory.inquiries import CALL_TIMES, NewInquiry
from directory.models.inquiry import InquiryWish
from directory.models.service import Service

SEE_OTHER = 303
UNPROCESSABLE = 422
TOO_LONG = lazy("長すぎます。短くしてください。")
WISHES = {InquiryWish.VISIT: word("行ってみたい"), InquiryWish.HELP: word("手伝いたい")}


class InquiryForm(Form):
    """What to be called, the number, when it may ring, and what to take care of."""

    wish = RadioField(
        lazy("したいこと"),
        [InputRequired(lazy("1つ選んでください。"))],
        choices=choices_of((code.value, lazy(text)) for code, text in WISHES.items()),
    )
    name = StringField(
        lazy("どうお呼びしますか"),
        [InputRequired(lazy("どうお呼びすればよいか、入れてください。")), Length(max=40, message=TOO_LONG)],
        description=lazy("名字だけでもだいじょうぶです。"),
    )
    phone = TelField(
        lazy("電話番号"),
        [
            InputRequired(lazy("電話番号を市外局番から入れてください。例：0856-31-0000")),
            Length(max=30, message=TOO_LONG),
        ],
    )
    times = SelectMultipleField(
        lazy("電話してよい時間"),
        choices=choices_of((code, lazy(text)) for code, text in CALL_TIMES.items()),
        description=lazy("選ばないときは、昼のあいだにかけます。"),
    )
    care = StringField(
        lazy("電話で気をつけてほしいこと"),
        [Length(max=200, message=TOO_LONG)],
        description=lazy("例：家族が出たら、役所とは言わないでほしい。"),
    )
    words = TextAreaField(lazy("伝えたいこと"), [Length(max=400, message=TOO_LONG)])

    def written(self) -> NewInquiry:
        """What was filled in."""
        return NewInquiry(
            wish=InquiryWish(self.wish.data),
            name=self.name.data or "",
            phone=self.phone.data or "",
            times=self.times.data or (),
            care=self.care.data or "",
            words=self.words.data or "",
        )


@public.get("/inquiry", endpoint="general_inquiry")
@open_to_all
def show_general_form() -> ResponseReturnValue:
    """Show the form about no listing in particular."""
    return _page(None, InquiryForm(data={"wish": request.args.get("wish")}))


@public.post("/inquiry", endpoint="send_general_inquiry")
@open_to_all
def send_general() -> ResponseReturnValue:
    """Keep a wish about no listing in particular."""
    return _kept(None)


@public.get("/listings/<uuid:service_id>/inquiry", endpoint="inquiry")
@open_to_all
def show_form(service_id: uuid.UUID) -> ResponseReturnValue:
    """Show the form about a listing."""
    return _page(_listing(requests.session(), service_id), InquiryForm(data={"wish": request.args.get("wish")}))


@public.post("/listings/<uuid:service_id>/inquiry", endpoint="send_inquiry")
@open_to_all
def send(service_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a wish about a listing."""
    return _kept(_listing(requests.session(), service_id))


@public.get("/inquiry/thanks", endpoint="inquiry_thanks")
@open_to_all
def show_thanks() -> ResponseReturnValue:
    """Say what happens next; the page knows nothing of what was written."""
    return render_template("public/inquiry_thanks.html")


def _listing(session: Session, service_id: uuid.UUID) -> Service:
    return listings.get_listing(session, ANONYMOUS, service_id)


def _kept(service: Service | None) -> ResponseReturnValue:
    form = InquiryForm(request.form)
    if not form.validate():
        return _page(service, form, UNPROCESSABLE)
    try:
        inquiries.ask(requests.session(), requests.municipality(), service, form.written())
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(service, form, UNPROCESSABLE)
    return redirect(url_for("public.inquiry_thanks"), SEE_OTHER)


def _page(service: Service | None, form: InquiryForm, status: int = 200) -> tuple[str, int]:
    return render_template("public/inquiry.html", service=service, form=form), status
