"""After a refusal, one press on the need page changes the wish; pressed in a second tab it changes nothing."""

import re

from sqlalchemy import select

from casework.models.person import Person
from matching import needs, placements
from matching.lifecycle import State
from matching.needs import NeedDetails
from matching.step_reasons import StepReason, written
from tests.app.staff.conftest import Desk


def test_one_press_changes_the_wish(desk: Desk) -> None:
    with desk.scene() as scene:
        needs.save(scene.session, scene.actor, scene.person, NeedDetails(modes=("walk",), travel_minutes=30), version=0)
        match = scene.match(State.PROPOSED)
        reason = written(StepReason.TRAVEL, "坂がつらい")
        placements.decline_by_person(scene.session, scene.actor, match, version=match.version, reason=reason)
        person, placement = scene.person.id, match.id
    page = f"/staff/people/{person}/need"
    text = desk.browser.get(page).text
    assert "坂がつらい" in text
    assert "片道を20分までにする" in re.sub(r"<[^>]*>", "", text)
    press = {"placement": str(placement), "change": "shorter_travel", "version": "1"}
    assert desk.browser.post(f"{page}/change", press, seen_at=page).status_code == 303
    with desk.writing() as session:
        record = needs.find(session, session.execute(select(Person)).scalar_one())
        assert record is not None
        assert record.travel_minutes == 20
    assert desk.browser.post(f"{page}/change", press, seen_at=page).status_code == 409
    gone = {**press, "change": "avoid_kind", "version": "2"}
    assert desk.browser.post(f"{page}/change", gone, seen_at=page).status_code == 409
