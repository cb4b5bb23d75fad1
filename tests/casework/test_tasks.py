"""A promise has an owner and a day, and is seen by those who may know of the person."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from casework import tasks
from casework.tasks import Promise
from core.access import Actor, Role
from core.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from tests.factories.people import a_person
from tests.factories.town import a_town, a_worker

TODAY, LATER = date(2026, 11, 25), date(2026, 12, 1)


class TestSeeing:
    def test_the_team_sees_what_is_about_its_person(self, session: Session) -> None:
        town = a_town(session)
        actor, other = a_worker(session, town), a_worker(session, town)
        person = a_person(session, actor)
        task = tasks.promise(session, actor, Promise(title="電話する", due_on=TODAY, person_id=person.id))
        assert tasks.get(session, actor, task.id) is task
        with pytest.raises(NotFoundError):
            tasks.get(session, other, task.id)

    def test_an_administrator_sees_their_own_about_nobody(self, session: Session) -> None:
        town = a_town(session)
        actor, admin = a_worker(session, town), a_worker(session, town, Role.ADMINISTRATOR)
        person = a_person(session, actor)
        about = Promise(title="電話する", due_on=TODAY, person_id=person.id, assignee_id=admin.user_id)
        tasks.promise(session, actor, about)
        own = tasks.promise(session, admin, Promise(title="名簿", due_on=TODAY, assignee_id=admin.user_id))
        assert tasks.list_due(session, admin, until=TODAY) == [own]

    def test_the_longest_overdue_stands_first(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        days = (date(2026, 11, 20), TODAY, date(2026, 11, 1), LATER)
        for day in days:
            tasks.promise(session, actor, Promise(title="する", due_on=day, assignee_id=actor.user_id))
        found = [task.due_on for task in tasks.list_due(session, actor, until=TODAY)]
        assert found == [date(2026, 11, 1), date(2026, 11, 20), TODAY]


class TestPromising:
    def test_needs_words(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        with pytest.raises(InvalidError):
            tasks.promise(session, actor, Promise(title=" ", due_on=TODAY))

    def test_what_the_machine_promises_twice_stands_once(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        person = a_person(session, actor)
        promised = Promise(title="見学日を決める", due_on=TODAY, kind="plan_visit", person_id=person.id)
        first, second = tasks.promise(session, actor, promised), tasks.promise(session, actor, promised)
        assert first is second
        tasks.finish(session, actor, first, version=first.version)
        assert tasks.promise(session, actor, promised) is not first

    def test_what_people_promise_twice_stands_twice(self, session: Session) -> None:
        actor = a_worker(session, a_town(session))
        promised = Promise(title="電話する", due_on=TODAY, assignee_id=actor.user_id)
        tasks.promise(session, actor, promised)
        tasks.promise(session, actor, promised)
        assert len(tasks.list_due(session, actor, until=TODAY)) == 2


class TestMoving:
    @pytest.fixture
    def actor(self, session: Session) -> Actor:
        return a_worker(session, a_town(session))

    def test_done_is_done_until_it_is_taken_back(self, session: Session, actor: Actor) -> None:
        task = tasks.promise(session, actor, Promise(title="電話する", due_on=TODAY, assignee_id=actor.user_id))
        tasks.finish(session, actor, task, version=task.version, note="留守")
        with pytest.raises(ConflictError):
            tasks.finish(session, actor, task, version=task.version)
        assert tasks.list_due(session, actor, until=TODAY) == []
        tasks.reopen(session, actor, task)
        assert tasks.list_due(session, actor, until=TODAY) == [task]

    def test_an_old_form_is_refused(self, session: Session, actor: Actor) -> None:
        task = tasks.promise(session, actor, Promise(title="電話する", due_on=TODAY, assignee_id=actor.user_id))
        shown = task.version
        tasks.postpone(session, actor, task, version=shown, due_on=LATER)
        with pytest.raises(StaleVersionError):
            tasks.finish(session, actor, task, version=shown)

    def test_it_is_not_put_into_the_past(self, session: Session, actor: Actor) -> None:
        task = tasks.promise(session, actor, Promise(title="電話する", due_on=TODAY))
        with pytest.raises(InvalidError):
            tasks.postpone(session, actor, task, version=task.version, due_on=date(2026, 11, 24))
