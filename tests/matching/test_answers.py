"""A host's answer lands on the coordinator's list; it moves no match."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from casework import tasks
from casework.models.task import Task
from directory import inbox
from directory.inbox import Answer
from directory.models.host_inbox import HostQuestion
from matching import check_ins, follow_ups, introductions
from matching.lifecycle import State
from matching.machine_tasks import HOST_REPLY, HOST_WORRY
from matching.models.follow_up import Side
from matching.reports import Attendance, report_of
from tests.factories.matches import Scene, days_later, pass_on

pytestmark = pytest.mark.slow


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session)


def waiting(session: Session, scene: Scene) -> list[Task]:
    return tasks.list_due(session, scene.actor, until=date(2027, 12, 31))


def take_back(session: Session, scene: Scene, question: HostQuestion) -> None:
    inbox.undo(session, scene.host, question)
    pass_on(session)


class TestAnIntroduction:
    @pytest.mark.parametrize(
        ("answer", "words", "due"),
        [
            (Answer.YES, "見学日を決める", date(2026, 11, 28)),
            (Answer.TALK, "電話する", date(2026, 11, 26)),
            (Answer.NO, "ほかの場所を考える", date(2026, 11, 28)),
        ],
    )
    def test_answered_is_a_task_and_no_step(
        self, session: Session, scene: Scene, answer: Answer, words: str, due: date
    ) -> None:
        placement = scene.match(State.ASKED)
        scene.answers(answer)
        (task,) = waiting(session, scene)
        assert (task.kind, task.due_on, task.assignee_id) == (HOST_REPLY, due, scene.actor.user_id)
        assert words in task.title
        assert "スミさん" in task.title
        assert placement.state == State.ASKED
        reply = introductions.host_reply(session, placement)
        assert reply is not None
        assert reply.answer == answer

    def test_answered_anew_after_an_undo_is_one_task(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        question = scene.answers(Answer.NO)
        take_back(session, scene, question)
        assert waiting(session, scene) == []
        assert introductions.host_reply(session, placement) is None
        scene.answers(Answer.YES)
        (task,) = waiting(session, scene)
        assert "見学日を決める" in task.title

    def test_is_dealt_with_by_the_next_step(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        scene.answers(Answer.YES)
        scene.go(placement, State.VISIT_PLANNED)
        assert waiting(session, scene) == []

    def test_answered_after_it_ended_is_nothing(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        (question,) = scene.questions()
        inbox.answer(session, scene.host, question, inbox.GivenAnswer(Answer.YES))
        scene.go(placement, State.DECLINED_BY_PERSON)
        pass_on(session)
        assert waiting(session, scene) == []


class TestACheckIn:
    @pytest.mark.parametrize(
        ("answer", "attendance"), [(Answer.CAME, Attendance.CAME), (Answer.ABSENT, Attendance.ABSENT)]
    )
    def test_answered_records_the_hosts_follow_up(
        self, session: Session, scene: Scene, answer: Answer, attendance: Attendance
    ) -> None:
        placement = scene.match(State.ATTENDING)
        scene.answers(Answer.YES)
        with days_later(3):
            assert check_ins.put_due(session) == 1
            scene.answers(answer, words="元気でした")
        done, coming = [one for one in follow_ups.list_of(session, placement) if one.side is Side.HOST]
        assert done.outcome is not None
        assert report_of(done.outcome).attendance is attendance
        assert (done.note, done.done_by) == ("元気でした", scene.host.reference)
        assert coming.due_on == date(2026, 12, 2)
        assert [task.kind for task in waiting(session, scene)] == []

    @pytest.mark.db
    def test_with_a_worry_lets_the_coordinator_call_tomorrow(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        scene.answers(Answer.YES)
        with days_later(40):
            check_ins.put_due(session)
            scene.answers(Answer.WORRY, words="つかれて見える")
            (task,) = waiting(session, scene)
            assert (task.kind, task.due_on) == (HOST_WORRY, date(2027, 1, 5))
            follow_up = follow_ups.find_open(session, placement, Side.HOST)
            assert follow_up is not None
            assert follow_up.due_on == date(2027, 1, 11)

    def test_taken_back_opens_the_follow_up_again(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        scene.answers(Answer.YES)
        with days_later(3):
            check_ins.put_due(session)
            question = scene.answers(Answer.WORRY)
            take_back(session, scene, question)
            assert waiting(session, scene) == []
            follow_up = follow_ups.find_open(session, placement, Side.HOST)
            assert follow_up is not None
            assert (follow_up.step, follow_up.due_on) == ("3_days", date(2026, 11, 28))
            scene.answers(Answer.CAME)
        later = follow_ups.find_open(session, placement, Side.HOST)
        assert later is not None
        assert later.step == "1_week"


def test_an_answer_to_a_forgotten_question_is_nothing(session: Session, scene: Scene) -> None:
    placement = scene.match(State.ASKED)
    (question,) = scene.questions()
    inbox.answer(session, scene.host, question, inbox.GivenAnswer(Answer.YES))
    inbox.forget(session, [placement.reference])
    session.expunge(question)
    pass_on(session)
    assert waiting(session, scene) == []
