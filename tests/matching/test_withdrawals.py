"""What a person takes back leaves the host's sight; a human is told, and no match moves."""

import pytest
from sqlalchemy.orm import Session

from casework import consents, tasks
from casework.models.consent import Purpose
from core import clock
from directory import inbox
from directory.inbox import Answer
from matching import daily, introductions
from matching.lifecycle import State
from matching.machine_tasks import CONSENT_GONE
from tests.factories.matches import Scene, days_later, pass_on
from tests.factories.people import agrees_to_support, agrees_to_tell


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session)


def withdraw(session: Session, scene: Scene, purpose: Purpose) -> None:
    held = consents.current(session, scene.person.id, purpose)
    assert held is not None
    consents.withdraw(session, scene.actor, held)
    pass_on(session)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_the_question_goes_and_a_task_comes(session: Session, scene: Scene, purpose: Purpose) -> None:
    placement = scene.match(State.ASKED)
    withdraw(session, scene, purpose)
    assert scene.questions() == []
    (task,) = tasks.list_due(session, scene.actor, until=clock.today())
    assert (task.kind, task.person_id) == (CONSENT_GONE, scene.person.id)
    assert placement.state == State.ASKED


def test_what_was_answered_goes_too(session: Session, scene: Scene) -> None:
    scene.match(State.ASKED)
    scene.answers(Answer.YES)
    withdraw(session, scene, Purpose.TELL_HOST)
    assert inbox.lately_answered(session, scene.host.organization_ids) == []


@pytest.mark.parametrize("purpose", list(Purpose))
def test_nothing_happens_while_another_agreement_holds(session: Session, scene: Scene, purpose: Purpose) -> None:
    scene.match(State.ASKED)
    held = consents.current(session, scene.person.id, purpose)
    assert held is not None
    agrees_to_support(session, scene.actor, scene.person)
    agrees_to_tell(session, scene.actor, scene.person, scene.service.organization)
    consents.withdraw(session, scene.actor, held)
    pass_on(session)
    assert len(scene.questions()) == 1


def test_other_peoples_questions_stay(session: Session, scene: Scene) -> None:
    scene.match(State.ASKED, person=scene.newcomer())
    scene.match(State.ASKED)
    withdraw(session, scene, Purpose.TELL_HOST)
    assert len(scene.questions()) == 1


class TestAnAgreementThatRanOut:
    @pytest.mark.db
    def test_takes_the_open_question_back_once(self, session: Session, scene: Scene) -> None:
        scene.match(State.ASKED)
        with days_later(365):
            assert daily.run(session) == 0
        with days_later(366):
            assert daily.run(session) == 1
            assert daily.run(session) == 0
            (task,) = tasks.list_due(session, scene.actor, until=clock.today())
        assert task.kind == CONSENT_GONE
        assert scene.questions() == []

    def test_leaves_an_answer_alone(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        scene.answers(Answer.YES)
        with days_later(366):
            assert daily.run(session) == 0
        assert introductions.host_reply(session, placement) is not None
