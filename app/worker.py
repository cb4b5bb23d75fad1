"""Who does what was promised? One worker that hands each due outbox row to its one handler."""

import time
from collections.abc import Callable, Mapping

import structlog
from sqlalchemy.orm import Session

from core import clock
from core.database import Database
from core.errors import UnavailableError
from core.outbox import Handler, OutboxMessage, due_messages, postpone
from core.scope import open_for, open_for_all

PAUSE_SECONDS = 0.2
log = structlog.get_logger()
Chore = Callable[[], int]
Sender = Callable[[OutboxMessage], None]
"""Reaches outside the database, so it runs without a transaction; it may be called again after a crash."""


class Worker:
    """Handles outbox rows and chores (such as feeding the index) until it is told to stop."""

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Handler],
        chores: tuple[Chore, ...] = (),
        senders: Mapping[str, Sender] | None = None,
    ) -> None:
        self.database = database
        self.handlers = handlers
        self.senders = senders or {}
        self.chores = chores

    def once(self) -> int:
        """Do everything that is due now and say how much it was."""
        done = sum(chore() for chore in self.chores)
        while self._next() or self._send_next():
            done += 1
        return done

    def run(self, should_stop: Callable[[], bool]) -> None:
        """Work until told to stop; a busy database is waited for."""
        while not should_stop():
            try:
                if not self.once():
                    time.sleep(PAUSE_SECONDS)
            except UnavailableError:
                time.sleep(PAUSE_SECONDS)

    def _next(self) -> bool:
        """Handle one due row in one transaction with its effect; a row whose handler fails is tried again later."""
        with self.database.writing() as session:
            rows = due_messages(open_for_all(session), self.handlers, limit=1)
            if not rows:
                return False
            message, sequence, kind = rows[0], rows[0].sequence, rows[0].kind
            try:
                with session.begin_nested():
                    self._keep_promise(session, message)
            except Exception:  # whatever went wrong, the row must neither be lost nor block the others
                log.exception("outbox", kind=kind, sequence=sequence)
                postpone(session.get_one(OutboxMessage, sequence))
        return True

    def _send_next(self) -> bool:
        """Hand one due row to what reaches outside, then note that it is done; no lock is held meanwhile."""
        with self.database.reading() as session:
            rows = due_messages(open_for_all(session), self.senders, limit=1)
            session.expunge_all()
        if not rows:
            return False
        sent = self._try_to_send(rows[0])
        with self.database.writing() as session:
            message = open_for_all(session).get_one(OutboxMessage, rows[0].sequence)
            if sent:
                message.done_at = clock.now()
            else:
                postpone(message)
        return True

    def _try_to_send(self, message: OutboxMessage) -> bool:
        try:
            self.senders[message.kind](message)
        except Exception:  # whatever went wrong outside, the row is tried again later
            log.exception("outbox", kind=message.kind, sequence=message.sequence)
            return False
        return True

    def _keep_promise(self, session: Session, message: OutboxMessage) -> None:
        if message.municipality_id is not None:
            open_for(session, [message.municipality_id])
        self.handlers[message.kind](session, message)
        message.done_at = clock.now()
        session.flush()
        open_for_all(session)
