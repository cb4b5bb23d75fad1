"""What is a host asked, and what does it answer? Append-only, and without any knowledge of people.

A question carries a nickname, agreed words and a random reference; who is meant, only the asker knows. Asking promises
the outbox row `host_question`, answering and taking back `host_answer`; both payloads hold keys only.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, delete, exists, false, func, select, update
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from core import audit, clock, outbox
from core.access import Actor, Role
from core.errors import ConflictError, InvalidError, NotFoundError
from core.words import word
from directory import answer_effects
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from directory.models.service import Service

ASKED = "host_question"
"""The outbox kind of a new question; its payload is {"question": key}."""
ANSWERED = "host_answer"
"""The outbox kind of an answer or its taking back; its payload is {"question": key, "answer": key}."""
UNDO_DAYS = 7
MOST_PLACES = 99


class Answer(StrEnum):
    """What a host may say; UNDO takes an earlier answer back."""

    YES = "yes"
    NO = "no"
    TALK = "talk"
    CAME = "came"
    ABSENT = "absent"
    WORRY = "worry"
    NUMBER = "number"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNDO = "undo"


ANSWER_LABELS: Mapping[Answer, str] = {
    Answer.YES: word("受け入れられます"),
    Answer.NO: word("今回はむずかしいです"),
    Answer.TALK: word("話を聞いてから決めたい"),
    Answer.CAME: word("来ました"),
    Answer.ABSENT: word("来ませんでした"),
    Answer.WORRY: word("気になることがあります"),
    Answer.NUMBER: word("受け入れられる人数"),
    Answer.UNCHANGED: word("変わりありません"),
    Answer.CHANGED: word("変わったところがあります"),
    Answer.UNDO: word("取り消しました"),
}
CHOICES: Mapping[QuestionKind, tuple[Answer, ...]] = {
    QuestionKind.INTRODUCTION: (Answer.YES, Answer.TALK, Answer.NO),
    QuestionKind.CHECK_IN: (Answer.CAME, Answer.ABSENT, Answer.WORRY),
    QuestionKind.CAPACITY: (Answer.NUMBER,),
    QuestionKind.CONFIRM: (Answer.UNCHANGED, Answer.CHANGED),
}


@dataclass(frozen=True)
class QuestionContent:
    """All that a question may say: a nickname and words that were agreed with the person."""

    nickname: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class NewQuestion:
    """What a host is to be asked about one of its services, under a reference that only the asker understands."""

    service: Service
    kind: QuestionKind
    reference: str
    content: QuestionContent = QuestionContent()
    about_on: date | None = None


@dataclass(frozen=True)
class GivenAnswer:
    """What a host has pressed, perhaps with words or a number."""

    answer: Answer
    words: str = ""
    number: int | None = None


def visible_to(actor: Actor) -> Select[HostQuestion]:
    """The questions that the actor may read and answer: a host its own, the office all of its town."""
    query = select(HostQuestion).where(HostQuestion.municipality_id == actor.municipality_id)
    if actor.is_staff:
        return query
    if actor.role is not Role.HOST_STEWARD:
        return query.where(false())
    return query.where(HostQuestion.organization_id.in_(actor.organization_ids), HostQuestion.withdrawn_at.is_(None))


def get(session: Session, actor: Actor, question_id: uuid.UUID) -> HostQuestion:
    """One question with its answers; another host's does not exist."""
    query = _whole(visible_to(actor).where(HostQuestion.id == question_id))
    question = session.execute(query).scalar_one_or_none()
    if question is None:
        raise NotFoundError("このページは見つかりません。")
    return question


def open_questions(session: Session, organization_ids: Collection[uuid.UUID]) -> list[HostQuestion]:
    """What these hosts have still to answer, the oldest first."""
    query = select(HostQuestion).where(HostQuestion.organization_id.in_(organization_ids), is_open())
    return list(session.execute(_whole(query).order_by(HostQuestion.asked_at, HostQuestion.id)).scalars())


