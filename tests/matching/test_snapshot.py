"""A listing stands as an option with what was stated about it, and with nothing else."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from core import clock
from core.database import Database
from core.facts import Fact
from core.scope import open_for_all
from directory.geography.positions import PositionLevel
from directory.models.contact import Contact
from directory.models.location import Location
from directory.models.schedule import Frequency, Schedule
from directory.models.service import ServiceStatus
from directory.models.service_area import AreaRule, ServiceArea
from directory.models.stated_fact import StatedFact
from directory.models.taxonomy import TaxonomyTerm
from matching import needs, snapshot
from matching.lifecycle import State
from matching.needs import NeedDetails
from matching.types import Known, Option, Place, Status
from matching.week import Session as Meeting
from tests.factories.matches import Scene
from tests.factories.town import a_district, a_service, a_town, stored


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session)


def only(session: Session) -> Option:
    (option,) = snapshot.read_options(session)
    return option


class TestAnOption:
    def test_of_which_nothing_was_stated_says_nothing(self, session: Session) -> None:
        a_service(session, a_town(session), intake_slots=None, intake_stated_at=None, assured_at=None)
        option = only(session)
        assert (option.place, option.sessions, option.facts, option.intake_slots) == (None, (), {}, None)
        assert (option.assured_on, option.has_host_contact, option.is_free) == (None, False, None)

    def test_says_what_was_stated(self, session: Session, scene: Scene) -> None:
        service, town = scene.service, scene.town.id
        district = a_district(session, scene.town)
        service.location = Location(
            municipality_id=town, district=district, latitude=34.6, longitude=131.8, position_level=PositionLevel.TOWN
        )
        service.schedules = [
            Schedule(municipality_id=town, weekdays=[2], opens_at=time(10), closes_at=time(11, 30)),
            Schedule(municipality_id=town, freq=Frequency.DATES, dates=["2026-11-01", "2026-12-04"]),
        ]
        service.facts = [
            StatedFact(municipality_id=town, key="free_of_charge", answer=Fact.YES),
            StatedFact(municipality_id=town, key="transport_assistance", answer=Fact.NO, note="冬だけ"),
            StatedFact(municipality_id=town, key="quiet", answer=Fact.UNKNOWN),
        ]
        service.areas = [ServiceArea(municipality_id=town, district=district, rule=AreaRule.BY_ARRANGEMENT)]
        scene.match(State.OFFERED)
        option = only(session)
        assert (option.district, option.place) == ("masuda", Place(34.6, 131.8, 750))
        assert option.sessions == (Meeting(2, time(10), time(11, 30)), Meeting(4))
        today = clock.today()
        assert option.facts == {
            "free_of_charge": Known(value=True, as_of=today),
            "transport_assistance": Known(value=False, as_of=today, note="冬だけ"),
        }
        assert (option.is_free, option.transport) == tuple(option.facts.values())
        assert (option.arranged_districts, option.service_area) == ({"masuda"}, frozenset())
        assert (option.intake_slots, option.soft_reserved) == (2, 1)
        assert (option.intake_stated_on, option.assured_on) == (date(2026, 11, 24), today)
        assert option.has_host_contact is True

    def test_of_a_doubtful_position_is_somewhere_in_the_town(self, session: Session, scene: Scene) -> None:
        at = {"latitude": 34.6, "longitude": 131.8, "position_level": PositionLevel.EXACT}
        scene.service.location = Location(municipality_id=scene.town.id, is_position_doubtful=True, **at)
        assert only(session).place == Place(34.6, 131.8, 5000)

    def test_can_be_asked_by_a_contact(self, session: Session) -> None:
        service = a_service(session, a_town(session))
        service.contacts = [Contact(municipality_id=service.municipality_id, name="世話人")]
        assert only(session).has_host_contact is False
        service.contacts[0].phone = "+81856310000"
        session.flush()
        session.expire_all()
        assert only(session).has_host_contact is True

    def test_knows_who_has_a_place_and_whom_the_host_cannot_take(self, session: Session) -> None:
        scene = Scene(session)
        scene.match(State.OFFERED)
        scene.match(State.PROPOSED, person=scene.newcomer())
        refused = scene.newcomer()
        details = NeedDetails(excluded_by=(str(scene.service.organization_id),))
        needs.save(session, scene.actor, refused, details, version=0)
        option = only(session)
        assert option.participants == {str(scene.person.id)}
        assert option.excluded_persons == {str(refused.id)}


class TestTheSnapshot:
    def test_leaves_out_drafts_ended_ones_and_kinds_that_must_be_asked_for(self, session: Session) -> None:
        town = a_town(session)
        stored(session, TaxonomyTerm(code="clinic", parent_code=None, name="医院", is_shown_by_default=False))
        for status in ServiceStatus:
            a_service(session, town, status=status)
        clinic = a_service(session, town, kind="clinic")
        assert {option.status for option in snapshot.read_options(session)} == {
            Status.ACTIVE,
            Status.PAUSED,
            Status.SEASONAL,
        }
        assert snapshot.read_option(session, clinic.id) is None

    def test_takes_no_more_queries_for_more_listings(self, database: Database) -> None:
        with database.writing() as session:
            town = a_town(open_for_all(session))
            for _ in range(40):
                service = a_service(session, town)
                service.schedules = [Schedule(municipality_id=town.id, weekdays=[2])]
                service.contacts = [Contact(municipality_id=town.id, phone="1")]
        said: list[str] = []
        with database.reading() as session:
            open_for_all(session)
            event.listen(database.engine, "before_cursor_execute", lambda *words: said.append(words[2]))
            options = snapshot.read_options(session)
        assert len(options) == 40
        assert len(said) <= 11


def test_a_number_stated_later_is_seen(session: Session, scene: Scene) -> None:
    scene.service.intake_stated_at = clock.now() + timedelta(days=1)
    assert only(session).intake_stated_on == date(2026, 11, 26)
