"""What does a host's answer do to its listing? Stated room or a confirmation counts at once, and can be taken back."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor
from core.errors import ConflictError
from directory import inbox, listings
from directory.inbox import Answer, GivenAnswer
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from directory.models.revision import Revision
from directory.models.service import Service

_TOGETHER: Final = timedelta(minutes=1)
"""An answer and what it did to the listing are written in one transaction."""
_REASONS: Final[Mapping[str, str]] = {
    Answer.NUMBER: listings.ROOM_STATED,
    Answer.UNCHANGED: listings.CONFIRMED,
}


@dataclass(frozen=True)
class Undoable:
    """One thing that was done lately and can be taken back: an answer, or a change of a listing."""

    at: datetime
    by: str
    by_name: str
    service: Service
    row: HostAnswer | Revision

    @property
    def answer(self) -> HostAnswer | None:
        """The answer, if it is one."""
        return self.row if isinstance(self.row, HostAnswer) else None


def reply(session: Session, actor: Actor, question: HostQuestion, given: GivenAnswer) -> HostAnswer:
    """Answer a question; how many newcomers are welcome, or that nothing has changed, the listing says at once."""
    before = inbox.standing_answer(question)
    answer = inbox.answer(session, actor, question, given)
    if answer is not before:
        _let_the_listing_say(session, actor, question, answer)
    return answer


def take_back(session: Session, actor: Actor, question: HostQuestion) -> HostAnswer:
    """Take the answer back, and what it did to the listing unless a later statement stands there."""
    answer = inbox.standing_answer(question)
    undoing = inbox.undo(session, actor, question)
    revision = _revision_of(session, question, answer) if answer else None
    if revision is not None:
        _undo_where_it_stands(session, actor, question.service, revision)
    return undoing


def confirm(session: Session, actor: Actor, service: Service) -> Revision | None:
    """Confirm a listing, and answer whoever asks whether it is still so."""
    for question in inbox.open_questions(session, [service.organization_id]):
        if question.kind is QuestionKind.CONFIRM and question.service_id == service.id:
            inbox.answer(session, actor, question, GivenAnswer(Answer.UNCHANGED))
    return listings.confirm(session, actor, service)


def list_undoable(session: Session, organization_id: uuid.UUID, services: Sequence[Service]) -> list[Undoable]:
    """What a host can still take back, the newest first; what an answer did to a listing goes with the answer."""
    answers = inbox.lately_answered(session, [organization_id])
    by_id = {service.id: service for service in services}
    found = [Undoable(row.at, row.answered_by, row.answered_by_name, row.question.service, row) for row in answers]
    alone = [
        row for row in listings.undoable(session, services) if not any(_is_written_with(row, one) for one in answers)
    ]
    found += [Undoable(row.at, row.actor, row.actor_name, by_id[row.service_id], row) for row in alone]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _let_the_listing_say(session: Session, actor: Actor, question: HostQuestion, answer: HostAnswer) -> None:
    if answer.answer == Answer.NUMBER:
        listings.set_intake(session, actor, question.service, answer.number)
    if answer.answer == Answer.UNCHANGED:
        listings.confirm(session, actor, question.service)


def _revision_of(session: Session, question: HostQuestion, answer: HostAnswer) -> Revision | None:
    """The version of the listing that was written with an answer."""
    query = select(Revision).where(Revision.service_id == question.service_id, Revision.at >= answer.at)
    found = session.execute(query.order_by(Revision.number)).scalars()
    return next((revision for revision in found if _is_written_with(revision, answer)), None)


def _is_written_with(revision: Revision, answer: HostAnswer) -> bool:
    """Whether a version of the listing is what an answer did to it."""
    is_same = (revision.service_id, revision.actor) == (answer.question.service_id, answer.answered_by)
    is_then = answer.at <= revision.at <= answer.at + _TOGETHER
    return is_same and is_then and revision.undoes is None and revision.reason == _REASONS.get(answer.answer)


def _undo_where_it_stands(session: Session, actor: Actor, service: Service, revision: Revision) -> None:
    try:
        listings.undo(session, actor, service, revision.id)
    except ConflictError:
        return
