"""The office's side of the host door: who the stewards are, their addresses, codes and devices, and what hosts said."""

import uuid

import segno
from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session
from wtforms import EmailField, Form, StringField
from wtforms.validators import Email, InputRequired, Length, Optional

from accounts import doors, tokens
from accounts.models.door import Door
from app import requests
from app.access import requires
from app.rendering.words import lazy
from app.settings import Settings
from app.staff.blueprint import staff
from core import audit
from core.errors import ConflictError, NotFoundError
from core.words import word
from directory import host_notices, inbox, listings, organizations, permissions, stewards
from directory.inbox import ANSWER_LABELS, NewQuestion
from directory.models.host_inbox import QuestionKind
from directory.models.host_notice import HostNotice, NoticeKind
from directory.models.organization import Organization
from directory.models.service import Service
from directory.models.steward import Steward

SEE_OTHER = 303
UNPROCESSABLE = 422
NOTICES = {
    NoticeKind.PAUSE: word("しばらく休みたい。電話して様子を聞いてください。"),
    NoticeKind.CHANGE: word("変わったところがある。住民のページをなおしてください。"),
    NoticeKind.CHECK: word("大事なところをなおした。電話して確かめてください。"),
    NoticeKind.CALL: word("電話をかけてほしい。"),
}
QUESTIONS = {
    QuestionKind.INTRODUCTION: word("新しい方の紹介"),
    QuestionKind.CHECK_IN: word("来たかどうか"),
    QuestionKind.CAPACITY: word("受け入れられる人数"),
    QuestionKind.CONFIRM: word("内容が同じかどうか"),
}
ASKABLE = frozenset({QuestionKind.CAPACITY, QuestionKind.CONFIRM})
DONE = {
    "confirmed": word("「変わりありません」を団体の代わりに入れました。"),
    "rested": word("休みの日を団体の代わりに入れました。"),
    "opened": word("休みを取り消しました。"),
    "undone": word("元に戻しました。"),
    "paused": word("「しばらく休み」にしました。"),
    "resumed": word("「開いています」に戻しました。"),
    "told": word("団体からの連絡として書きとめました。"),
    "moved": word("内容がほかの人の手で変わっています。見てから、もう一度押してください。"),
    "asked": word("団体にたずねました。メールのある世話人にはメールが届きます。"),
    "appointed": word("世話人を登録しました。アドレスを印刷して渡せます。"),
    "ended": word("世話人を終わりにしました。アドレスと端末は使えなくなりました。"),
    "revoked": word("端末を消しました。すぐに使えなくなりました。"),
    "settled": word("済みにしました。"),
}


class StewardForm(Form):
    """Who keeps the group's listings true."""

    name = StringField(lazy("名前"), [InputRequired(lazy("名前を入れてください。")), Length(max=60)])
    email = EmailField(
        lazy("メールアドレス"),
        [Optional(), Email(lazy("メールアドレスの形を確かめてください。"))],
        description=lazy("ないときは、番号を電話で読み上げます。"),
    )
    phone = StringField(lazy("電話番号"), [Optional(), Length(max=30)])


@staff.get("/hosts", endpoint="hosts")
@requires(permissions.HOST_DEVICE_MANAGE)
def show_hosts() -> ResponseReturnValue:
    """Show what hosts have told the office, and every group."""
    session = requests.session()
    return render_template(
        "staff/hosts.html",
        notices=host_notices.list_open(session),
        notice_words=NOTICES,
        organizations=organizations.list_by_name(session),
        steward_counts=stewards.count_by_organization(session),
        question_counts=inbox.count_open_by_organization(session),
        done=DONE.get(request.args.get("done", ""), ""),
    )


@staff.get("/hosts/<uuid:organization_id>", endpoint="host")
@requires(permissions.HOST_DEVICE_MANAGE, organizations.get_organization)
def show_host(organization: Organization) -> ResponseReturnValue:
    """Show one group: what it is asked, its listings, its stewards with their addresses and devices."""
    return _page(organization, StewardForm())


@staff.post("/hosts/<uuid:organization_id>/stewards", endpoint="appoint_steward")
@requires(permissions.HOST_DEVICE_MANAGE, organizations.get_organization)
def appoint_steward(organization: Organization) -> ResponseReturnValue:
    """Make somebody a steward of the group, with a lasting address."""
    form = StewardForm(request.form)
    if not form.validate():
        return _page(organization, form, UNPROCESSABLE)
    typed = {name: (form[name].data or "").strip() for name in ("name", "email", "phone")}
    stewards.appoint(
        requests.session(),
        organization,
        name=typed["name"],
        email=typed["email"] or None,
        phone=typed["phone"] or None,
        by=requests.actor(),
    )
    return _back(organization.id, "appointed")


@staff.post("/hosts/stewards/<uuid:steward_id>/code", endpoint="read_out_code")
@requires(permissions.HOST_DEVICE_MANAGE, stewards.find_steward)
def read_out_code(steward: Steward) -> ResponseReturnValue:
    """Make a code that the office reads out, for ten minutes."""
    session = requests.session()
    code = doors.make_code(session, steward.door, browser=None)
    audit.record(session, requests.actor(), "read_out_code", f"steward:{steward.id}")
    page = url_for("staff.host", organization_id=steward.organization_id, code=code.id, _anchor=f"steward-{steward.id}")
    return redirect(page, SEE_OTHER)


