"""How do workers come in and go out? Sign-in, sign-out, and taking up an invitation."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, Form, PasswordField

from accounts import invitations, sign_in
from app import identity, requests
from app.access import public as open_to_all
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from app.targets import safe_target
from app.transactions import keyless
from core.errors import DeniedError, InvalidError

entrance = Blueprint("entrance", __name__)


class SignInForm(Form):
    """Address and password."""

    email = EmailField(lazy("メールアドレス"))
    password = PasswordField(lazy("パスワード"))


class InvitationForm(Form):
    """A new password."""

    password = PasswordField(lazy("新しいパスワード"))


@entrance.get("/sign-in", endpoint="sign_in")
@open_to_all
def show_sign_in() -> ResponseReturnValue:
    """Show the sign-in form."""
    return render_template("public/sign_in.html", form=SignInForm(), refused="")


@entrance.post("/sign-in", endpoint="begin_session")
@open_to_all
@keyless
def begin_session() -> ResponseReturnValue:
    """Sign in, or say in one sentence that it did not work."""
    form = SignInForm(request.form)
    email, password = form.email.data or "", form.password.data or ""
    try:
        requests.small_write(lambda session: sign_in.count_try(session, email))
        arrival = sign_in.sign_in(requests.session_of_all(), email, password)
    except DeniedError as error:
        return render_template("public/sign_in.html", form=form, refused=str(error)), 422
    target = safe_target(request.args.get("next")) or url_for("staff.start")
    return identity.keep_staff(redirect(target, 303), arrival.token)


@entrance.post("/sign-out", endpoint="end_session")
@open_to_all
def end_session() -> ResponseReturnValue:
    """End the sign-in here and on the server."""
    running = identity.running_session()
    if running is not None:
        sign_in.end(requests.session(), running.id)
    return identity.forget_staff(redirect(url_for("public.home"), 303))


@entrance.get("/invitation/<token>", endpoint="invitation")
@open_to_all
def show_invitation(token: str) -> ResponseReturnValue:
    """Show whose invitation it is and ask for a password."""
    found = invitations.find_open(requests.session(), token)
    return render_template("public/invitation.html", form=InvitationForm(), user=found.membership.user)


@entrance.post("/invitation/<token>", endpoint="accept_invitation")
@open_to_all
def accept_invitation(token: str) -> ResponseReturnValue:
    """Set the password and sign in."""
    session = requests.session()
    form = InvitationForm(request.form)
    try:
        membership = invitations.accept(session, token, form.password.data or "")
    except InvalidError as error:
        form.password.errors = [_(sentence) for sentence in error.fields.values()]
        user = invitations.find_open(session, token).membership.user
        return render_template("public/invitation.html", form=form, user=user), 422
    arrival = sign_in.begin(session, membership)
    return identity.keep_staff(redirect(url_for("staff.start"), 303), arrival.token)
