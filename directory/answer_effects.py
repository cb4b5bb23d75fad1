"""What does a host's answer change in its listing? The number of places, and that everything is still so."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor
from directory import listings
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from directory.models.revision import Revision

SAME_MOMENT: Final = timedelta(seconds=10)
"""Within how long an answer and the change that it made were written, in one transaction."""


def apply(session: Session, actor: Actor, question: HostQuestion, given: HostAnswer) -> None:
    """Write into the listing what the answer states."""
    if question.kind is QuestionKind.CAPACITY:
        listings.set_intake(session, actor, question.service, given.number)
    elif question.kind is QuestionKind.CONFIRM and given.answer == "unchanged":
        listings.confirm(session, actor, question.service)


def take_back(session: Session, actor: Actor, question: HostQuestion, given: HostAnswer) -> None:
    """Undo the change that the answer made, if it made one."""
    if question.kind not in {QuestionKind.CAPACITY, QuestionKind.CONFIRM}:
        return
    query = select(Revision).where(Revision.service_id == question.service_id, Revision.actor == given.answered_by)
    query = query.where(Revision.at >= given.at, Revision.at <= given.at + SAME_MOMENT, Revision.undoes.is_(None))
    made = session.execute(query.order_by(Revision.number.desc()).limit(1)).scalars().first()
    if made is not None:
        listings.undo(session, actor, question.service, made.id)
