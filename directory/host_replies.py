"""What does a host's answer do to its own listing? Stated room and a confirmation count at once, and can be taken back."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor
from core.errors import ConflictError
from directory import inbox, listings
from directory.inbox import Answer, GivenAnswer
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from directory.models.revision import Revision
from directory.models.service import Service

_TOGETHER = timedelta(minutes=1)
"""An answer and what it did to the listing are written in one transaction."""


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


def _let_the_listing_say(session: Session, actor: Actor, question: HostQuestion, answer: HostAnswer) -> None:
    if answer.answer == Answer.NUMBER:
        listings.set_intake(session, actor, question.service, answer.number)
    if answer.answer == Answer.UNCHANGED:
        listings.confirm(session, actor, question.service)


def _revision_of(session: Session, question: HostQuestion, answer: HostAnswer) -> Revision | None:
    """The version of the listing that was written with an answer."""
    if answer.answer not in {Answer.NUMBER, Answer.UNCHANGED}:
        return None
    query = select(Revision).where(
        Revision.service_id == question.service_id,
        Revision.actor == answer.answered_by,
        Revision.undoes.is_(None),
        Revision.at.between(answer.at, answer.at + _TOGETHER),
    )
    return session.execute(query.order_by(Revision.number).limit(1)).scalar_one_or_none()


def _undo_where_it_stands(session: Session, actor: Actor, service: Service, revision: Revision) -> None:
    try:
        listings.undo(session, actor, service, revision.id)
    except ConflictError:
        return
