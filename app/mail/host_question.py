"""The mail that tells a steward of a new question: the lasting address, and no word about a person."""

import uuid

from sqlalchemy.orm import Session

from app.mail.sending import Letter
from core.outbox import OutboxMessage, promise
from directory import inbox, stewards
from directory.models.host_inbox import HostQuestion, QuestionKind
from directory.models.steward import Steward

ASKED = inbox.ASKED
KIND = "mail_host_question"
SUBJECT = "【ひとまる】世話人さんへのおたずねがあります"
MATTERS = {
    QuestionKind.INTRODUCTION: "新しい方のご紹介について、おたずねしたいことがあります。",
    QuestionKind.CHECK_IN: "ご紹介した方の様子について、おたずねしたいことがあります。",
    QuestionKind.CAPACITY: "いま新しい人を何人受け入れられるか、教えてください。",
    QuestionKind.CONFIRM: "住民のみなさんに見せている内容が、いまも同じか教えてください。",
}


def tell_stewards(session: Session, message: OutboxMessage) -> None:
    """Promise one mail for each steward of the organization who has an address."""
    question = session.get(HostQuestion, uuid.UUID(message.payload["question"]))
    if question is None or not _is_waiting(question):
        return
    for steward in stewards.list_of(session, question.organization_id):
        if steward.door.email:
            payload = {"question": str(question.id), "steward": str(steward.id)}
            promise(session, KIND, payload, municipality_id=question.municipality_id)


def compose(session: Session, message: OutboxMessage) -> Letter | None:
    """Write the mail, unless the question needs no answer any more or the steward serves no longer."""
    question = session.get(HostQuestion, uuid.UUID(message.payload["question"]))
    steward = session.get(Steward, uuid.UUID(message.payload["steward"]))
    if question is None or steward is None or not _is_waiting(question):
        return None
    if steward.ended_at is not None or not steward.door.email:
        return None
    words: dict[str, object] = {
        "name": steward.name,
        "organization": question.organization.name,
        "service": question.service.name,
        "matter": MATTERS[question.kind],
        "reference": steward.door.reference,
    }
    return Letter(steward.door.email, SUBJECT, "mail/host_question.txt", words)


def _is_waiting(question: HostQuestion) -> bool:
    return question.withdrawn_at is None and inbox.standing_answer(question) is None
