"""What the town's timetable knows stands where 確認が必要 stood; without one nothing is made up."""

from datetime import time

import pytest
from sqlalchemy.orm import Session

from directory.geography.positions import PositionLevel
from directory.models.location import Location
from directory.models.schedule import Schedule
from directory.timetable import stored
from matching import needs, suggestions
from matching.codes import Code
from matching.needs import NeedDetails
from matching.types import Mode
from tests.directory.timetable.test_gtfs import zipped
from tests.factories.matches import Scene

AT = {"latitude": 34.70, "longitude": 131.90, "position_level": PositionLevel.EXACT}


@pytest.fixture
def scene(session: Session) -> Scene:
    """Somebody who says from which stop they ride, and a group on Wednesdays at ten."""
    scene = Scene(session)
    town = scene.town.id
    scene.service.location = Location(municipality_id=town, **AT)
    scene.service.schedules = [
        Schedule(municipality_id=town, weekdays=[2], opens_at=time(10), closes_at=time(11, 30)),
    ]
    rider = NeedDetails(modes=("bus",), travel_minutes=60, nearest_stop="見本駅バス停", stop_minutes=7)
    needs.save(session, scene.actor, scene.person, rider, version=0)
    return scene


def codes_of(session: Session, scene: Scene) -> set[Code]:
    ranking = suggestions.rank_for(session, scene.person)
    proposals = (*ranking.ready, *ranking.to_confirm)
    return {each.code for one in proposals for part in (*one.verdicts, *one.contributions) for each in part.evidence}


def test_a_stored_timetable_is_judged_by(session: Session, scene: Scene) -> None:
    assert Code.TIMETABLE_NEEDED in codes_of(session, scene)
    stored.take_in(session, scene.actor, "見本バス", zipped())
    found = codes_of(session, scene)
    assert {Code.RIDE_WITHIN, Code.RIDE, Code.BOARD_AT} <= found
    assert Code.TIMETABLE_NEEDED not in found
    stored.drop(session, scene.actor, "見本バス")
    assert Code.TIMETABLE_NEEDED in codes_of(session, scene)


def test_method_and_date_are_kept_with_the_choice(session: Session, scene: Scene) -> None:
    stored.take_in(session, scene.actor, "見本バス", zipped())
    placement = suggestions.choose(session, scene.actor, scene.person, scene.service.id)
    kept = placement.explanation or {}
    (ride,) = [
        each["params"] for part in kept["contributions"] for each in part["evidence"] if each["code"] == Code.RIDE.value
    ]
    assert (ride["mode"], ride["method"], ride["dated"]) == (Mode.BUS.value, "timetable", "2026-04")
    assert (ride["leaves"], ride["returns"]) == ("8:53", "11:50")
