"""May this request pass? Every endpoint says @public or @requires(permission, …); create_app refuses the others."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any

from flask import Flask, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from app import requests
from app.transactions import note_look, transact
from core.access import ANONYMOUS, HIDDEN, Actor, Permission, Subject
from core.audit import record
from core.errors import NotFoundError, UnavailableError

View = Callable[..., Any]  # Any: whatever Flask can make a response of
Loader = Callable[..., Subject]
MARK = "hitomaru_access"


class SignInNeededError(Exception):
    """Somebody who has not signed in asked for a page that needs it."""


def public(view: View) -> View:
    """Open the endpoint to everybody, without a sign-in."""

    @wraps(view)
    def guarded(**arguments: Any) -> AnyResponse:  # Any: Flask's URL values
        return transact(view, lambda: view(**arguments))

    setattr(guarded, MARK, "public")
    return guarded


def query(view: View) -> View:
    """Open an endpoint that only reads to everybody; a POST carries a query that must not stand in an address.

    It gets a session that cannot write, and therefore needs no token of a form of ours.
    """
    guarded = public(view)
    setattr(guarded, requests.QUERY, "reads only")
    return guarded


def requires(permission: Permission, load: Loader | None = None) -> Callable[[View], View]:
    """Open the endpoint to actors whom the permission grants the subject that `load(session, **url values)` finds."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> AnyResponse:  # Any: Flask's URL values
            return transact(view, lambda: _checked(view, permission, load, arguments))

        setattr(guarded, MARK, permission)
        return guarded

    return decorate


def _checked(view: View, permission: Permission, load: Loader | None, arguments: dict[str, Any]) -> Any:
    who = requests.actor()
    if who == ANONYMOUS:
        raise SignInNeededError
    if load is None:
        permission.demand(who)
        return view(**arguments)
    taken = {name: arguments.pop(name) for name in _url_names(load) if name in arguments}
    if permission.is_sensitive and requests.is_safe():
        _audit_first(permission, load, taken)
    subject = _found(permission, load, requests.session(), taken)
    if permission.is_sensitive and not requests.is_safe():
        note_look(partial(_look, who, permission.name, _name_of(subject)))
    return view(subject, **arguments)


def _look(who: Actor, action: str, subject: str) -> None:
    with _chain_needed():
        record(requests.session(), who, action, subject, purpose=request.endpoint or "")


def _found(permission: Permission, load: Loader, session: Session, taken: dict[str, Any]) -> Subject:
    """The subject, if the actor may see it; otherwise it is refused in the words of one that does not exist."""
    try:
        subject = load(session, **taken)
    except NotFoundError as error:
        raise NotFoundError(HIDDEN) from error
    permission.demand(requests.actor(), subject)
    return subject


def _url_names(load: Loader) -> list[str]:
    return list(inspect.signature(load).parameters)[1:]


def _audit_first(permission: Permission, load: Loader, taken: dict[str, Any]) -> None:
    """Write the audit row of a sensitive read before anything is shown; no audit, no page."""
    who, purpose = requests.actor(), request.endpoint or ""

    def check(session: Session) -> str:
        return _name_of(_found(permission, load, session, taken))

    name = requests.peek(check)
    with _chain_needed():
        requests.small_write(lambda session: record(session, who, permission.name, name, purpose=purpose))


@contextmanager
def _chain_needed() -> Iterator[None]:
    """Whatever keeps a look from being recorded keeps the page from being shown."""
    try:
        yield
    except UnavailableError:
        raise
    except Exception as error:
        raise UnavailableError("記録ができないため、いまは表示できません。少し待ってからお試しください。") from error


def _name_of(subject: Subject) -> str:
    return f"{type(subject).__name__.lower()}:{subject.id}"


def declared(view: View | None) -> Permission | str | None:
    """What an endpoint's view declares: "public", a permission, or nothing."""
    mark: Permission | str | None = getattr(view, MARK, None)
    return mark


def refuse_undeclared(app: Flask) -> None:
    """Stop the start when an endpoint says neither @public nor @requires."""
    bare = [name for name, view in app.view_functions.items() if declared(view) is None]
    if bare:
        raise RuntimeError(f"these endpoints say neither @public nor @requires: {', '.join(sorted(bare))}")
