"""What has a host done lately that it can take back? And one press that says: everything is still so."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.access import Actor
from directory import inbox, listings
from directory.answer_effects import is_made_by
from directory.inbox import Answer, GivenAnswer
from directory.models.host_inbox import HostAnswer, QuestionKind
from directory.models.revision import Revision
from directory.models.service import Service


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


def confirm(session: Session, actor: Actor, service: Service) -> None:
    """Confirm a listing, and so answer whoever asks whether it is still so."""
    asked = [one for one in inbox.open_questions(session, [service.organization_id]) if one.service_id == service.id]
    asking = [question for question in asked if question.kind is QuestionKind.CONFIRM]
    for question in asking:
        inbox.answer(session, actor, question, GivenAnswer(Answer.UNCHANGED))
    if not asking:
        listings.confirm(session, actor, service)


def list_undoable(session: Session, organization_id: uuid.UUID, services: Sequence[Service]) -> list[Undoable]:
    """What a host can still take back, the newest first; what an answer did to a listing goes with the answer."""
    answers = inbox.lately_answered(session, [organization_id])
    by_id = {service.id: service for service in services}
    found = [Undoable(row.at, row.answered_by, row.answered_by_name, row.question.service, row) for row in answers]
    alone = [row for row in listings.undoable(session, services) if not any(is_made_by(row, one) for one in answers)]
    found += [Undoable(row.at, row.actor, row.actor_name, by_id[row.service_id], row) for row in alone]
    return sorted(found, key=lambda one: one.at, reverse=True)