def count_open_by_organization(session: Session) -> dict[uuid.UUID, int]:
    """How many questions each host has still to answer."""
    query = select(HostQuestion.organization_id, func.count()).where(is_open()).group_by(HostQuestion.organization_id)
    return dict(session.execute(query).all())


def is_asked(session: Session, service: Service, kind: QuestionKind) -> bool:
    """Whether an open question of this kind waits for the host of a service."""
    query = select(HostQuestion.id).where(HostQuestion.service_id == service.id, HostQuestion.kind == kind, is_open())
    return session.execute(query.limit(1)).first() is not None


def lately_answered(session: Session, organization_ids: Collection[uuid.UUID]) -> list[HostAnswer]:
    """The answers of these hosts that can still be taken back, the newest first."""
    query = select(HostAnswer).join(HostAnswer.question).where(HostQuestion.organization_id.in_(organization_ids))
    query = query.where(HostQuestion.withdrawn_at.is_(None), _stands(HostAnswer), HostAnswer.at >= _undo_limit())
    query = query.options(joinedload(HostAnswer.question).joinedload(HostQuestion.service))
    return list(session.execute(query.order_by(HostAnswer.at.desc(), HostAnswer.id)).scalars())


def count_came(session: Session, organization_id: uuid.UUID, *, since: datetime) -> int:
    """How many people came to a host since then, as far as it has said so itself."""
    query = select(func.count(HostQuestion.reference.distinct())).join(HostAnswer.question)
    query = query.where(HostQuestion.organization_id == organization_id, HostQuestion.withdrawn_at.is_(None))
    query = query.where(HostAnswer.answer == Answer.CAME, HostAnswer.at >= since, _stands(HostAnswer))
    return session.execute(query).scalar_one()


def of_references(session: Session, references: Collection[str]) -> list[HostQuestion]:
    """Every question that was asked under these references, the newest first."""
    query = select(HostQuestion).where(HostQuestion.reference.in_(references))
    return list(session.execute(_whole(query).order_by(HostQuestion.asked_at.desc(), HostQuestion.id)).scalars())


def standing_answer(question: HostQuestion) -> HostAnswer | None:
    """The answer that holds: the newest that was not taken back."""
    taken_back = {answer.undoes for answer in question.answers}
    standing = [one for one in question.answers if one.undoes is None and one.id not in taken_back]
    return standing[-1] if standing else None


def is_open() -> ColumnElement[bool]:
    """That a question was neither withdrawn nor answered for good."""
    answered = exists().where(HostAnswer.question_id == HostQuestion.id, _stands(HostAnswer))
    return HostQuestion.withdrawn_at.is_(None) & ~answered


def ask(session: Session, actor: Actor, asked: NewQuestion) -> HostQuestion:
    """Put a question into the host's inbox and promise that it will hear of it."""
    audit.take_turn(session)
    question = HostQuestion(
        municipality_id=asked.service.municipality_id,
        organization_id=asked.service.organization_id,
        service_id=asked.service.id,
        kind=asked.kind,
        reference=asked.reference,
        content=asdict(asked.content),
        asked_by_name=actor.name,
        about_on=asked.about_on,
    )
    session.add(question)
    session.flush()
    outbox.promise(session, ASKED, {"question": str(question.id)}, municipality_id=question.municipality_id)
    audit.record(session, actor, "host_question.ask", f"host_question:{question.id}", purpose=asked.kind)
    return question


def withdraw(session: Session, actor: Actor, reference: str) -> None:
    """Take every question under a reference out of the host's sight."""
    _withdraw(session, actor, (HostQuestion.reference == reference) & HostQuestion.withdrawn_at.is_(None))


def withdraw_open(session: Session, actor: Actor, reference: str) -> None:
    """Take back the questions under a reference that nobody has answered yet."""
    _withdraw(session, actor, (HostQuestion.reference == reference) & is_open())


