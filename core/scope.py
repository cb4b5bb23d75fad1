"""Whose rows exist? Only those of the municipalities that the session was opened for; one hook holds it for all."""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from core.model import Scoped

KEY = "municipalities"
UNSCOPED = "unscoped"


class ScopeError(RuntimeError):
    """A row of another municipality was about to be written: a fault in our code, never the reader's."""


def open_for(session: Session, municipalities: Iterable[uuid.UUID]) -> Session:
    """Let the session see and write the rows of these municipalities, and of no other."""
    session.info[KEY] = frozenset(municipalities)
    return session


def open_for_all(session: Session) -> Session:
    """Let the machine itself (worker, commands, migration checks) see every municipality's rows."""
    session.info[KEY] = UNSCOPED
    return session


def municipalities_of(session: Session) -> frozenset[uuid.UUID]:
    """The municipalities that exist for this session; none before it was opened for some."""
    scope = session.info.get(KEY, frozenset())
    return frozenset() if scope == UNSCOPED else scope


def scope_key(session: Session) -> object:
    """What two sessions share when they see the same rows."""
    scope: object = session.info.get(KEY, frozenset())
    return scope


def keep_inside(session: Session) -> Session:
    """Hang the hook on a session: until it is opened for somebody, no scoped row exists for it."""
    event.listen(session, "do_orm_execute", _only_inside)
    event.listen(session, "before_flush", _refuse_outside)
    return session


def _only_inside(state: ORMExecuteState) -> None:
    scope = state.session.info.get(KEY, frozenset())
    if scope == UNSCOPED or state.is_column_load:
        return
    if not (state.is_select or state.is_update or state.is_delete):
        return
    inside = tuple(scope)
    state.statement = state.statement.options(
        with_loader_criteria(Scoped, lambda cls: cls.municipality_id.in_(inside), include_aliases=True),
    )


def _refuse_outside(session: Session, _context: Any, _instances: Any) -> None:  # Any: SQLAlchemy's event signature
    scope = session.info.get(KEY, frozenset())
    if scope == UNSCOPED:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Scoped) and row.municipality_id not in scope:
            raise ScopeError(f"{type(row).__name__} belongs to another municipality")
