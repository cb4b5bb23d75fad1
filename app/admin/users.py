"""Who works here? The administrator invites, gives and ends roles."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, Form, SelectField, StringField
from wtforms.validators import Email, InputRequired

from accounts import invitations, members, permissions
from accounts.models.membership import Membership
from app import requests
from app.access import requires
from app.admin.blueprint import admin
from app.forms.choices import choices_of
from app.rendering.words import lazy
from app.roles import NAMES
from core.access import STAFF, Role
from core.audit import head, verify

ROLES = choices_of((str(role), lazy(NAMES[role])) for role in sorted(STAFF))
MISSING = lazy("入力してください。")


class InviteForm(Form):
    """Whom to invite as what."""

    name = StringField(lazy("名前"), [InputRequired(MISSING)])
    email = EmailField(
        lazy("メールアドレス"), [InputRequired(MISSING), Email(lazy("メールアドレスの形を確かめてください。"))]
    )
    role = SelectField(lazy("役割"), choices=ROLES)
    agency = SelectField(lazy("所属"), choices=[])


@admin.get("/", endpoint="users")
@requires(permissions.USER_MANAGE)
def show_users() -> ResponseReturnValue:
    """Show who has which role, and the form for inviting."""
    return _page(_form(), invited="", status=200)


@admin.post("/invitations", endpoint="invite")
@requires(permissions.USER_MANAGE)
def invite() -> ResponseReturnValue:
    """Invite somebody and show the single-use address, which is shown nowhere else."""
    form = _form()
    if not form.validate():
        return _page(form, invited="", status=422)
    agency = next((a for a in members.list_agencies(requests.session()) if str(a.id) == form.agency.data), None)
    token = invitations.invite(
        requests.session(),
        requests.actor(),
        municipality_id=requests.municipality().id,
        email=form.email.data or "",
        name=form.name.data or "",
        role=Role(form.role.data),
        agency_id=agency.id if agency else None,
    )
    return _page(_form(fresh=True), invited=url_for("entrance.invitation", token=token, _external=True), status=200)


@admin.post("/members/<uuid:membership_id>/end", endpoint="end_role")
@requires(permissions.USER_MANAGE, members.find_member)
def end_role(membership: Membership) -> ResponseReturnValue:
    """End a role at once."""
    members.end_role(requests.session(), requests.actor(), membership)
    return redirect(url_for("admin.users"), 303)


@admin.get("/audit", endpoint="audit")
@requires(permissions.AUDIT_SEE)
def show_audit() -> ResponseReturnValue:
    """Say whether the chain holds, and its last number and mark."""
    session = requests.session()
    number, mark = head(session)
    return render_template("admin/audit.html", number=number, last_mark=mark, breaks=list(verify(session)))


def _form(*, fresh: bool = False) -> InviteForm:
    form = InviteForm(None if fresh else request.form)
    agencies = members.list_agencies(requests.session())
    form.agency.choices = choices_of([("", lazy("なし")), *((str(a.id), a.name) for a in agencies)])
    return form


def _page(form: InviteForm, *, invited: str, status: int) -> ResponseReturnValue:
    rows = members.list_members(requests.session())
    return render_template("admin/users.html", form=form, members=rows, invited=invited), status
