"""What did the machine do in the demo town's past? Its rounds, and what was promised to it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.handlers import HANDLERS
from core import clock, outbox
from core.outbox import OutboxMessage
from matching import daily

ROUNDS_BEGAN: Final = 231
WEEKLY_UNTIL: Final = 60
WEEK: Final = 7
MAILS_STAY: Final = timedelta(days=10)
"""Mails of the last days are sent when the worker starts, so that they can be read; older ones have been sent."""


def round_days() -> Iterator[int]:
    """How many days ago each round was: long ago one a week is enough to tell the story, lately one a day."""
    yield from range(ROUNDS_BEGAN, WEEKLY_UNTIL, -WEEK)
    yield from range(WEEKLY_UNTIL, -1, -1)


def make_round(session: Session) -> None:
    """Do what the machine does as days pass."""
    daily.run(session)


def work_off(session: Session) -> None:
    """Do what was promised to our own handlers, as the worker would within seconds."""
    while messages := outbox.due_messages(session, HANDLERS):
        for message in messages:
            HANDLERS[message.kind](session, message)
            message.done_at = clock.now()
        session.flush()


def count_mails_as_sent(session: Session) -> None:
    """Note the mails of earlier days as sent."""
    old = (OutboxMessage.kind.not_in(HANDLERS), OutboxMessage.created_at < clock.now() - MAILS_STAY)
    session.execute(update(OutboxMessage).where(*old).values(done_at=OutboxMessage.created_at))
