"""The coordinator's day: everything that waits, the longest overdue first, and nothing of other people's."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from casework import tasks
from casework.tasks import Promise
from core import clock
from core.database import Database
from core.scope import open_for_all
from directory.inbox import Answer
from matching import today
from matching.lifecycle import State
from matching.models.follow_up import Side
from tests.factories.matches import Scene, days_later
from tests.factories.people import agrees_to_support
from tests.factories.town import a_worker


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session, intake_slots=None)


class TestADay:
    def test_without_anything_to_do_is_empty(self, session: Session, scene: Scene) -> None:
        assert today.read(session, scene.actor).count == 0

    @pytest.mark.db
    def test_has_a_section_for_everything_that_waits(self, session: Session, scene: Scene) -> None:
        attending = scene.match(State.ATTENDING)
        replied = scene.match(State.ASKED, person=scene.newcomer())
        scene.answers(Answer.YES)
        scene.answers(Answer.TALK)
        unanswered = scene.match(State.ASKED, person=scene.newcomer())
        offered = scene.match(State.OFFERED, person=scene.newcomer())
        visit = scene.match(State.VISIT_PLANNED, person=scene.newcomer())
        call = Promise(title="電話する", due_on=date(2026, 11, 20), person_id=scene.person.id)
        tasks.promise(session, scene.actor, call)
        scene.service.assured_at = clock.now() - timedelta(days=400)
        with days_later(12):
            found = today.read(session, scene.actor)
        assert [one.placement for one in found.person_follow_ups] == [attending]
        assert [one.side for one in found.host_follow_ups] == [Side.HOST]
        assert [one.person_id for one in found.replies] == [replied.person_id]
        assert [one.title for one in found.tasks] == ["電話する"]
        assert [(one.placement, one.days) for one in found.unanswered] == [(unanswered, 12)]
        assert found.expiring_offers == [offered]
        assert found.visits == [visit]
        assert found.stale_listings == [scene.service]
        assert found.overdue == 4

    def test_shows_a_reply_on_the_day_it_comes(self, session: Session, scene: Scene) -> None:
        scene.match(State.ASKED)
        scene.answers(Answer.YES)
        (task,) = today.read(session, scene.actor).replies
        assert task.due_on > clock.today()

    def test_tells_of_agreements_that_end(self, session: Session, scene: Scene) -> None:
        scene.match()
        ending = agrees_to_support(session, scene.actor, scene.person, expires_on=date(2026, 12, 10))
        found = today.read(session, scene.actor).ending_consents
        assert [(one.consent, one.person) for one in found] == [(ending, scene.person)]

    def test_holds_nothing_of_other_peoples(self, session: Session, scene: Scene) -> None:
        scene.match(State.ATTENDING)
        scene.match(State.ASKED, person=scene.newcomer())
        with days_later(12):
            assert today.read(session, a_worker(session, scene.town)).count == 0


def test_takes_no_more_queries_for_more_people(database: Database) -> None:
    with database.writing() as session:
        scene = Scene(open_for_all(session), intake_slots=None)
        for state in (State.ATTENDING, State.ASKED, State.OFFERED) * 4:
            scene.match(state, person=scene.newcomer())
        actor = scene.actor
    said: list[str] = []
    with database.reading() as session:
        open_for_all(session)
        event.listen(database.engine, "before_cursor_execute", lambda *words: said.append(words[2]))
        with days_later(20):
            found = today.read(session, actor)
            names = {one.placement.person.nickname for one in found.person_follow_ups}
            hosts = {one.service.organization.name for one in found.expiring_offers}
    assert (len(found.person_follow_ups), names, len(hosts)) == (4, {"スミさん"}, 1)
    assert len(said) <= 7
