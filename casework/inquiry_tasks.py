"""Who rings back? The coordinator of the district finds an inquiry among what is to be done."""

import uuid
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.membership import Membership
from casework import tasks
from casework.models.task import Task
from casework.tasks import Promise
from core import clock
from core.access import Actor, Role
from core.outbox import OutboxMessage
from directory import inquiries
from directory.models.inquiry import Inquiry

KIND: Final = inquiries.ASKED
WITHIN: Final = timedelta(days=3)


def keep_promise(session: Session, message: OutboxMessage) -> None:
    """Put a call on the list of the district's coordinator; the task names the listing, never the person."""
    inquiry = session.get(Inquiry, uuid.UUID(message.payload["inquiry"]))
    if inquiry is None or inquiry.answered_at is not None:
        return
    about = inquiry.service.name if inquiry.service else "どこかの活動"
    promised = Promise(
        title=f"「行ってみたい・手伝いたい」の連絡に電話する（{about}）",
        due_on=clock.today() + WITHIN,
        kind=KIND,
        service_id=inquiry.service_id,
        assignee_id=_coordinator(session, _area(inquiry)),
    )
    machine = Actor(role=Role.MACHINE, municipality_id=inquiry.municipality_id)
    tasks.promise(session, machine, promised)


def finish_about(session: Session, actor: Actor, service_id: uuid.UUID | None) -> None:
    """Tick the call off once nobody waits for one about this listing any more."""
    if inquiries.is_waiting_about(session, service_id):
        return
    about = Task.service_id == service_id if service_id else Task.service_id.is_(None)
    query = select(Task).where(Task.kind == KIND, about, Task.done_at.is_(None))
    for task in session.execute(query).scalars():
        task.done_at, task.done_by = clock.now(), actor.reference
    session.flush()


def _area(inquiry: Inquiry) -> str:
    place = inquiry.service.location if inquiry.service else None
    return place.district.area if place and place.district else ""


def _coordinator(session: Session, area: str) -> uuid.UUID | None:
    """Whoever has the area, else whoever has the whole town, else the first of the town."""
    query = select(Membership).where(Membership.role == Role.PARTICIPATION_COORDINATOR).order_by(Membership.id)
    serving = [one for one in session.execute(query).scalars() if one.is_current(clock.today())]
    serving.sort(key=lambda one: (area not in one.area_codes, bool(one.area_codes)))
    return serving[0].user_id if serving else None
