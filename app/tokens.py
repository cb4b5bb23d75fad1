"""Did this form come from our own page? Origin, Sec-Fetch-Site and a signed, stateless token must all agree."""

import hashlib
from urllib.parse import urlsplit

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

FIELD = "csrf_token"
VALID_SECONDS = 12 * 60 * 60
SALT = "form"


class ForeignFormError(Exception):
    """The form did not come from a page of ours, or its page is too old."""


def form_token() -> str:
    """A token for the forms of the page that is being shown; worth nothing in another sign-in."""
    return _serializer().dumps(_bearer())


def demand_own_form() -> None:
    """Raise ForeignFormError unless the unsafe request came from a page of ours."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise ForeignFormError
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        raise ForeignFormError
    try:
        bearer = _serializer().loads(request.form.get(FIELD, ""), max_age=VALID_SECONDS)
    except BadSignature as error:
        raise ForeignFormError from error
    if bearer != _bearer():
        raise ForeignFormError


def _bearer() -> str:
    return hashlib.sha256(g.door.session_token.encode()).hexdigest()[:16]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=SALT)
