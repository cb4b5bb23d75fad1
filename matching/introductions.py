"""What does the host hear of a match? One question with the nickname and the agreed words, and nothing before it."""

from sqlalchemy.orm import Session

from casework import consents
from casework.models.consent import Consent, Purpose
from core.access import Actor
from core.errors import ConflictError
from directory import inbox
from directory.inbox import NewQuestion, QuestionContent
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from matching.models.placement import Placement


def find_question(session: Session, placement: Placement) -> HostQuestion | None:
    """The introduction that the host can see now, answered or not."""
    asked = inbox.of_references(session, [placement.reference])
    live = (one for one in asked if one.kind is QuestionKind.INTRODUCTION and one.withdrawn_at is None)
    return next(live, None)


def host_reply(session: Session, placement: Placement) -> HostAnswer | None:
    """What the host has answered to the introduction, as far as it was not taken back."""
    question = find_question(session, placement)
    return inbox.standing_answer(question) if question else None


def demand_consents(session: Session, placement: Placement) -> Consent:
    """The agreement to tell this host, locked until the commit; the one to be supported must hold too."""
    consents.demand(session, placement.person_id, Purpose.SUPPORT)
    host = placement.service.organization_id
    return consents.demand(session, placement.person_id, Purpose.TELL_HOST, recipient=host)


def introduce(session: Session, actor: Actor, placement: Placement) -> HostQuestion:
    """Put the agreed words into the host's inbox."""
    content = QuestionContent(nickname=placement.person.nickname, words=placement.agreed_words)
    kind, reference = QuestionKind.INTRODUCTION, placement.reference
    question = NewQuestion(service=placement.service, kind=kind, reference=reference, content=content)
    return inbox.ask(session, actor, question)


def take_back(session: Session, actor: Actor, placement: Placement) -> None:
    """The question goes out of the host's sight; once the host has answered, that cannot be undone."""
    if host_reply(session, placement) is not None:
        raise ConflictError("受け入れ先からもう返事が来ているため、取り消せません。")
    inbox.withdraw_open(session, actor, placement.reference)


def introduce_again(session: Session, actor: Actor, placement: Placement) -> None:
    """Put a question that an ending had taken out of the inbox back, while the person still agrees."""
    if find_question(session, placement) is None:
        demand_consents(session, placement)
        introduce(session, actor, placement)
