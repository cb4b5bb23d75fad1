"""What has the coordinator promised to do? The list, one more, done, tomorrow."""

import uuid
from datetime import timedelta
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from wtforms import DateField, Form, SelectField, StringField
from wtforms.validators import InputRequired

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.forms.refusals import put_on_fields
from app.rendering.words import lazy
from app.staff.blueprint import staff
from app.staff.person_changes import shown_version
from app.staff.subjects import find_task
from casework import permissions, persons, tasks
from casework.models.person import Person
from casework.models.task import Task
from casework.tasks import Promise
from core import clock
from core.access import Actor
from core.errors import InvalidError

MISSING = lazy("入力してください。")
NOBODY: Final = ""


class TaskForm(Form):
    """What is to be done, by when, and about whom."""

    title = StringField(lazy("すること"), [InputRequired(MISSING)])
    due_on = DateField(lazy("いつまでに"), [InputRequired(MISSING)], default=clock.today)
    person = SelectField(lazy("だれのこと"), choices=[])


@staff.get("/tasks", endpoint="tasks")
@requires(permissions.TASK_LIST)
def list_tasks() -> ResponseReturnValue:
    """List what is still to be done, and the form for one more."""
    return _page(_form(requests.session(), requests.actor()), 200)


@staff.post("/tasks", endpoint="promise_task")
@requires(permissions.TASK_LIST)
def promise_task() -> ResponseReturnValue:
    """Write a task down."""
    session, actor = requests.session(), requests.actor()
    form = _form(session, actor)
    if not form.validate():
        return _page(form, 422)
    about = persons.get(session, actor, uuid.UUID(form.person.data)) if form.person.data else None
    promised = Promise(
        title=form.title.data or "",
        due_on=form.due_on.data or clock.today(),
        person_id=about.id if about else None,
        assignee_id=actor.user_id,
    )
    try:
        tasks.promise(session, actor, promised)
    except InvalidError as error:
        put_on_fields(form, error)
        return _page(form, 422)
    return redirect(url_for("staff.tasks"), 303)


@staff.post("/tasks/<uuid:task_id>/done", endpoint="task_done")
@requires(permissions.TASK_KEEP, find_task)
def finish(task: Task) -> ResponseReturnValue:
    """Tick a task off."""
    tasks.finish(requests.session(), requests.actor(), task, version=shown_version())
    return redirect(_back(), 303)


@staff.post("/tasks/<uuid:task_id>/later", endpoint="task_later")
@requires(permissions.TASK_KEEP, find_task)
def postpone(task: Task) -> ResponseReturnValue:
    """Promise it for tomorrow."""
    tomorrow = clock.today() + timedelta(days=1)
    tasks.postpone(requests.session(), requests.actor(), task, version=shown_version(), due_on=tomorrow)
    return redirect(_back(), 303)


@staff.post("/tasks/<uuid:task_id>/reopen", endpoint="task_reopen")
@requires(permissions.TASK_KEEP, find_task)
def reopen(task: Task) -> ResponseReturnValue:
    """Take back that it is done."""
    tasks.reopen(requests.session(), requests.actor(), task)
    return redirect(url_for("staff.tasks"), 303)


def _back() -> str:
    """To the list from which it was pressed."""
    return url_for("staff.tasks" if request.form.get("from") == "tasks" else "staff.start")


def _form(session: Session, actor: Actor) -> TaskForm:
    form = TaskForm(request.form or None, data={"person": request.args.get("person", NOBODY)})
    query = persons.visible_to(actor).where(Person.closed_at.is_(None)).order_by(Person.name_kana, Person.id)
    people = [(str(person.id), person.name) for person in session.execute(query).scalars()]
    form.person.choices = choices_of([(NOBODY, lazy("だれのことでもない")), *people])
    return form


def _page(form: TaskForm, status: int) -> ResponseReturnValue:
    session, actor = requests.session(), requests.actor()
    lists = {"waiting": tasks.list_waiting(session, actor), "done": tasks.list_done(session, actor)}
    return render_template("staff/tasks.html", form=form, today=clock.today(), **lists), status
