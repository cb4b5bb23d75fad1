"""A person exists for their own team only, and every look is written down once."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app import access
from core.access import Role
from core.audit import AuditEntry
from matching.lifecycle import State
from matching.models.follow_up import FollowUp
from tests.app.staff.conftest import Desk
from tests.fixtures.application import Browser

PERSON_PAGES = ("", "/edit", "/need", "/consents", "/close", "/options", "/options/print")


@pytest.fixture
def keys(desk: Desk) -> dict[str, UUID]:
    """A person with a match that is followed up, all of the usual coordinator's."""
    with desk.scene() as scene:
        placement = scene.match(State.VISITED)
        query = select(FollowUp.id).where(FollowUp.placement_id == placement.id).limit(1)
        follow_up = scene.session.execute(query).scalar_one()
        return {"person": placement.person_id, "placement": placement.id, "follow_up": follow_up}


def addresses(keys: dict[str, UUID]) -> list[str]:
    """Every page about the person."""
    person, placement = keys["person"], keys["placement"]
    return [
        *(f"/staff/people/{person}{page}" for page in PERSON_PAGES),
        f"/staff/placements/{placement}",
        f"/staff/placements/{placement}/ask",
        f"/staff/placements/{placement}/steps/trial",
        f"/staff/follow-ups/{keys['follow_up']}",
    ]


def looks(desk: Desk) -> list[str]:
    """What the audit says was looked at."""
    with desk.writing() as session:
        query = select(AuditEntry.action).where(AuditEntry.purpose.startswith("staff.")).order_by(AuditEntry.sequence)
        return list(session.execute(query).scalars())


class TestAnotherCoordinator:
    def test_finds_none_of_the_persons_pages(self, keys: dict[str, UUID], desk_of: Callable[..., Desk]) -> None:
        other = desk_of("別の人").browser
        assert {address: other.get(address).status_code for address in addresses(keys)} == dict.fromkeys(
            addresses(keys), 404
        )

    def test_changes_nothing(self, keys: dict[str, UUID], desk_of: Callable[..., Desk]) -> None:
        other = desk_of("別の人").browser
        person, placement, follow_up = keys["person"], keys["placement"], keys["follow_up"]
        posts = [
            f"/staff/people/{person}/edit",
            f"/staff/people/{person}/options",
            f"/staff/people/{person}/close",
            f"/staff/people/{person}/consents/support",
            f"/staff/placements/{placement}/steps/trial",
            f"/staff/placements/{placement}/ask",
            f"/staff/placements/{placement}/undo",
            f"/staff/follow-ups/{follow_up}",
        ]
        answers = [other.post(address, {"version": "1"}, seen_at="/staff/today").status_code for address in posts]
        assert answers == [404] * len(posts)

    def test_lists_nobody(self, keys: dict[str, UUID], desk_of: Callable[..., Desk]) -> None:
        other = desk_of("別の人").browser
        for page in ("/staff/people", "/staff/today", "/staff/tasks"):
            assert "山根" not in other.get(page).text


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMMUNITY_SUPPORT_COORDINATOR])
def test_other_roles_find_no_person(keys: dict[str, UUID], worker: Callable[..., Browser], role: Role) -> None:
    browser = worker(role)
    assert {browser.get(address).status_code for address in addresses(keys)} == {404}
    assert browser.get("/staff/today").status_code == browser.get("/staff/people").status_code == 404


def test_who_has_not_signed_in_is_led_to_the_entrance(keys: dict[str, UUID], resident: Browser) -> None:
    assert {resident.get(address).status_code for address in addresses(keys)} == {303}


class TestAudit:
    def test_has_one_row_for_each_look(self, keys: dict[str, UUID], desk: Desk) -> None:
        for address in addresses(keys):
            before = len(looks(desk))
            assert desk.browser.get(address).status_code in {200, 409}
            assert len(looks(desk)) == before + 1

    def test_has_none_for_a_look_that_was_refused(
        self, keys: dict[str, UUID], desk: Desk, desk_of: Callable[..., Desk]
    ) -> None:
        desk_of("別の人").browser.get(f"/staff/people/{keys['person']}")
        assert looks(desk) == []

    def test_that_cannot_be_written_shows_nothing(
        self, keys: dict[str, UUID], desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_words: object, **_more: object) -> None:
            raise OSError("no room left")

        monkeypatch.setattr(access, "record", full)
        answer = desk.browser.get(f"/staff/people/{keys['person']}")
        assert answer.status_code == 503
        assert "山根" not in answer.text
