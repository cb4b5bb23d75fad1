"""What was written about the need comes back as it was, and nothing that was not asked is made up."""

import uuid
from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from casework import consents
from casework.models.consent import Purpose
from core import clock
from core.errors import InvalidError, StaleVersionError
from core.facts import Fact
from matching import needs
from matching.batch import apart
from matching.criteria.goal import GOAL_STEPS
from matching.lifecycle import State
from matching.needs import Avoid, NeedDetails, Safety, Span
from matching.types import Comfort, Gender, Mode, Place
from tests.factories.matches import Scene
from tests.factories.people import agrees_to_tell
from tests.factories.town import a_district, a_service

WHOLE = NeedDetails(
    own_words="犬が好き。朝なら出られる。",
    wishes=("animals", "盆栽"),
    strengths=("cooking",),
    strength_words="魚をさばける",
    goal_step=next(iter(GOAL_STEPS)),
    available=(Span(2, time(9), time(12)),),
    modes=("walk", "lift"),
    travel_minutes=20,
    needs=("step_free",),
    fee_limit_yen=0,
    comforts=("quiet",),
    avoid=Avoid(kinds=("soudan",), words=("カラオケ",)),
    nearest_stop="見本役場前",
    stop_minutes=5,
    has_companion=Fact.NO,
    excluded_by=(str(uuid.UUID(int=7)),),
    safety=Safety(hides_name=True, districts=("hikimi",), may_be_with_children=Fact.YES),
)


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session, tags=["animals"])


class TestSaving:
    def test_keeps_every_word(self, session: Session, scene: Scene) -> None:
        record = needs.save(session, scene.actor, scene.person, WHOLE, version=0)
        session.expire(record)
        assert needs.details_of(record) == WHOLE

    def test_an_old_form_is_refused(self, session: Session, scene: Scene) -> None:
        record = needs.save(session, scene.actor, scene.person, WHOLE, version=0)
        with pytest.raises(StaleVersionError):
            needs.save(session, scene.actor, scene.person, NeedDetails(), version=0)
        needs.save(session, scene.actor, scene.person, NeedDetails(), version=record.version)
        assert needs.details_of(record) == NeedDetails()

    @pytest.mark.parametrize(
        ("details", "field"),
        [
            (NeedDetails(goal_step="fly"), "goal_step"),
            (NeedDetails(modes=("rocket",)), "modes"),
            (NeedDetails(comforts=("loud",)), "comforts"),
            (NeedDetails(available=(Span(7, time(9), time(10)),)), "available"),
            (NeedDetails(travel_minutes=0), "travel_minutes"),
            (NeedDetails(fee_limit_yen=-1), "fee_limit_yen"),
            (NeedDetails(stop_minutes=61), "stop_minutes"),
        ],
    )
    def test_names_what_is_wrong(self, session: Session, scene: Scene, details: NeedDetails, field: str) -> None:
        with pytest.raises(InvalidError) as refused:
            needs.save(session, scene.actor, scene.person, details, version=0)
        assert list(refused.value.fields) == [field]

    def test_keeps_what_protects_the_person_under_seal(self, session: Session, scene: Scene) -> None:
        needs.save(session, scene.actor, scene.person, WHOLE, version=0)
        stored = session.connection().exec_driver_sql("SELECT safety FROM need_record").scalar_one()
        assert b"hikimi" not in bytes(stored)


class TestReading:
    def test_of_somebody_who_was_asked_nothing_makes_nothing_up(self, session: Session, scene: Scene) -> None:
        need = needs.need_of(session, scene.person)
        assert (need.age, need.gender, need.consent) == (75, Gender.FEMALE, Fact.YES)
        assert (need.availability, need.travel, need.home, need.fee_limit) == (None, {}, None, None)

    def test_tells_tags_from_the_persons_own_words(self, session: Session, scene: Scene) -> None:
        needs.save(session, scene.actor, scene.person, WHOLE, version=0)
        need = needs.need_of(session, scene.person)
        assert (need.wishes, need.wish_words) == ({"animals"}, {"盆栽"})
        assert need.travel == {Mode.WALK: 20, Mode.LIFT: None}
        assert need.comfort == {Comfort.QUIET}
        assert need.availability is not None
        assert need.availability.free_minutes(2, 9 * 60, 12 * 60) == 180

    def test_every_limit_reaches_the_rules(self, session: Session, scene: Scene) -> None:
        needs.save(session, scene.actor, scene.person, WHOLE, version=0)
        need = needs.need_of(session, scene.person)
        assert (need.nearest_stop, need.stop_minutes, need.has_companion) == ("見本役場前", 5, Fact.NO)
        assert (need.is_protected, need.unsafe_districts, need.may_be_with_children) == (True, {"hikimi"}, Fact.YES)

    def test_who_must_not_be_met_is_the_same_from_both_sides(self, session: Session, scene: Scene) -> None:
        other = scene.newcomer()
        apart.keep(session, scene.actor, scene.person.id, other.id)
        assert needs.need_of(session, scene.person).avoid_persons == {str(other.id)}
        assert needs.need_of(session, other).avoid_persons == {str(scene.person.id)}

    def test_a_host_of_which_the_person_took_the_word_back_is_not_told(self, session: Session, scene: Scene) -> None:
        assert needs.need_of(session, scene.person).refused_hosts == frozenset()
        given = consents.current(session, scene.person.id, Purpose.TELL_HOST)
        assert given is not None
        consents.withdraw(session, scene.actor, given)
        host = scene.service.organization
        assert needs.need_of(session, scene.person).refused_hosts == {str(host.id)}
        with clock.standing_at(clock.now() + timedelta(minutes=1)):
            agrees_to_tell(session, scene.actor, scene.person, host)
        assert needs.need_of(session, scene.person).refused_hosts == frozenset()

    def test_a_home_is_as_vague_as_its_district(self, session: Session, scene: Scene) -> None:
        person = scene.person
        person.district = a_district(session, scene.town)
        assert needs.need_of(session, person).home == Place(34.675, 131.843, 2500)
        a_district(session, scene.town, "yoshida", latitude=34.685, longitude=131.843)
        assert needs.need_of(session, person).home == Place(34.675, 131.843, 556)

    def test_earlier_matches_count(self, session: Session, scene: Scene) -> None:
        came = scene.match(State.ATTENDING)
        scene.go(came, State.STOPPED)
        need = needs.need_of(session, scene.person)
        assert need.known_organizations == {str(scene.service.organization_id)}
        assert need.ended_kinds == {"kayoinoba"}
        assert needs.known_tags(session) == {"animals"}
        a_service(session, scene.town, tags=["garden"])
        assert needs.known_tags(session) == {"animals", "garden"}
