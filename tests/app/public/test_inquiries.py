"""Whoever wants to come writes a number without a sign-in; a coordinator rings, and nobody else reads it."""

from collections.abc import Callable

import pytest

from core.access import Role
from tests.factories.directory import CANARY
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

pytestmark = pytest.mark.usefixtures("tuesday")
WRITTEN = {"wish": "visit", "name": CANARY, "phone": "0856-31-7777", "times": "morning", "care": "家族には言わないで"}


@pytest.fixture
def page(group: Group) -> str:
    """The form about the group's listing."""
    return f"/listings/{group.service_id}/inquiry"


def test_is_kept_rung_and_closed(resident: Browser, worker: Callable[..., Browser], page: str) -> None:
    assert resident.post(page, WRITTEN, seen_at=page).location == "/inquiry/thanks"
    assert CANARY not in resident.get("/inquiry/thanks").get_data(as_text=True)
    office = worker(Role.COMMUNITY_SUPPORT_COORDINATOR)
    listed = office.get("/staff/inquiries").get_data(as_text=True)
    assert CANARY not in listed
    address = listed.split('href="/staff/inquiries/')[1].split('"')[0]
    shown = office.get(f"/staff/inquiries/{address}").get_data(as_text=True)
    assert all(words in shown for words in (CANARY, "0856-31-7777", "家族には言わないで", "午前"))
    answer = office.post(
        f"/staff/inquiries/{address}/answer", {"outcome": "talked"}, seen_at=f"/staff/inquiries/{address}"
    )
    assert answer.location == "/staff/inquiries?done=1"
    assert address not in office.get("/staff/inquiries").get_data(as_text=True)


@pytest.mark.parametrize("wrong", [{"phone": "31-7777"}, {"name": ""}, {"wish": "else"}, {"words": "あ" * 401}])
def test_what_is_wrong_loses_nothing_typed(resident: Browser, page: str, wrong: dict[str, str]) -> None:
    answer = resident.post(page, WRITTEN | wrong, seen_at=page)
    assert answer.status_code == 422
    assert "家族には言わないで" in answer.get_data(as_text=True)


def test_works_without_a_listing(resident: Browser) -> None:
    assert 'value="help" id="wish-2" checked' in resident.get("/inquiry?wish=help").get_data(as_text=True)
    assert resident.post("/inquiry", WRITTEN, seen_at="/inquiry").location == "/inquiry/thanks"
