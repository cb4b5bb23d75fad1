"""What does the machine put on a coordinator's list? Only that something waits for them; it decides nothing."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import tasks, teams
from casework.models.task import Task
from casework.tasks import Promise
from core import clock
from core.access import Actor
from matching.models.placement import Placement

HOST_REPLY: Final = "host_reply"
"""The host replied to an introduction."""
HOST_WORRY: Final = "host_worry"
"""The host worries about somebody who comes."""
CONSENT_GONE: Final = "consent_gone"
"""An agreement on which a match relies was withdrawn."""


def promise_about(
    session: Session, actor: Actor, placement: Placement, *, kind: str, words: str, within_days: int
) -> Task:
    """Put a task about a match on the list of whoever is in charge; an open one of its kind takes the new words."""
    promised = Promise(
        title=f"{words}（{placement.person.nickname}・{placement.service.name}）",
        due_on=clock.today() + timedelta(days=within_days),
        kind=kind,
        person_id=placement.person_id,
        service_id=placement.service_id,
        assignee_id=teams.find_in_charge(session, placement.person_id),
    )
    return tasks.promise(session, actor, promised)


def finish_about(session: Session, actor: Actor, placement: Placement, kind: str) -> None:
    """Tick off what a step, or the host itself, has settled."""
    meant = (Task.person_id == placement.person_id) & (Task.service_id == placement.service_id)
    query = select(Task).where(meant, Task.kind == kind, Task.done_at.is_(None))
    for task in session.execute(query).scalars():
        task.done_at, task.done_by = clock.now(), actor.reference
    session.flush()
