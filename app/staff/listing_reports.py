"""What readers say is wrong with listings: a list for the office, each closed with an answer."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.rendering.words import lazy
from app.staff.blueprint import staff
from directory import listing_reports, permissions
from directory.listing_reports import OUTCOME_LABELS, SUBJECT_LABELS
from directory.models.listing_report import ListingReport, ReportOutcome

SEE_OTHER = 303
UNPROCESSABLE = 422
MOST_LETTERS = 300


class SettleForm(Form):
    """What the office found, and perhaps a sentence."""

    outcome = RadioField(
        lazy("確かめた結果"),
        [InputRequired(lazy("1つ選んでください。"))],
        choices=choices_of((code.value, lazy(text)) for code, text in OUTCOME_LABELS.items()),
    )
    answer = TextAreaField(
        lazy("返事にそえることば"),
        [Length(max=MOST_LETTERS, message=lazy("300文字までにしてください。"))],
        description=lazy("知らせた人のページにそのまま出ます。だれかの名前は書かないでください。"),
    )


@staff.get("/listings/reports", endpoint="listing_reports")
@requires(permissions.LISTING_REPORT_SETTLE)
def list_reports() -> ResponseReturnValue:
    """List what readers say is wrong, and what was answered last."""
    session = requests.session()
    return render_template(
        "staff/listing_reports.html",
        waiting=listing_reports.list_open(session),
        settled=listing_reports.list_lately_settled(session),
        subjects=SUBJECT_LABELS,
        outcomes=OUTCOME_LABELS,
        done="done" in request.args,
    )


@staff.get("/listings/reports/<uuid:report_id>", endpoint="listing_report")
@requires(permissions.LISTING_REPORT_SETTLE, listing_reports.find_report)
def show_report(report: ListingReport) -> ResponseReturnValue:
    """Show one report beside whom to ask, with the form of its answer."""
    return _page(report, SettleForm())


@staff.post("/listings/reports/<uuid:report_id>/settle", endpoint="settle_listing_report")
@requires(permissions.LISTING_REPORT_SETTLE, listing_reports.find_report)
def settle_report(report: ListingReport) -> ResponseReturnValue:
    """Answer a report."""
    form = SettleForm(request.form)
    if not form.validate():
        return _page(report, form, UNPROCESSABLE)
    outcome = ReportOutcome(form.outcome.data)
    listing_reports.settle(requests.session(), requests.actor(), report, outcome, form.answer.data or "")
    return redirect(url_for("staff.listing_reports", done=1), SEE_OTHER)


def _page(report: ListingReport, form: SettleForm, status: int = 200) -> tuple[str, int]:
    words = {"report": report, "subject": SUBJECT_LABELS[report.subject], "form": form}
    outcome = OUTCOME_LABELS[report.outcome] if report.outcome else ""
    return render_template("staff/listing_report.html", outcome=outcome, **words), status
