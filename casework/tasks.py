"""What has somebody promised to do, and by when?"""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from casework.models.task import Task
from casework.permissions import CASE_ROLES
from casework.persons import demand_version
from casework.teams import people_of
from core import audit, clock
from core.access import Actor
from core.errors import ConflictError, InvalidError, NotFoundError
from core.words import word

LATELY: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What is to be done by whom until which day; `kind` lets the machine know its own promises again."""

    title: str
    due_on: date
    kind: str = "general"
    person_id: uuid.UUID | None = None
    service_id: uuid.UUID | None = None
    assignee_id: uuid.UUID | None = None


def visible_to(actor: Actor) -> Select[Task]:
    """The tasks that the actor may know of: those about the actor's people, and the actor's own about nobody."""
    query = select(Task).where(Task.municipality_id == actor.municipality_id)
    if not actor.is_staff or actor.user_id is None:
        return query.where(false())
    own = Task.person_id.is_(None) & (Task.assignee_id == actor.user_id)
    return query.where(or_(own, _is_about_people_of(actor)))


def get(session: Session, actor: Actor, task_id: uuid.UUID) -> Task:
    """One task; one that the actor may not know of does not exist."""
    task = session.execute(visible_to(actor).where(Task.id == task_id)).scalar_one_or_none()
    if task is None:
        raise NotFoundError("このページは見つかりません。")
    return task


def list_due(session: Session, actor: Actor, *, until: date) -> list[Task]:
    """The actor's open tasks that are due by a day, the longest overdue first."""
    query = visible_to(actor).where(Task.done_at.is_(None), Task.due_on <= until)
    query = query.where(or_(Task.assignee_id == actor.user_id, Task.assignee_id.is_(None)))
    return list(session.execute(query.order_by(Task.due_on, Task.id)).scalars())


def list_waiting(session: Session, actor: Actor) -> list[Task]:
    """Everything that the actor has still to do, however far ahead, the next first."""
    return list_due(session, actor, until=date.max)


def list_done(session: Session, actor: Actor) -> list[Task]:
    """What was done lately, the newest first."""
    query = visible_to(actor).where(Task.done_at >= clock.now() - LATELY)
    return list(session.execute(query.order_by(Task.done_at.desc(), Task.id)).scalars())


def promise(session: Session, actor: Actor, promised: Promise) -> Task:
    """Write a task down; an open one of the same kind about the same matter takes the new words and day instead."""
    if not promised.title.strip():
        raise InvalidError({"title": word("することを入れてください。")})
    audit.take_turn(session)
    task = _find_open_twin(session, actor, promised)
    if task is None:
        task = Task(municipality_id=actor.municipality_id, kind=promised.kind, person_id=promised.person_id)
        session.add(task)
    task.title, task.due_on, task.service_id = promised.title.strip(), promised.due_on, promised.service_id
    task.assignee_id = promised.assignee_id
    session.flush()
    _note(session, actor, "task.promise", task)
    return task


def finish(session: Session, actor: Actor, task: Task, *, version: int, note: str = "") -> Task:
    """Note that it is done."""
    audit.take_turn(session)
    demand_version(task.version, version)
    if task.done_at is not None:
        raise ConflictError("これはもう終わっています。")
    task.done_at, task.done_by, task.note = clock.now(), actor.reference, note.strip()
    session.flush()
    _note(session, actor, "task.finish", task)
    return task


def reopen(session: Session, actor: Actor, task: Task) -> Task:
    """Take back that it is done."""
    task.done_at, task.done_by = None, ""
    session.flush()
    _note(session, actor, "task.reopen", task)
    return task


def postpone(session: Session, actor: Actor, task: Task, *, version: int, due_on: date) -> Task:
    """Promise it for a later day."""
    audit.take_turn(session)
    demand_version(task.version, version)
    if due_on < clock.today():
        raise InvalidError({"due_on": word("きょうか、それより後の日を選んでください。")})
    task.due_on = due_on
    session.flush()
    _note(session, actor, "task.postpone", task)
    return task


def _is_about_people_of(actor: Actor) -> ColumnElement[bool]:
    if actor.role not in CASE_ROLES:
        return false()
    return Task.person_id.in_(people_of(actor))


def _find_open_twin(session: Session, actor: Actor, promised: Promise) -> Task | None:
    """An open task that the machine would only double; what people write is never taken for another."""
    if promised.kind == "general":
        return None
    same = (
        Task.municipality_id == actor.municipality_id,
        Task.kind == promised.kind,
        Task.person_id == promised.person_id if promised.person_id else Task.person_id.is_(None),
        Task.service_id == promised.service_id if promised.service_id else Task.service_id.is_(None),
    )
    query = select(Task).where(*same, Task.done_at.is_(None)).order_by(Task.id)
    return session.execute(query).scalars().first()


def _note(session: Session, actor: Actor, action: str, task: Task) -> None:
    """Audit what touches a person; a task about nobody is no secret."""
    if task.person_id is not None:
        audit.record(session, actor, action, f"person:{task.person_id}", purpose=f"task:{task.id}")
