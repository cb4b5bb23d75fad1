"""What becomes of a host's answer? Something on the coordinator's list, and follow-ups that need no call any more.

The handler of the outbox kind `host_answer`. It moves no match: a human does.
"""

import uuid
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from core.access import Actor, Role
from core.outbox import OutboxMessage
from directory import inbox
from directory.inbox import Answer
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from matching import follow_ups, machine_tasks, places
from matching.lifecycle import State
from matching.machine_tasks import HOST_REPLY, HOST_WORRY
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement
from matching.reports import Attendance, Report

KIND: Final = inbox.ANSWERED
REPLIES: Final[Mapping[str, tuple[str, int]]] = {
    Answer.YES: ("受け入れ先の返事「受け入れられます」：見学日を決める", 3),
    Answer.TALK: ("受け入れ先の返事「話を聞いてから」：電話する", 1),
    Answer.NO: ("受け入れ先の返事「今回はむずかしい」：本人に伝え、ほかの場所を考える", 3),
}
"""What is to be done after each reply to an introduction, and within how many days."""
REPORTS: Final[Mapping[str, Report]] = {
    Answer.CAME: Report(attendance=Attendance.CAME),
    Answer.ABSENT: Report(attendance=Attendance.ABSENT),
    Answer.WORRY: Report(attendance=None, has_worry=True),
}


def keep_promise(session: Session, message: OutboxMessage) -> None:
    """Pass one answer, or the taking back of one, on to the case side; an answer of a forgotten question is nothing."""
    question = session.get(HostQuestion, uuid.UUID(message.payload["question"]))
    given = session.get(HostAnswer, uuid.UUID(message.payload["answer"]))
    if question is None or given is None:
        return
    if question.kind is QuestionKind.CAPACITY:
        places.recount(session, question.service_id)
    placement = find_by_reference(session, question.reference)
    effect = _EFFECTS.get(question.kind)
    if placement is not None and effect is not None and question.withdrawn_at is None:
        effect(session, placement, question, given)


def find_by_reference(session: Session, reference: str) -> Placement | None:
    """The match that a question is about."""
    query = select(Placement).where(Placement.reference == reference)
    query = query.options(joinedload(Placement.person), joinedload(Placement.service))
    return session.execute(query).scalar_one_or_none()


def machine_of(placement: Placement, *, name: str = "") -> Actor:
    """The machine at work for the match's town, in the name of whoever has pressed."""
    return Actor(role=Role.MACHINE, municipality_id=placement.municipality_id, name=name)


def _pass_reply_on(session: Session, placement: Placement, _question: HostQuestion, given: HostAnswer) -> None:
    actor = machine_of(placement, name=given.answered_by_name)
    if given.undoes is not None:
        machine_tasks.finish_about(session, actor, placement, HOST_REPLY)
    elif placement.state == State.ASKED:
        words, days = REPLIES[given.answer]
        machine_tasks.promise_about(session, actor, placement, kind=HOST_REPLY, words=words, within_days=days)


def _pass_check_in_on(session: Session, placement: Placement, question: HostQuestion, given: HostAnswer) -> None:
    if given.undoes is not None:
        _take_back(session, placement, question, given)
        return
    actor = machine_of(placement, name=given.answered_by_name)
    follow_up = follow_ups.find_open(session, placement, Side.HOST)
    if follow_up is not None and question.about_on is not None and follow_up.due_on <= question.about_on:
        report, version = REPORTS[given.answer], follow_up.version
        follow_ups.record(session, actor, follow_up, report, version=version, note=given.words)
        follow_up.done_by = given.answered_by
        session.flush()
    if given.answer == Answer.WORRY:
        words = "受け入れ先に気になることがあります：電話する"
        machine_tasks.promise_about(session, actor, placement, kind=HOST_WORRY, words=words, within_days=1)


def _take_back(session: Session, placement: Placement, question: HostQuestion, given: HostAnswer) -> None:
    """Open the follow-up that the answer has closed, and drop the call that a worry asked for."""
    actor = machine_of(placement, name=given.answered_by_name)
    earlier = session.get_one(HostAnswer, given.undoes)
    query = select(FollowUp).where(
        FollowUp.placement_id == placement.id,
        FollowUp.side == Side.HOST,
        FollowUp.done_by == earlier.answered_by,
        FollowUp.due_on <= question.about_on,
    )
    closed = session.execute(query.order_by(FollowUp.due_on.desc()).limit(1)).scalars().first()
    if closed is not None:
        follow_ups.take_back(session, actor, closed)
    machine_tasks.finish_about(session, actor, placement, HOST_WORRY)


Effect = Callable[[Session, Placement, HostQuestion, HostAnswer], None]
_EFFECTS: Final[Mapping[QuestionKind, Effect]] = {
    QuestionKind.INTRODUCTION: _pass_reply_on,
    QuestionKind.CHECK_IN: _pass_check_in_on,
}
