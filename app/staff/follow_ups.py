"""How did it go? A few presses for the usual answer, of person and host apart; the next day comes by rule."""

from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Form, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.forms.refusals import put_on_fields
from app.rendering.words import lazy
from app.staff.blueprint import staff
from app.staff.heard import CAME, GO_ON, heard_of
from app.staff.person_changes import shown_version
from app.staff.subjects import find_follow_up
from core.errors import InvalidError
from core.facts import Fact
from matching import follow_ups, permissions, reports
from matching.models.follow_up import FollowUp, Side
from matching.reports import Attendance, Barrier, Report

CHOOSE = lazy("選んでください。")
ATTENDANCE: Final = choices_of((one.value, lazy(reports.ATTENDANCE_LABELS[one])) for one in Attendance)
FACES: Final = {str(mark): f"face{mark}" for mark in reports.FEELING_LABELS}


class PersonTalkForm(Form):
    """What the person says."""

    attendance = RadioField(lazy("行けましたか"), [InputRequired(CHOOSE)], choices=ATTENDANCE)
    feeling = RadioField(
        lazy("どうでしたか"),
        [Optional()],
        choices=choices_of(
            (str(mark), lazy(text)) for mark, text in sorted(reports.FEELING_LABELS.items(), reverse=True)
        ),
    )
    barriers = SelectMultipleField(
        lazy("続けるのに困ること"),
        choices=choices_of((one.value, lazy(reports.BARRIER_LABELS[one])) for one in Barrier),
    )
    go_on = RadioField(
        lazy("続けたいですか"),
        [Optional()],
        choices=choices_of((fact.value, lazy(text)) for fact, text in GO_ON.items()),
        default=Fact.UNKNOWN.value,
    )
    has_worry = BooleanField(lazy("気になることがある"), description=lazy("1週間のうちに、もう一度様子を聞きます。"))
    note = TextAreaField(lazy("本人のことば"), description=lazy("言ったとおりに。書かなくてもかまいません。"))

    def report(self) -> Report:
        """What was heard, as the domain takes it."""
        return Report(
            attendance=Attendance(self.attendance.data),
            feeling=int(self.feeling.data) if self.feeling.data else None,
            wants_to_continue=Fact(self.go_on.data or Fact.UNKNOWN),
            barriers=tuple(map(Barrier, self.barriers.data or ())),
            has_worry=bool(self.has_worry.data),
        )


class HostTalkForm(Form):
    """What the host says on the phone."""

    attendance = RadioField(
        lazy("来ましたか"),
        [InputRequired(CHOOSE)],
        choices=choices_of((one.value, lazy(CAME[one])) for one in Attendance),
    )
    burden = RadioField(
        lazy("受け入れの負担"),
        [Optional()],
        choices=choices_of((str(mark), lazy(text)) for mark, text in sorted(reports.BURDEN_LABELS.items())),
    )
    has_worry = BooleanField(lazy("心配なことがある"), description=lazy("1週間のうちに、もう一度様子を聞きます。"))
    needs_help = BooleanField(lazy("手伝いがほしい"))
    note = TextAreaField(lazy("受け入れ先のことば"), description=lazy("書かなくてもかまいません。"))

    def report(self) -> Report:
        """What was heard, as the domain takes it."""
        return Report(
            attendance=Attendance(self.attendance.data),
            burden=int(self.burden.data) if self.burden.data else None,
            has_worry=bool(self.has_worry.data),
            needs_help=bool(self.needs_help.data),
        )


@staff.get("/follow-ups/<uuid:follow_up_id>", endpoint="follow_up")
@requires(permissions.FOLLOW_UP_RECORD, find_follow_up)
def show_follow_up(follow_up: FollowUp) -> ResponseReturnValue:
    """Show the form, or what was heard and when the next talk is."""
    if follow_up.done_at is None and follow_up.cancelled_at is None:
        return _page(follow_up, _form_of(follow_up), follow_up.version, 200)
    session = requests.session()
    coming = follow_ups.find_open(session, follow_up.placement, follow_up.side)
    words = {"coming": coming, "heard": heard_of(follow_up)}
    return render_template("staff/follow_up_done.html", follow_up=follow_up, **words)


@staff.post("/follow-ups/<uuid:follow_up_id>", endpoint="record_follow_up")
@requires(permissions.FOLLOW_UP_RECORD, find_follow_up)
def record(follow_up: FollowUp) -> ResponseReturnValue:
    """Keep what was heard."""
    form, version = _form_of(follow_up), shown_version()
    if not form.validate():
        return _page(follow_up, form, version, 422)
    note = form.note.data or ""
    try:
        follow_ups.record(requests.session(), requests.actor(), follow_up, form.report(), version=version, note=note)
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(follow_up, form, version, 422)
    return redirect(url_for("staff.follow_up", follow_up_id=follow_up.id), 303)


@staff.post("/follow-ups/<uuid:follow_up_id>/later", endpoint="follow_up_later")
@requires(permissions.FOLLOW_UP_RECORD, find_follow_up)
def postpone(follow_up: FollowUp) -> ResponseReturnValue:
    """Nobody was reached: try again in two days."""
    follow_ups.postpone(requests.session(), requests.actor(), follow_up, version=shown_version())
    return redirect(url_for("staff.today"), 303)


@staff.post("/follow-ups/<uuid:follow_up_id>/take-back", endpoint="take_back_follow_up")
@requires(permissions.FOLLOW_UP_RECORD, find_follow_up)
def take_back(follow_up: FollowUp) -> ResponseReturnValue:
    """Open a talk again that was recorded by mistake."""
    follow_ups.take_back(requests.session(), requests.actor(), follow_up)
    return redirect(url_for("staff.follow_up", follow_up_id=follow_up.id), 303)


def _form_of(follow_up: FollowUp) -> PersonTalkForm | HostTalkForm:
    form = PersonTalkForm if follow_up.side is Side.PERSON else HostTalkForm
    return form(request.form or None)


def _page(follow_up: FollowUp, form: PersonTalkForm | HostTalkForm, version: int, status: int) -> ResponseReturnValue:
    talks = follow_ups.list_of(requests.session(), follow_up.placement)
    done = [one for one in talks if one.side is follow_up.side and one.done_at is not None]
    last = done[-1] if done else None
    words = {"form": form, "version": version, "faces": FACES, "last": last, "heard": heard_of(last) if last else []}
    return render_template("staff/follow_up.html", follow_up=follow_up, **words), status
