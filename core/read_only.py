"""Can a GET write? No: a reading session raises on every flush and on every statement that is not a SELECT."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session


class ReadOnlyError(RuntimeError):
    """A reading session was asked to write: a fault in our code, never the reader's."""


def refuse_writes(session: Session) -> None:
    """Make the session raise ReadOnlyError whenever it is asked to write."""
    event.listen(session, "before_flush", _refuse_flush)
    event.listen(session, "do_orm_execute", _refuse_statement)


def _refuse_flush(session: Session, _context: Any, _instances: Any) -> None:  # Any: SQLAlchemy's event signature
    if session.new or session.dirty or session.deleted:
        raise ReadOnlyError("this session only reads")


def _refuse_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        raise ReadOnlyError("this session only reads")