def answer(session: Session, actor: Actor, question: HostQuestion, given: GivenAnswer) -> HostAnswer:
    """Keep an answer; the same one again is the same answer, another one must take the first back before."""
    _demand_fitting(question.kind, given)
    standing = standing_answer(_fresh(session, question))
    if question.withdrawn_at is not None:
        raise ConflictError("この質問は取り消されました。お返事はいりません。")
    if standing is not None and (standing.answer, standing.number) != (given.answer, given.number):
        raise ConflictError("もうお返事をいただいています。変えるときは、先に取り消してください。")
    if standing is not None:
        return standing
    row = _keep(session, actor, question, given)
    answer_effects.apply(session, actor, question, row)
    return row


def undo(session: Session, actor: Actor, question: HostQuestion) -> HostAnswer:
    """Take the standing answer back within seven days; the question is open again."""
    standing = standing_answer(_fresh(session, question))
    if standing is None:
        raise ConflictError("取り消すお返事がありません。")
    if standing.at < _undo_limit():
        raise ConflictError("お返事から7日を過ぎました。窓口にお電話ください。")
    answer_effects.take_back(session, actor, question, standing)
    return _keep(session, actor, question, GivenAnswer(Answer.UNDO), undoes=standing.id)


def forget(session: Session, references: Collection[str]) -> None:
    """Delete every question under these references with its answers: erasing a person outweighs the ledger."""
    asked = select(HostQuestion.id).where(HostQuestion.reference.in_(references))
    answers = HostAnswer.question_id.in_(asked)
    session.execute(update(HostAnswer).where(answers).values(undoes=None))
    session.execute(delete(HostAnswer).where(answers))
    session.execute(delete(HostQuestion).where(HostQuestion.reference.in_(references)))


def _withdraw(session: Session, actor: Actor, meant: ColumnElement[bool]) -> None:
    audit.take_turn(session)
    for question in session.execute(select(HostQuestion).where(meant)).scalars().all():
        question.withdrawn_at = clock.now()
        audit.record(session, actor, "host_question.withdraw", f"host_question:{question.id}")
    session.flush()


def _whole(query: Select[HostQuestion]) -> Select[HostQuestion]:
    return query.options(
        joinedload(HostQuestion.service), joinedload(HostQuestion.organization), selectinload(HostQuestion.answers)
    )


def _stands(row: type[HostAnswer]) -> ColumnElement[bool]:
    """That an answer was not taken back, nor takes back another."""
    later = aliased(HostAnswer)
    return row.undoes.is_(None) & ~exists().where(later.undoes == row.id)


def _fresh(session: Session, question: HostQuestion) -> HostQuestion:
    """The question as it is now, with no other writer at it before the caller's commit."""
    audit.take_turn(session)
    session.refresh(question, attribute_names=["withdrawn_at"], with_for_update=True)
    session.refresh(question, attribute_names=["answers"])
    return question


def _keep(
    session: Session, actor: Actor, question: HostQuestion, given: GivenAnswer, *, undoes: uuid.UUID | None = None
) -> HostAnswer:
    row = HostAnswer(
        municipality_id=question.municipality_id,
        answer=given.answer,
        words=given.words.strip(),
        number=given.number,
        answered_by=actor.reference,
        answered_by_name=actor.name,
        undoes=undoes,
    )
    question.answers.append(row)
    session.flush()
    keys = {"question": str(question.id), "answer": str(row.id)}
    outbox.promise(session, ANSWERED, keys, municipality_id=question.municipality_id)
    audit.record(session, actor, "host_answer.give", f"host_question:{question.id}", purpose=given.answer)
    return row


def _demand_fitting(kind: QuestionKind, given: GivenAnswer) -> None:
    if given.answer not in CHOICES[kind]:
        raise InvalidError({"answer": word("お返事を選んでください。")})
    is_number = given.number is not None and 0 <= given.number <= MOST_PLACES
    if kind is QuestionKind.CAPACITY and not is_number:
        raise InvalidError({"number": f"0から {MOST_PLACES}までの数を入れてください。"})


def _undo_limit() -> datetime:
    return clock.now() - timedelta(days=UNDO_DAYS)
