from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.disclosure import revealed
from casework.models.person import Person
from casework.models.task import Task
from core import audit
from core.clock import local_date, standing_at
from core.database import Database
from core.scope import open_for_all
from directory import inbox
from directory.freshness import Freshness, freshness
from directory.models.host_inbox import HostQuestion, QuestionKind
from directory.models.steward import Steward
from matching import places, suggestions
from matching.lifecycle import ATTENDED, State
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement
from tests.app.demo import NOON
from tests.app.demo.conftest import a_loaded

TODAY = local_date(NOON)
pytestmark = pytest.mark.slow


@pytest.fixture
def town(filled: Database) -> Iterator[Session]:
    with standing_at(NOON), filled.reading() as session:
        yield open_for_all(session)


class TestPeople:
    def test_are_twenty_four(self, town: Session) -> None:
        assert len(town.execute(select(Person)).scalars().all()) == 24

    def test_half_have_no_match_yet_and_one_has_an_option_that_fits(self, town: Session) -> None:
        with_match = select(Placement.person_id)
        waiting = town.execute(select(Person).where(Person.id.not_in(with_match))).scalars().all()
        assert len(waiting) == 13
        person = next(one for one in waiting if one.nickname == "わかばさん")
        best = suggestions.rank_for(town, person).ready[0]
        assert (person.name, best.option.name) == ("花田 ようこ", "水曜あさの体操とお茶")


class TestMatches:
    def test_are_in_every_state(self, town: Session) -> None:
        assert set(town.execute(select(Placement.state)).scalars()) == set(State)

    def test_fill_one_place(self, town: Session) -> None:
        offered = town.execute(select(Placement).where(Placement.state == State.OFFERED)).scalar_one()
        assert places.taken_of(town, [offered.service_id])[offered.service_id] == offered.service.intake_slots

    def test_lead_to_one_listing_that_nobody_has_assured_for_long(self, town: Session) -> None:
        attended = town.execute(select(Placement).where(Placement.state.in_(ATTENDED))).scalars()
        days = [one.service.assured_at and local_date(one.service.assured_at) for one in attended]
        assert [freshness(day, TODAY) for day in days].count(Freshness.RED) == 1

    def test_tell_no_host_who_the_person_is(self, town: Session) -> None:
        for placement in town.execute(select(Placement)).scalars():
            assert revealed(placement.person, placement.agreed_words) == ()


class TestFollowUps:
    @pytest.mark.parametrize("side", Side)
    def test_are_overdue_and_still_to_come(self, town: Session, side: Side) -> None:
        days = due_days(town, side)
        assert min(days) < TODAY < max(days)

    def test_one_is_due_today(self, town: Session) -> None:
        assert TODAY in due_days(town, Side.PERSON)


def due_days(session: Session, side: Side) -> set[object]:
    query = select(FollowUp.due_on).where(FollowUp.side == side, FollowUp.done_at.is_(None))
    return set(session.execute(query.where(FollowUp.cancelled_at.is_(None))).scalars())


class TestHosts:
    def test_have_an_open_question_of_each_kind(self, town: Session) -> None:
        assert set(town.execute(select(HostQuestion.kind).where(inbox.is_open())).scalars()) == set(QuestionKind)

    def test_are_reached_at_addresses_of_their_own(self, town: Session) -> None:
        stewards = town.execute(select(Steward)).scalars().all()
        addresses = {steward.door.email for steward in stewards}
        assert len(addresses) == len(stewards) >= 10


class TestTasks:
    def test_are_overdue_due_today_and_to_come(self, town: Session) -> None:
        days = set(town.execute(select(Task.due_on).where(Task.done_at.is_(None))).scalars())
        assert min(days) < TODAY < max(days)
        assert TODAY in days


def test_the_audit_chain_holds(town: Session) -> None:
    audit.use_audit_key(b"audit key of the tests")
    assert list(audit.verify(town)) == []


@pytest.mark.parametrize("days", [3, 39, 462])
def test_the_town_can_be_loaded_on_any_day(tmp_path: Path, days: int) -> None:
    night = datetime(2026, 11, 24, 16, tzinfo=UTC) + timedelta(days=days)
    database = a_loaded(tmp_path / "town.sqlite3", night)
    with database.reading() as session:
        assert set(open_for_all(session).execute(select(Placement.state)).scalars()) == set(State)
    database.close()
