"""What does a refusal look like? One page per kind of error, in plain words, with nothing from inside told."""

import re
from collections.abc import Sequence

import structlog
from flask import Flask, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, SecurityError

from app.access import SignInNeededError
from app.tokens import ForeignFormError
from core.errors import ConflictError, DeniedError, DomainError, InvalidError, NotFoundError, UnavailableError
from core.ids import new_id

RETRY_SECONDS = "5"
HIDDEN = frozenset({"csrf_token", "idempotency_key", "version", "password"})
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STATUS = {
    NotFoundError: 404,
    DeniedError: 403,
    ConflictError: 409,
    InvalidError: 422,
    UnavailableError: 503,
}
log = structlog.get_logger()


def install(app: Flask) -> None:
    """Answer every kind of error with its page."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(SignInNeededError, _sign_in)
    app.register_error_handler(ForeignFormError, _foreign_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def status_of(error: DomainError) -> int:
    """The HTTP status that an error of the domain stands for."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def _domain(error: DomainError) -> ResponseReturnValue:
    status = status_of(error)
    headers = {"Retry-After": RETRY_SECONDS} if status == STATUS[UnavailableError] else {}
    return _page(status, str(error), typed=_typed()), status, headers


def _sign_in(_error: SignInNeededError) -> ResponseReturnValue:
    if request.blueprint == "hosts":
        return render_template("errors/unknown_device.html"), 403
    back = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("entrance.sign_in", next=back or None), 303)


def _foreign_form(_error: ForeignFormError) -> ResponseReturnValue:
    return _shown("errors/form.html", typed=_typed()), 400


def _typed() -> list[str]:
    """What the reader had typed, so that a refusal does not lose it: no secrets, and no keys of records."""
    sent = [value.strip() for name, value in request.form.items(multi=True) if name not in HIDDEN]
    return [value for value in sent if value and not KEY.fullmatch(value)]


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if isinstance(error, SecurityError):  # the host is not ours, so that no address can be built
        return _bare(status), status
    return _page(status, ""), status, dict(error.get_headers(None)) if status == 405 else {}  # noqa: PLR2004 - Allow header


def _fault(error: Exception) -> ResponseReturnValue:
    if current_app.testing:  # a test wants to see the fault itself
        raise error
    number = str(new_id())[-12:]
    log.error("fault", fault=number, endpoint=request.endpoint, exc_info=error)
    return _shown("errors/fault.html", number=number), 500


def _page(status: int, words: str, *, typed: Sequence[str] = ()) -> str:
    return _shown("errors/refusal.html", status=status, words=words, typed=typed)


def _shown(template: str, **words: object) -> str:
    """The page; a bare one when not even the town is known, because the database does not answer."""
    if "door" in g:
        return render_template(template, **words)
    return _bare(STATUS[UnavailableError])


def _bare(status: int) -> str:
    return current_app.jinja_env.get_template("errors/bare.html").render(status=status)
