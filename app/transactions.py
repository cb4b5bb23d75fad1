"""What of a request is stored? All or nothing; a form sent twice acts once; a look is recorded whatever follows."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app import requests, tokens
from core.database import told_plainly
from core.errors import ConflictError, DeniedError, InvalidError, NotFoundError
from core.idempotency import digest_of, earlier_result, remember

View = Callable[..., Any]  # Any: whatever Flask can make a response of
KEY_FIELD = "idempotency_key"
KEYLESS = "hitomaru_keyless"
BELOW = 400
SEE_OTHER = 303


def keyless(view: View) -> View:
    """Let a view look at no form's key: it counts tries in a small write, which comes before everything else."""
    setattr(view, KEYLESS, True)
    return view


def transact(view: View, act: Callable[[], Any]) -> AnyResponse:
    """Run the view; an unsafe one commits once when its answer is below 400."""
    with told_plainly():
        if requests.is_safe():
            return make_response(act())
        tokens.demand_own_form()
        return _all_or_nothing(view, act)


def note_look(look: Callable[[], object]) -> None:
    """Record a look at a sensitive record in the request's own transaction, or after it was rolled back."""
    look()
    g.look = look


def _all_or_nothing(view: View, act: Callable[[], Any]) -> AnyResponse:
    try:
        before = None if hasattr(view, KEYLESS) else _earlier_answer()
        if before is not None:
            return before
        response = make_response(act())
        if response.status_code < BELOW:
            _keep_result(response)
            requests.commit()
        else:
            _keep_look_only()
    except (ConflictError, InvalidError, DeniedError, NotFoundError):
        _keep_look_only()
        raise
    except BaseException:
        requests.roll_back()
        raise
    return response


def _keep_look_only() -> None:
    """Forget what was done; the page that says so may tell of the record, so that the look itself is stored."""
    requests.roll_back()
    look: Callable[[], object] | None = g.get("look")
    if look is not None:
        look()
        requests.commit()


def _earlier_answer() -> AnyResponse | None:
    key = request.form.get(KEY_FIELD, "")
    if not key:
        return None
    sending = {"sender": _sender(), "key": key, "digest": _digest()}
    result = earlier_result(requests.session(), **sending)
    if result is None:
        try:
            g.sent_form = remember(requests.session(), **sending)
        except ConflictError:  # the twin was faster and has committed by now
            requests.roll_back()
            result = earlier_result(requests.session(), **sending)
    return None if result is None else redirect(result or url_for("public.home"), SEE_OTHER)


def _keep_result(response: Response | AnyResponse) -> None:
    sent = g.get("sent_form")
    if sent is not None:
        sent.result = response.headers.get("Location", "")


def _sender() -> str:
    return requests.actor().reference


def _digest() -> str:
    pairs = sorted((name, value) for name, value in request.form.items(multi=True) if name != tokens.FIELD)
    return digest_of(request.path, repr(pairs).encode())
