"""A host sees its own questions only; answers are kept, and an undo is a further answer."""

from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from core.access import ANONYMOUS, Actor, Role
from core.database import Database
from core.errors import ConflictError, InvalidError, NotFoundError
from core.outbox import OutboxMessage
from core.scope import open_for_all
from directory import inbox
from directory.inbox import Answer, GivenAnswer, NewQuestion, QuestionContent
from directory.models.host_inbox import HostAnswer, HostQuestion, QuestionKind
from directory.models.service import Service
from tests.factories.races import race
from tests.factories.town import a_service, a_steward, a_town, a_worker


class Place:
    """A host with one service, its steward and somebody at the office."""

    def __init__(self, session: Session, code: str = "322041") -> None:
        town = a_town(session, code)
        self.office = a_worker(session, town)
        self.service: Service = a_service(session, town)
        self.host: Actor = a_steward(session, self.service.organization)

    def asked(
        self, session: Session, kind: QuestionKind = QuestionKind.INTRODUCTION, reference: str = "r1"
    ) -> HostQuestion:
        content = QuestionContent(nickname="スミさん", words="水曜の午前に 見学したい")
        question = NewQuestion(service=self.service, kind=kind, reference=reference, content=content)
        return inbox.ask(session, self.office, question)


@pytest.fixture
def place(session: Session) -> Place:
    return Place(session)


def kinds(session: Session) -> list[str]:
    return list(session.execute(select(OutboxMessage.kind).order_by(OutboxMessage.sequence)).scalars())


class TestSeeing:
    def test_a_host_sees_its_own(self, session: Session, place: Place) -> None:
        question = place.asked(session)
        assert inbox.get(session, place.host, question.id) is question
        assert inbox.open_questions(session, place.host.organization_ids) == [question]

    def test_another_hosts_and_anybody_elses_does_not_exist(self, session: Session, place: Place) -> None:
        question = place.asked(session)
        other = a_steward(session, a_service(session, a_town(session, "131016")).organization)
        resident = Actor(role=Role.RESIDENT, municipality_id=place.host.municipality_id)
        for actor in (other, resident, ANONYMOUS):
            with pytest.raises(NotFoundError):
                inbox.get(session, actor, question.id)

    def test_the_oldest_stands_first(self, session: Session, place: Place) -> None:
        first = place.asked(session)
        with clock.standing_at(clock.now() + timedelta(hours=1)):
            second = place.asked(session, QuestionKind.CHECK_IN)
        assert inbox.open_questions(session, place.host.organization_ids) == [first, second]

    def test_a_withdrawn_one_is_gone_for_the_host(self, session: Session, place: Place) -> None:
        question = place.asked(session)
        inbox.withdraw(session, place.office, "r1")
        assert inbox.open_questions(session, place.host.organization_ids) == []
        with pytest.raises(NotFoundError):
            inbox.get(session, place.host, question.id)
        with pytest.raises(ConflictError):
            inbox.answer(session, place.host, question, GivenAnswer(Answer.YES))

    def test_a_question_can_say_nothing_but_a_nickname_and_agreed_words(self) -> None:
        assert [field.name for field in fields(QuestionContent)] == ["nickname", "words"]


class TestAnswering:
    def test_keeps_the_answer_and_promises_to_pass_it_on(self, session: Session, place: Place) -> None:
        question = place.asked(session)
        given = inbox.answer(session, place.host, question, GivenAnswer(Answer.YES, words=" どうぞ "))
        assert (given.answer, given.words, given.answered_by_name) == ("yes", "どうぞ", place.host.name)
        assert inbox.standing_answer(question) is given
        assert inbox.open_questions(session, place.host.organization_ids) == []
        assert kinds(session) == [inbox.ASKED, inbox.ANSWERED]

    def test_a_second_press_is_the_same_answer(self, session: Session, place: Place) -> None:
        question = place.asked(session)
        first = inbox.answer(session, place.host, question, GivenAnswer(Answer.YES))
        assert inbox.answer(session, place.host, question, GivenAnswer(Answer.YES)) is first
        with pytest.raises(ConflictError):
            inbox.answer(session, place.host, question, GivenAnswer(Answer.NO))

    @pytest.mark.parametrize(
        ("kind", "given"),
        [
            (QuestionKind.INTRODUCTION, GivenAnswer(Answer.CAME)),
            (QuestionKind.CHECK_IN, GivenAnswer(Answer.YES)),
            (QuestionKind.INTRODUCTION, GivenAnswer(Answer.UNDO)),
            (QuestionKind.CAPACITY, GivenAnswer(Answer.NUMBER)),
            (QuestionKind.CAPACITY, GivenAnswer(Answer.NUMBER, number=-1)),
            (QuestionKind.CAPACITY, GivenAnswer(Answer.NUMBER, number=100)),
        ],
    )
    def test_what_does_not_fit_is_refused(
        self, session: Session, place: Place, kind: QuestionKind, given: GivenAnswer
    ) -> None:
        with pytest.raises(InvalidError):
            inbox.answer(session, place.host, place.asked(session, kind), given)

    def test_every_kind_has_choices_with_words(self) -> None:
        assert set(inbox.CHOICES) == set(QuestionKind)
        assert set(inbox.ANSWER_LABELS) == set(Answer)


