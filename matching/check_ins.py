"""When is a host asked 「来ましたか」? When its follow-up is due, for as long as the person agrees that it is told."""

from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from casework import consents
from casework.models.consent import Purpose
from core import clock
from directory import inbox
from directory.inbox import NewQuestion, QuestionContent
from directory.models.host_inbox import HostQuestion, QuestionKind
from matching import introductions
from matching.answers import machine_of
from matching.lifecycle import ATTENDED
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement

WORDS: Final = "さいきん、来ましたか。"


def put_due(session: Session) -> int:
    """Put a question for each due follow-up of a host into its inbox, once, and say how many there were."""
    put = [follow_up for follow_up in _due(session) if _may_be_told(session, follow_up.placement)]
    for follow_up in put:
        _put(session, follow_up)
    return len(put)


def _due(session: Session) -> list[FollowUp]:
    asked = exists().where(
        HostQuestion.reference == Placement.reference,
        HostQuestion.kind == QuestionKind.CHECK_IN,
        HostQuestion.about_on == FollowUp.due_on,
    )
    query = select(FollowUp).join(FollowUp.placement).where(FollowUp.side == Side.HOST, ~asked)
    query = query.where(FollowUp.done_at.is_(None), FollowUp.cancelled_at.is_(None))
    query = query.where(FollowUp.due_on <= clock.today(), Placement.state.in_([state.value for state in ATTENDED]))
    match = joinedload(FollowUp.placement)
    query = query.options(match.joinedload(Placement.person), match.joinedload(Placement.service))
    return list(session.execute(query.order_by(FollowUp.due_on, FollowUp.id)).scalars())


def _may_be_told(session: Session, placement: Placement) -> bool:
    """A host that was never introduced, or may not be told any more, is asked by people only."""
    host = placement.service.organization_id
    agreed = consents.current(session, placement.person_id, Purpose.TELL_HOST, recipient=host)
    return agreed is not None and introductions.find_question(session, placement) is not None


def _put(session: Session, follow_up: FollowUp) -> None:
    placement = follow_up.placement
    introduction = introductions.find_question(session, placement)
    actor = machine_of(placement, name=introduction.asked_by_name if introduction else "")
    question = NewQuestion(
        service=placement.service,
        kind=QuestionKind.CHECK_IN,
        reference=placement.reference,
        content=QuestionContent(nickname=placement.person.nickname, words=WORDS),
        about_on=follow_up.due_on,
    )
    inbox.ask(session, actor, question)