@staff.get("/hosts/stewards/<uuid:steward_id>/print", endpoint="steward_paper")
@requires(permissions.HOST_DEVICE_MANAGE, stewards.find_steward)
def show_paper(steward: Steward) -> ResponseReturnValue:
    """Show the lasting address as a paper to hand over."""
    address = address_of(steward.door)
    return render_template("staff/steward_paper.html", steward=steward, address=address, qr=qr_of(address))


@staff.post("/hosts/stewards/<uuid:steward_id>/end", endpoint="end_steward")
@requires(permissions.HOST_DEVICE_MANAGE, stewards.find_steward)
def end_steward(steward: Steward) -> ResponseReturnValue:
    """Let a steward serve no longer."""
    stewards.end(requests.session(), requests.actor(), steward)
    return _back(steward.organization_id, "ended")


@staff.post("/hosts/stewards/<uuid:steward_id>/devices/<uuid:device_id>/revoke", endpoint="revoke_device")
@requires(permissions.HOST_DEVICE_MANAGE, stewards.find_steward)
def revoke_device(steward: Steward, device_id: uuid.UUID) -> ResponseReturnValue:
    """Let a device be known no longer, at once."""
    session = requests.session()
    device = next((one for one in doors.list_devices(session, steward.door_id) if one.id == device_id), None)
    if device is None:
        raise NotFoundError("このページは見つかりません。")
    doors.revoke(session, requests.actor(), device)
    return _back(steward.organization_id, "revoked")


def find_listing(session: Session, service_id: uuid.UUID) -> Service:
    """The listing of this key."""
    return listings.get_listing(session, requests.actor(), service_id)


@staff.post("/hosts/listings/<uuid:service_id>/ask", endpoint="ask_host")
@requires(permissions.LISTING_EDIT, find_listing)
def ask_host(service: Service) -> ResponseReturnValue:
    """Ask the host whether its listing is still so, or how many newcomers are welcome."""
    kind = next((one for one in ASKABLE if one == request.form.get("kind")), None)
    if kind is None:
        raise NotFoundError("このページは見つかりません。")
    session = requests.session()
    if inbox.is_asked(session, service, kind):
        raise ConflictError("もうたずねてあります。お返事を待っています。")
    inbox.ask(session, requests.actor(), NewQuestion(service=service, kind=kind, reference=tokens.new_reference()))
    return _back(service.organization_id, "asked")


@staff.post("/hosts/notices/<uuid:notice_id>/settle", endpoint="settle_notice")
@requires(permissions.HOST_NOTICE_SETTLE, host_notices.find_notice)
def settle_notice(notice: HostNotice) -> ResponseReturnValue:
    """Note that the office has seen to what a host told it."""
    host_notices.settle(requests.session(), requests.actor(), notice)
    return redirect(url_for("staff.hosts", done="settled"), SEE_OTHER)


def address_of(door: Door) -> str:
    """The lasting address as it is printed and mailed."""
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.public_url.rstrip('/')}/host/{door.reference}"


def qr_of(address: str) -> Markup:
    """The address as a drawing for a phone's camera."""
    drawing = segno.make(address, error="m", micro=False)
    return Markup(drawing.svg_inline(omitsize=True, svgclass="qr", border=4))  # noqa: S704 - drawn here from squares alone


def _back(organization_id: uuid.UUID, done: str) -> ResponseReturnValue:
    return redirect(url_for("staff.host", organization_id=organization_id, done=done), SEE_OTHER)


def _page(organization: Organization, form: StewardForm, status: int = 200) -> ResponseReturnValue:
    session, actor = requests.session(), requests.actor()
    serving = stewards.list_of(session, organization.id)
    waiting = inbox.open_questions(session, [organization.id])
    page = render_template(
        "staff/host.html",
        organization=organization,
        form=form,
        notices=host_notices.open_of(session, organization.id),
        notice_words=NOTICES,
        questions=waiting,
        answers=inbox.lately_answered(session, [organization.id]),
        question_words=QUESTIONS,
        answer_words=ANSWER_LABELS,
        asked={(one.service_id, one.kind) for one in waiting},
        services=listings.list_of_organization(session, actor, organization.id),
        askable=sorted(ASKABLE),
        stewards=[(one, address_of(one.door), doors.list_devices(session, one.door_id)) for one in serving],
        code=_code_shown(session, serving),
        done=DONE.get(request.args.get("done", ""), ""),
    )
    return page, status


def _code_shown(session: Session, serving: list[Steward]) -> dict[str, object]:
    """The code that was just made, with the door it opens and until when; empty when it can be used no longer."""
    for steward in serving:
        code = doors.read_out_code(session, steward.door)
        if code is not None and str(code.id) == request.args.get("code"):
            return {"door": steward.door_id, "digits": tokens.code_of(code.id), "until": code.expires_at}
    return {}
