"""What was promised is listed, done, put off and opened again."""

from uuid import UUID

import pytest
from sqlalchemy import select

from casework.models.task import Task
from tests.app.staff.conftest import Desk
from tests.factories.people import a_person

LIST = "/staff/tasks"


@pytest.fixture
def task(desk: Desk) -> UUID:
    """A task about a person, promised on the page."""
    with desk.writing() as session:
        person = a_person(session, desk.actor).id
    sent = {"title": "見学の前に電話する", "due_on": "2030-01-01", "person": str(person)}
    assert desk.browser.post(LIST, sent, seen_at=LIST).status_code == 303
    with desk.writing() as session:
        return session.execute(select(Task.id)).scalar_one()


def test_a_task_stands_in_the_list_until_it_is_done(desk: Desk, task: UUID) -> None:
    assert "見学の前に電話する" in desk.browser.get(LIST).text
    sent = {"version": "1", "from": "tasks"}
    assert desk.browser.post(f"{LIST}/{task}/done", sent, seen_at=LIST).location == LIST
    assert "ぜんぶ済みました" in desk.browser.get(LIST).text
    assert desk.browser.post(f"{LIST}/{task}/reopen", seen_at=LIST).status_code == 303
    assert "ぜんぶ済みました" not in desk.browser.get(LIST).text


def test_without_words_or_day_nothing_is_promised(desk: Desk) -> None:
    answer = desk.browser.post(LIST, {"title": "", "due_on": "いつか", "person": ""}, seen_at=LIST)
    assert answer.status_code == 422


def test_a_page_of_yesterday_ticks_nothing_off(desk: Desk, task: UUID) -> None:
    assert desk.browser.post(f"{LIST}/{task}/later", {"version": "1"}, seen_at=LIST).status_code == 303
    assert desk.browser.post(f"{LIST}/{task}/done", {"version": "1"}, seen_at=LIST).status_code == 409
