"""Who waits for which gap? When the place is there at last, whoever is in charge of them is told.

`keep_promise` is the handler of the outbox kind `development_listed`.
"""

import uuid
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from casework import tasks, teams
from casework.models.person import Person
from casework.tasks import Promise
from core import clock
from core.access import Actor, Role
from core.outbox import OutboxMessage
from directory import developments, gaps
from directory.gaps import NewGap
from directory.models.gap import Development, Gap
from matching.models.gap_wait import GapWait

KIND: Final = developments.LISTED
FILLED: Final = "gap_filled"
"""The kind of the task: a place is there that the person waited for."""
WITHIN: Final = timedelta(days=7)


def note(session: Session, actor: Actor, person: Person, new: NewGap) -> Gap:
    """Note that a place is missing for this person, who then waits for it."""
    gap = gaps.note(session, actor, person.municipality_id, new)
    session.add(GapWait(municipality_id=person.municipality_id, person_id=person.id, gap_id=gap.id))
    session.flush()
    return gap


def list_of(session: Session, person: Person) -> list[Gap]:
    """What the person waits for, the newest first."""
    query = select(GapWait).where(GapWait.person_id == person.id).options(joinedload(GapWait.gap))
    found = [wait.gap for wait in session.execute(query).scalars()]
    return sorted(found, key=lambda gap: (gap.noted_on, gap.id), reverse=True)


def keep_promise(session: Session, message: OutboxMessage) -> None:
    """Put one task for each waiting person on the list of whoever is in charge."""
    development = session.get(Development, uuid.UUID(message.payload["development"]))
    if development is None or development.service is None:
        return
    query = select(GapWait).join(GapWait.gap).where(Gap.development_id == development.id)
    people = {wait.person_id: wait.person for wait in session.execute(query).scalars()}
    for person in sorted((one for one in people.values() if one.closed_at is None), key=lambda one: one.id):
        _tell(session, person, development)


def _tell(session: Session, person: Person, development: Development) -> None:
    assert development.service is not None  # noqa: S101 - keep_promise has looked
    promised = Promise(
        title=f"待っていた場所ができました：合うか見る（{person.nickname}・{development.service.name}）",
        due_on=clock.today() + WITHIN,
        kind=FILLED,
        person_id=person.id,
        service_id=development.service_id,
        assignee_id=teams.find_in_charge(session, person.id),
    )
    tasks.promise(session, Actor(role=Role.MACHINE, municipality_id=person.municipality_id), promised)
