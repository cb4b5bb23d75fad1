"""What does a host's answer change in its listing? The number of places, and that everything is still so."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor
from core.errors import ConflictError
from directory import listings
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from directory.models.revision import Revision

SAME_MOMENT: Final = timedelta(seconds=10)
"""Within how long an answer and the change that it made were written, in one transaction."""
REASONS: Final[Mapping[str, str]] = {"number": listings.ROOM_STATED, "unchanged": listings.CONFIRMED}
"""By answer: the reason of the version that it makes."""


def apply(session: Session, actor: Actor, question: HostQuestion, given: HostAnswer) -> None:
    """Write into the listing what the answer states."""
    if question.kind is QuestionKind.CAPACITY:
        listings.set_intake(session, actor, question.service, given.number)
    elif question.kind is QuestionKind.CONFIRM and given.answer == "unchanged":
        listings.confirm(session, actor, question.service)


def take_back(session: Session, actor: Actor, question: HostQuestion, given: HostAnswer) -> None:
    """Undo the change that the answer made, if it made one; what was stated there later stands."""
    query = select(Revision).where(Revision.service_id == question.service_id, Revision.at >= given.at)
    later = session.execute(query.order_by(Revision.number)).scalars()
    made = next((revision for revision in later if is_made_by(revision, given)), None)
    if made is None:
        return
    try:
        listings.undo(session, actor, question.service, made.id)
    except ConflictError:
        return


def is_made_by(revision: Revision, given: HostAnswer) -> bool:
    """Whether a version of a listing is what an answer did to it."""
    is_same = (revision.service_id, revision.actor) == (given.question.service_id, given.answered_by)
    is_then = given.at <= revision.at <= given.at + SAME_MOMENT
    return is_same and is_then and revision.undoes is None and revision.reason == REASONS.get(given.answer)
