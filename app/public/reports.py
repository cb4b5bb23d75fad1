"""A reader says what is wrong with a listing: two presses, no name, and an address at which the office answers."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, TextAreaField
from wtforms.validators import Length

from app import requests
from app.access import public as open_to_all
from app.public.blueprint import public
from app.rendering.words import lazy
from core.access import ANONYMOUS
from core.errors import NotFoundError
from directory import listing_reports, listings
from directory.listing_reports import OUTCOME_LABELS, SUBJECT_LABELS
from directory.models.listing_report import ListingReport, ReportSubject

SEE_OTHER = 303
UNPROCESSABLE = 422
MOST_LETTERS = 200


class ReportWordsForm(Form):
    """A reader's own words."""

    words = TextAreaField(
        lazy("くわしく"),
        [
            Length(max=MOST_LETTERS, message=lazy("200文字までにしてください。")),
        ],
        description=lazy("例：10時からでした。名前や電話番号は書かないでください。"),
    )


@public.get("/listings/<uuid:service_id>/report", endpoint="report")
@open_to_all
def ask_what_is_wrong(service_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what is wrong with a listing, one press for each answer."""
    listing = listings.get_public(requests.session(), service_id)
    return render_template("public/report.html", listing=listing, subjects=SUBJECT_LABELS)


@public.post("/listings/<uuid:service_id>/report", endpoint="send_report")
@open_to_all
def send_report(service_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what is said to be wrong, and lead to where the answer will stand."""
    session = requests.session()
    service = listings.get_listing(session, ANONYMOUS, service_id)
    subject = next((one for one in ReportSubject if one == request.form.get("subject")), None)
    if subject is None:
        raise NotFoundError("このページは見つかりません。")
    kept = listing_reports.report(session, service, subject)
    return redirect(url_for("public.reported", report_id=kept.id), SEE_OTHER)


@public.get("/reports/<uuid:report_id>", endpoint="reported")
@open_to_all
def show_reported(report_id: uuid.UUID) -> ResponseReturnValue:
    """Thank the reader, and show the answer once there is one."""
    return _page(listing_reports.find_report(requests.session(), report_id), ReportWordsForm())


@public.post("/reports/<uuid:report_id>/words", endpoint="add_report_words")
@open_to_all
def add_words(report_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a reader's own words beside the report."""
    session = requests.session()
    kept, form = listing_reports.find_report(session, report_id), ReportWordsForm(request.form)
    if not form.validate():
        return _page(kept, form, UNPROCESSABLE)
    listing_reports.add_words(session, kept, form.words.data or "")
    return redirect(url_for("public.reported", report_id=kept.id, told=1), SEE_OTHER)


def _page(kept: ListingReport, form: ReportWordsForm, status: int = 200) -> tuple[str, int]:
    """The page shows what was pressed, never what somebody wrote: others may hold the same address."""
    page = render_template(
        "public/reported.html",
        report=kept,
        subject=SUBJECT_LABELS[kept.subject],
        outcome=OUTCOME_LABELS[kept.outcome] if kept.outcome else "",
        has_told="told" in request.args,
        form=form,
    )
    return page, status