class TestWhatAnAnswerStates:
    def test_unchanged_confirms_the_listing_until_it_is_taken_back(self, session: Session, place: Place) -> None:
        place.service.assured_at = before = clock.now() - timedelta(days=100)
        question = place.asked(session, QuestionKind.CONFIRM)
        inbox.answer(session, place.host, question, GivenAnswer(Answer.UNCHANGED))
        assert place.service.assured_at == clock.now()
        inbox.undo(session, place.host, question)
        assert place.service.assured_at == before

    def test_a_number_is_the_hosts_word_until_it_is_taken_back(self, session: Session, place: Place) -> None:
        question = place.asked(session, QuestionKind.CAPACITY)
        inbox.answer(session, place.host, question, GivenAnswer(Answer.NUMBER, number=5))
        assert (place.service.intake_slots, place.service.intake_stated_at) == (5, clock.now())
        inbox.undo(session, place.host, question)
        assert place.service.intake_slots == 2

    def test_something_changed_leaves_the_listing_as_it_is(self, session: Session, place: Place) -> None:
        version = place.service.version
        inbox.answer(session, place.host, place.asked(session, QuestionKind.CONFIRM), GivenAnswer(Answer.CHANGED))
        assert place.service.version == version


class TestUndoing:
    def test_opens_the_question_again_by_a_further_row(self, session: Session, place: Place) -> None:
        question = place.asked(session)
        first = inbox.answer(session, place.host, question, GivenAnswer(Answer.NO))
        assert inbox.lately_answered(session, place.host.organization_ids) == [first]
        taken_back = inbox.undo(session, place.host, question)
        assert taken_back.undoes == first.id
        assert inbox.lately_answered(session, place.host.organization_ids) == []
        assert inbox.open_questions(session, place.host.organization_ids) == [question]
        second = inbox.answer(session, place.host, question, GivenAnswer(Answer.YES))
        assert inbox.standing_answer(question) is second
        assert [row.answer for row in question.answers] == ["no", "undo", "yes"]
        assert kinds(session) == [inbox.ASKED, *[inbox.ANSWERED] * 3]

    def test_ends_after_seven_days(self, session: Session, place: Place) -> None:
        question = place.asked(session)
        inbox.answer(session, place.host, question, GivenAnswer(Answer.YES))
        with clock.standing_at(clock.now() + timedelta(days=7)):
            assert len(inbox.lately_answered(session, place.host.organization_ids)) == 1
        with clock.standing_at(clock.now() + timedelta(days=7, seconds=1)), pytest.raises(ConflictError):
            inbox.undo(session, place.host, question)

    def test_needs_an_answer(self, session: Session, place: Place) -> None:
        with pytest.raises(ConflictError):
            inbox.undo(session, place.host, place.asked(session))


class TestWithdrawingAndForgetting:
    def test_only_what_is_unanswered_can_be_taken_back(self, session: Session, place: Place) -> None:
        answered, waiting = place.asked(session), place.asked(session, QuestionKind.CHECK_IN)
        inbox.answer(session, place.host, answered, GivenAnswer(Answer.YES))
        inbox.withdraw_open(session, place.office, "r1")
        assert (answered.withdrawn_at, waiting.withdrawn_at) == (None, clock.now())

    def test_forgetting_leaves_nothing_under_the_reference(self, session: Session, place: Place) -> None:
        question, other = place.asked(session), place.asked(session, reference="r2")
        inbox.answer(session, place.host, question, GivenAnswer(Answer.YES))
        inbox.undo(session, place.host, question)
        inbox.forget(session, ["r1"])
        assert session.execute(select(HostQuestion.id)).scalars().all() == [other.id]
        assert session.execute(select(func.count()).select_from(HostAnswer)).scalar_one() == 0


@pytest.mark.db
def test_of_many_answers_at_once_one_stands(database: Database) -> None:
    with database.writing() as session:
        place = Place(open_for_all(session))
        key, host = place.asked(session).id, place.host

    def answer(number: int) -> str:
        with database.writing() as own:
            question = open_for_all(own).get_one(HostQuestion, key)
            return inbox.answer(own, host, question, GivenAnswer((Answer.YES, Answer.NO)[number % 2])).answer

    results = race(8, answer)
    with database.reading() as session:
        rows = open_for_all(session).execute(select(HostAnswer.answer)).scalars().all()
    assert len(rows) == 1
    assert [result for result in results if isinstance(result, str)] == [rows[0]] * 4
    assert sum(type(result) is ConflictError for result in results) == 4
