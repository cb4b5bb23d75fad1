"""How is a host asked about a person? With a nickname and agreed words, seen first as the host sees them."""

from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import Form, TextAreaField

from app import requests
from app.access import requires
from app.forms.refusals import put_on_fields
from app.rendering import display
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from app.staff import need_words
from app.staff.blueprint import staff
from app.staff.person_changes import need_of, shown_version
from app.staff.placements import refused
from app.staff.subjects import find_placement
from app.staff.words import ANSWERS
from casework import consents
from casework.consents import Item
from casework.models.consent import Consent, Purpose
from core.errors import ConflictError, InvalidError
from directory.inbox import CHOICES
from directory.models.host_inbox import QuestionKind
from matching import permissions, placements
from matching.models.placement import Placement
from matching.needs import NeedDetails

AGAIN: Final = 422


class AskForm(Form):
    """The words for the host."""

    words = TextAreaField(
        lazy("受け入れ先に伝える文"),
        description=lazy("本人といっしょに決めた文だけを書いてください。呼び名は上に別に出ます。"),
    )


@staff.get("/placements/<uuid:placement_id>/ask", endpoint="ask")
@requires(permissions.PLACEMENT_MOVE, find_placement)
def show_ask(placement: Placement) -> ResponseReturnValue:
    """Show the words for the host, begun from what may be told."""
    told = _told(placement)
    return _page(placement, AskForm(data={"words": draft_of(placement, told)}), placement.version, 200)


@staff.post("/placements/<uuid:placement_id>/ask/check", endpoint="ask_check")
@requires(permissions.PLACEMENT_MOVE, find_placement)
def show_as_host(placement: Placement) -> ResponseReturnValue:
    """Show what the host will see, exactly; nothing is sent yet."""
    form, version = AskForm(request.form), shown_version()
    try:
        placements.demand_tellable(placement.person, form.words.data or "")
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(placement, form, version, 422)
    answers = [_(ANSWERS[answer]) for answer in CHOICES[QuestionKind.INTRODUCTION]]
    words = {"words": (form.words.data or "").strip(), "version": version, "answers": answers}
    return render_template("staff/ask_check.html", placement=placement, **words)


@staff.post("/placements/<uuid:placement_id>/ask", endpoint="ask_in_words")
@requires(permissions.PLACEMENT_MOVE, find_placement)
def ask_host(placement: Placement) -> ResponseReturnValue:
    """Ask the host, with the words that were just seen; or change them again."""
    form, version = AskForm(request.form), shown_version()
    words = form.words.data or ""
    if request.form.get("again"):
        return _page(placement, form, version, AGAIN)
    try:
        placements.ask(requests.session(), requests.actor(), placement, version=version, words=words)
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(placement, form, version, 422)
    except ConflictError as error:
        return refused(placement, str(error))
    return redirect(url_for("staff.placement", placement_id=placement.id), 303)


def draft_of(placement: Placement, told: Consent | None) -> str:
    """A first version of the words, in Japanese, from the items that may be told."""
    if placement.agreed_words:
        return placement.agreed_words
    details, _version = need_of(requests.session(), placement.person)
    with display.speaking("ja"):
        return "\n".join(sentences_of(details, {Item(item) for item in told.items} if told else set()))


def sentences_of(details: NeedDetails, items: set[Item]) -> list[str]:
    """One sentence for each item that may be told and that is known."""
    said = [_("一度、見学させていただけますか。")]
    if Item.TIMES in items and details.available:
        said.insert(0, _("%(times)sに行けます。", times=need_words.times_of(details)))
    if Item.NEEDS in items and details.needs:
        said.insert(0, _("「%(needs)s」だと安心です。", needs="・".join(map(need_words.fact_label, details.needs))))
    if Item.STRENGTHS in items and (details.strengths or details.strength_words):
        strengths = "・".join(filter(None, [*details.strengths, details.strength_words.rstrip("。")]))
        said.insert(0, _("得意なこと：%(strengths)s。", strengths=strengths))
    if Item.WISHES in items and details.wishes:
        said.insert(0, _("してみたいこと：%(wishes)s。", wishes="・".join(details.wishes)))
    return said


def _told(placement: Placement) -> Consent | None:
    host = placement.service.organization_id
    return consents.current(requests.session(), placement.person_id, Purpose.TELL_HOST, recipient=host)


def _page(placement: Placement, form: AskForm, version: int, status: int) -> ResponseReturnValue:
    session: Session = requests.session()
    supported = consents.current(session, placement.person_id, Purpose.SUPPORT)
    told = _told(placement)
    words = {"form": form, "version": version, "supported": supported, "told": told}
    return render_template("staff/ask.html", placement=placement, **words), status
