"""One request, one transaction: GET reads, an unsafe method commits once below 400, and small writes come first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.access import ANONYMOUS, Actor
from core.database import Database, told_plainly
from core.scope import open_for, open_for_all

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
QUERY = "hitomaru_query"
"""The mark of a view that only reads, whatever the method (app.access.query)."""
Value = TypeVar("Value")


@dataclass
class Door:
    """Who stands behind this request, and in which town: found once, before the request's own transaction begins."""

    municipality: Municipality
    actor: Actor = ANONYMOUS
    session_token: str = ""


def database() -> Database:
    """The application's database."""
    opened: Database = current_app.extensions["database"]
    return opened


def is_safe() -> bool:
    """Whether the request promises to change nothing: by its method, or because its endpoint only answers queries."""
    return request.method in SAFE or hasattr(current_app.view_functions.get(request.endpoint or ""), QUERY)


def session() -> Session:
    """The request's own session: read-only on GET and HEAD, writing otherwise; scoped to the request's town."""
    if "session" not in g:
        opened = database().read_session() if is_safe() else database().write_session()
        g.session = open_for(opened, [municipality().id])
    own: Session = g.session
    return own


def session_of_all() -> Session:
    """The request's own session before it is known whose town it is about: for signing in only."""
    return open_for_all(session())


def actor() -> Actor:
    """Who acts in this request."""
    who: Actor = g.door.actor
    return who


def municipality() -> Municipality:
    """The town of this request."""
    town: Municipality = g.door.municipality
    return town


def small_write(write: Callable[[Session], Value]) -> Value:
    """Do one of the three declared small writes in its own short transaction, before the request's own begins."""
    if "session" in g:
        raise RuntimeError("a small write comes before the request's own transaction")
    with database().writing() as own:
        open_for_all(own)
        return write(own)


def peek(read: Callable[[Session], Value]) -> Value:
    """Read something in a short session of its own, before the request's own begins."""
    with database().reading() as own:
        open_for(own, [municipality().id])
        return read(own)


def commit() -> None:
    """Store everything that the request did; a busy database or a stale version becomes the product's own error."""
    if "session" in g and not is_safe():
        with told_plainly():
            session().commit()


def roll_back() -> None:
    """Forget everything that the request did."""
    if "session" in g:
        g.session.rollback()


def close(_error: BaseException | None = None) -> None:
    """Give the request's session back."""
    own = g.pop("session", None)
    if own is not None:
        own.close()


def install(app: Flask) -> None:
    """Close the session at the end of every request."""
    app.teardown_request(close)
