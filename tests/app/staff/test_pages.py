"""Every page of a coordinator opens, in each state of a match, and is a sound page."""

from uuid import UUID

import pytest

from matching.lifecycle import State
from tests.app.staff.conftest import Desk
from tests.factories.matches import ORDER

pytestmark = pytest.mark.slow

ENDS = (State.PAUSED, State.STOPPED, State.DECLINED_BY_PERSON, State.WITHDRAWN)
BEFORE = {State.PAUSED: State.ATTENDING, State.STOPPED: State.ATTENDING}


def a_match(desk: Desk, state: State) -> tuple[UUID, UUID]:
    """A match in a state: its key and the person's."""
    with desk.scene() as scene:
        if state in ORDER:
            placement = scene.match(state)
        else:
            placement = scene.match(BEFORE.get(state, State.PROPOSED))
            scene.go(placement, state)
        return placement.id, placement.person_id


@pytest.mark.parametrize("state", [*ORDER, *ENDS])
def test_a_match_shows_in_every_state(desk: Desk, state: State) -> None:
    placement, person = a_match(desk, state)
    assert desk.browser.get(f"/staff/placements/{placement}").status_code == 200
    assert desk.browser.get(f"/staff/people/{person}").status_code == 200
    assert desk.browser.get("/staff/today").status_code == 200


@pytest.mark.parametrize(
    "page",
    ["", "/edit", "/need", "/consents", "/close", "/options", "/options/print"],
)
def test_the_pages_of_a_person_open(desk: Desk, page: str) -> None:
    _placement, person = a_match(desk, State.OFFERED)
    assert desk.browser.get(f"/staff/people/{person}{page}").status_code == 200


@pytest.mark.parametrize(
    "page", ["/people", "/people/new", "/tasks", "/listings", "/listings?show=stale", "/people?q=やま"]
)
def test_the_lists_open_empty_and_filled(desk: Desk, page: str) -> None:
    assert desk.browser.get(f"/staff{page}").status_code == 200
    a_match(desk, State.PROPOSED)
    assert desk.browser.get(f"/staff{page}").status_code == 200
