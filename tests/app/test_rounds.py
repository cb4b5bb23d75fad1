"""The worker makes a round over all towns when it is time, and passes hosts' answers on."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.handlers import worker_of
from app.rounds import Rounds
from app.settings import Settings
from casework.models.task import Task
from core import clock
from core.database import Database
from core.scope import open_for_all
from directory import inbox
from directory.inbox import Answer, GivenAnswer
from directory.models.host_inbox import HostQuestion
from matching.lifecycle import State
from matching.machine_tasks import HOST_REPLY
from matching.models.placement import Placement
from tests.factories.matches import Scene, days_later


def test_an_offer_that_ran_out_is_ended_by_the_next_round(database: Database) -> None:
    with database.writing() as session:
        Scene(open_for_all(session)).match(State.OFFERED)
    rounds = Rounds(database)
    assert rounds() == 0
    with days_later(15):
        assert rounds() == 1
        with database.reading() as session:
            assert open_for_all(session).execute(select(Placement.state)).scalar_one() == State.EXPIRED
        assert rounds() == 0


def test_rounds_are_ten_minutes_apart(database: Database) -> None:
    rounds = Rounds(database)
    rounds()
    first = rounds.next_at
    assert first == clock.now() + timedelta(minutes=10)
    with clock.standing_at(clock.now() + timedelta(minutes=9)):
        rounds()
        assert rounds.next_at == first


def test_the_worker_passes_an_answer_on(database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        scene = Scene(open_for_all(session))
        scene.match(State.ASKED)
        host = scene.host
    with database.writing() as session:
        question = open_for_all(session).execute(select(HostQuestion)).scalar_one()
        inbox.answer(session, host, question, GivenAnswer(Answer.YES))
    worker_of(Settings(data_dir=tmp_path), database).once()
    with database.reading() as session:
        assert open_for_all(session).execute(select(Task.kind)).scalars().all() == [HOST_REPLY]
