"""Of a hundred at once exactly one gets the last place; the count is right after every step."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.access import Actor
from core.database import Database
from core.errors import ConflictError
from core.scope import open_for_all
from directory import inbox, listings
from directory.inbox import Answer, NewQuestion
from directory.models.host_inbox import QuestionKind
from directory.models.service import Service
from matching import moves, placements, places
from matching.lifecycle import HOLDING, State
from matching.models.placement import IntakeCount, Placement
from tests.factories.matches import ORDER, Scene, days_later
from tests.factories.races import race

pytestmark = pytest.mark.slow

RUNNERS = 100


def count(session: Session, service: Service) -> int:
    """What the one row says."""
    return session.execute(select(IntakeCount.taken).where(IntakeCount.service_id == service.id)).scalar_one()


class TestTheLastPlace:
    @pytest.mark.db
    def test_goes_to_one_of_a_hundred(self, database: Database) -> None:
        actor, keys, service_id = self.prepared(database, slots=1)

        def offer(number: int) -> uuid.UUID:
            with database.writing() as session:
                placement = open_for_all(session).get_one(Placement, keys[number])
                placements.offer(session, actor, placement, version=placement.version)
                return placement.id

        results = race(RUNNERS, offer)
        winners = [result for result in results if isinstance(result, uuid.UUID)]
        losers = [result for result in results if not isinstance(result, uuid.UUID)]
        assert len(winners) == 1
        assert {type(loser) for loser in losers} == {ConflictError}
        assert {str(loser) for loser in losers} == {places.FULL}
        with database.reading() as session:
            offered = select(Placement.id).where(Placement.state == State.OFFERED)
            assert open_for_all(session).execute(offered).scalars().all() == winners
            assert count(session, session.get_one(Service, service_id)) == 1

    @pytest.mark.db
    def test_of_one_match_is_taken_once_by_many_at_the_same_form(self, database: Database) -> None:
        actor, keys, service_id = self.prepared(database, slots=5, people=1)

        def offer(_number: int) -> uuid.UUID:
            with database.writing() as session:
                placement = open_for_all(session).get_one(Placement, keys[0])
                placements.offer(session, actor, placement, version=1)
                return placement.id

        results = race(20, offer)
        assert sum(isinstance(result, uuid.UUID) for result in results) == 1
        assert all(isinstance(result, uuid.UUID | ConflictError) for result in results)
        with database.reading() as session:
            assert count(open_for_all(session), session.get_one(Service, service_id)) == 1

    def prepared(
        self, database: Database, *, slots: int, people: int = RUNNERS
    ) -> tuple[Actor, list[uuid.UUID], uuid.UUID]:
        """A service with places, and as many people who want one."""
        with database.writing() as session:
            scene = Scene(open_for_all(session), intake_slots=slots)
            matches = [scene.match(person=scene.newcomer()) for _ in range(people)]
            return scene.actor, [match.id for match in matches], scene.service.id


class TestHolding:
    def test_from_the_offer_to_the_end(self, session: Session) -> None:
        scene = Scene(session)
        placement = scene.match()
        for state in ORDER[1:]:
            scene.go(placement, state)
            assert placement.holds_place is (state in HOLDING)
            assert count(session, scene.service) == (state in HOLDING)

    @pytest.mark.parametrize("ending", [State.DECLINED_BY_PERSON, State.DECLINED_BY_HOST, State.WITHDRAWN])
    def test_is_given_back_at_an_ending(self, session: Session, ending: State) -> None:
        scene = Scene(session, intake_slots=1)
        placement = scene.match(State.ASKED)
        scene.go(placement, ending)
        assert scene.match(State.OFFERED, person=scene.newcomer()).holds_place

    def test_is_given_back_when_an_offer_runs_out(self, session: Session) -> None:
        scene = Scene(session, intake_slots=1)
        scene.match(State.OFFERED)
        with days_later(15):
            placements.expire_offers(session)
            assert scene.match(State.OFFERED, person=scene.newcomer()).holds_place

    def test_without_a_stated_number_refuses_nobody(self, session: Session) -> None:
        scene = Scene(session, intake_slots=None, intake_stated_at=None)
        for _ in range(4):
            scene.match(State.OFFERED, person=scene.newcomer())
        assert count(session, scene.service) == 4

    def test_a_number_of_none_refuses_everybody(self, session: Session) -> None:
        scene = Scene(session, intake_slots=0)
        with pytest.raises(ConflictError):
            scene.match(State.OFFERED)

    def test_an_ending_cannot_be_taken_back_once_somebody_else_has_the_place(self, session: Session) -> None:
        scene = Scene(session, intake_slots=1)
        placement = scene.match(State.ASKED)
        scene.go(placement, State.WITHDRAWN)
        scene.match(State.OFFERED, person=scene.newcomer())
        with pytest.raises(ConflictError):
            moves.undo(session, scene.actor, placement, version=placement.version)


class TestANewNumber:
    def test_knows_of_those_who_were_accepted_and_not_of_those_who_are_only_reserved(self, session: Session) -> None:
        scene = Scene(session, intake_slots=2)
        scene.match(State.ACCEPTED)
        reserved = scene.match(State.OFFERED, person=scene.newcomer())
        assert places.taken_of(session, [scene.service.id]) == {scene.service.id: 2}
        with days_later(1):
            listings.set_intake(session, scene.host, scene.service, 2)
            assert places.taken_of(session, [scene.service.id]) == {scene.service.id: 1}
            scene.match(State.OFFERED, person=scene.newcomer())
            with pytest.raises(ConflictError):
                scene.match(State.OFFERED, person=scene.newcomer())
        assert reserved.holds_place

    def test_counts_again_who_is_accepted_after_it(self, session: Session) -> None:
        scene = Scene(session, intake_slots=1)
        placement = scene.match(State.VISITED)
        with clock.standing_at(clock.now() + timedelta(days=1)):
            scene.go(placement, State.ACCEPTED)
        assert places.taken_of(session, [scene.service.id]) == {scene.service.id: 1}

    @pytest.mark.db
    def test_from_the_hosts_inbox_counts_at_once(self, session: Session) -> None:
        scene = Scene(session, intake_slots=2)
        scene.match(State.ACCEPTED)
        with days_later(1):
            inbox.ask(
                session, scene.actor, NewQuestion(service=scene.service, kind=QuestionKind.CAPACITY, reference="c1")
            )
            inbox_question = next(one for one in scene.questions() if one.kind is QuestionKind.CAPACITY)
            inbox.answer(session, scene.host, inbox_question, inbox.GivenAnswer(Answer.NUMBER, number=3))
            assert scene.service.intake_slots == 3
            places.recount(session, scene.service.id)
            assert count(session, scene.service) == 0


@pytest.mark.control
def test_a_count_that_looks_before_it_writes_would_let_two_in(session: Session) -> None:
    """What the conditional UPDATE guards against: two who have both seen one free place."""
    scene = Scene(session, intake_slots=1)
    one, two = scene.match(), scene.match(person=scene.newcomer())
    places.take(session, one)
    one.state = State.OFFERED
    session.flush()
    with pytest.raises(ConflictError):
        places.take(session, two)
