"""A host is asked whether the person came: when it is due, once, and only while the person agrees."""

import pytest
from sqlalchemy.orm import Session

from casework import consents
from casework.models.consent import Purpose
from core import clock
from directory.inbox import Answer
from directory.models.host_inbox import QuestionKind
from matching import check_ins, follow_ups
from matching.lifecycle import State
from matching.models.follow_up import Side
from tests.factories.matches import Scene, days_later


@pytest.fixture
def scene(session: Session) -> Scene:
    scene = Scene(session)
    scene.match(State.ATTENDING)
    scene.answers(Answer.YES)
    return scene


def test_is_put_on_the_day_it_is_due_and_once(session: Session, scene: Scene) -> None:
    with days_later(2):
        assert check_ins.put_due(session) == 0
    with days_later(3):
        assert check_ins.put_due(session) == 1
        assert check_ins.put_due(session) == 0
    (question,) = scene.questions()
    assert question.kind is QuestionKind.CHECK_IN
    assert question.content == {"nickname": "スミさん", "words": check_ins.WORDS}
    assert question.asked_by_name == scene.actor.name


def test_comes_again_with_the_next_follow_up(session: Session, scene: Scene) -> None:
    with days_later(3):
        check_ins.put_due(session)
        scene.answers(Answer.CAME)
    with days_later(7):
        assert check_ins.put_due(session) == 1


def test_is_not_put_without_the_persons_agreement(session: Session, scene: Scene) -> None:
    held = consents.current(session, scene.person.id, Purpose.TELL_HOST)
    assert held is not None
    consents.withdraw(session, scene.actor, held)
    with days_later(3):
        assert check_ins.put_due(session) == 0
        due = follow_ups.list_due(session, scene.actor, until=clock.today())
        assert Side.HOST in {one.side for one in due}


def test_is_taken_back_when_the_match_ends(session: Session, scene: Scene) -> None:
    with days_later(3):
        check_ins.put_due(session)
        (placement,) = {one.placement for one in follow_ups.list_due(session, scene.actor, until=clock.today())}
        scene.go(placement, State.STOPPED)
        assert scene.questions() == []
        assert check_ins.put_due(session) == 0
