"""The office finds listings, sees which have gone stale, and confirms on a host's behalf."""

from collections.abc import Callable
from datetime import timedelta

from core import clock
from core.access import Role
from directory.models.service import Service
from tests.app.staff.conftest import Desk
from tests.factories.town import a_service

STALE = "/staff/listings?show=stale"


def test_a_community_support_coordinator_begins_with_what_has_gone_stale(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("河野", Role.COMMUNITY_SUPPORT_COORDINATOR)
    assert desk.browser.get("/staff/").location == STALE
    assert "ひとつもありません" in desk.browser.get(STALE).text


def test_a_confirmation_by_phone_takes_it_off_the_list(desk: Desk) -> None:
    with desk.scene(assured_at=clock.now() - timedelta(days=300)) as scene:
        key = scene.service.id
        a_service(scene.session, scene.town, name="新しいサロン")
    page = desk.browser.get(STALE).text
    assert "見本サロン" in page
    assert "新しいサロン" not in page
    address = f"/staff/listings/{key}"
    sent = {"version": "1"}
    assert desk.browser.post(f"{address}/confirm", sent, seen_at=address).status_code == 303
    assert desk.browser.post(f"{address}/confirm", sent, seen_at=address).status_code == 409
    assert "見本サロン" not in desk.browser.get(STALE).text
    with desk.writing() as session:
        assert session.get_one(Service, key).assured_by == "担当窓口"


def test_a_piece_of_a_name_finds_listing_and_group(desk: Desk) -> None:
    with desk.scene() as scene:
        a_service(scene.session, scene.town, name="べつの集まり")
    found = desk.browser.get("/staff/listings?q=サロン").text
    assert "見本サロン" in found
    assert "1件" in desk.browser.get("/staff/listings?q=べつ").text
