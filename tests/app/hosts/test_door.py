"""The lasting address grants nothing; a code opens once, for ten minutes, in the browser that asked for it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import doors, tokens
from accounts.models.door import DoorCode, KnownDevice
from core import clock
from directory import stewards
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

pytestmark = pytest.mark.slow

NEW = timedelta(minutes=10, seconds=1)


def asks(browser: Browser, group: Group) -> str:
    """Let a browser ask for a code, and read it from the row that the mail is written from."""
    door = f"/host/{group.door}"
    assert browser.post(f"{door}/code", seen_at=door).status_code == 303
    with group.writing() as session:
        query = select(DoorCode).order_by(DoorCode.made_at.desc(), DoorCode.id.desc()).limit(1)
        return tokens.code_of(session.execute(query).scalar_one().id)


def types(browser: Browser, group: Group, code: str) -> int:
    door = f"/host/{group.door}"
    return browser.post(f"{door}/enter", {"code": code}, seen_at=door).status_code


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.fixture
def other(app: Flask) -> Browser:
    """Another browser."""
    return Browser(app.test_client())


class TestCode:
    def test_opens_the_groups_page_and_lasts(self, resident: Browser, group: Group) -> None:
        assert types(resident, group, asks(resident, group)) == 303
        assert resident.get(group.home).status_code == 200
        answer = resident.get(f"/host/{group.door}")
        assert (answer.status_code, answer.location) == (303, group.home)

    def test_is_not_used_up_by_looking(self, resident: Browser, other: Browser, group: Group) -> None:
        code = asks(resident, group)
        for browser in (resident, other):
            for _ in range(3):
                assert browser.get(f"/host/{group.door}").status_code == 200
            assert browser.client.head(f"/host/{group.door}").status_code == 200
            assert browser.client.head(f"/host/{group.door}/enter").status_code == 405
        assert types(resident, group, code) == 303

    def test_is_refused_after_five_wrong_tries(self, resident: Browser, group: Group) -> None:
        code = asks(resident, group)
        assert [types(resident, group, other_than(code)) for _ in range(5)] == [422] * 5
        assert types(resident, group, code) == 422
        assert resident.get(group.home).status_code == 403

    def test_four_wrong_tries_are_forgiven(self, resident: Browser, group: Group) -> None:
        code = asks(resident, group)
        assert [types(resident, group, other_than(code)) for _ in range(4)] == [422] * 4
        assert types(resident, group, code) == 303

    def test_is_over_after_ten_minutes(self, resident: Browser, group: Group) -> None:
        code = asks(resident, group)
        with clock.standing_at(clock.now() + NEW):
            assert types(resident, group, code) == 422

    def test_that_was_mailed_is_worth_nothing_in_another_browser(
        self, resident: Browser, other: Browser, group: Group
    ) -> None:
        code = asks(resident, group)
        assert types(other, group, code) == 422
        assert types(resident, group, code) == 303

    def test_works_once(self, resident: Browser, other: Browser, group: Group) -> None:
        code = asks(resident, group)
        assert types(resident, group, code) == 303
        again = resident.post(f"/host/{group.door}/enter", {"code": code}, seen_at=group.home)
        assert again.status_code == 422
        assert types(other, group, code) == 422

    def test_a_new_one_ends_the_old(self, resident: Browser, group: Group) -> None:
        first = asks(resident, group)
        with clock.standing_at(clock.now() + timedelta(seconds=1)):
            second = asks(resident, group)
            assert types(resident, group, first) == 422
            assert types(resident, group, second) == 303

    def test_of_another_group_does_not_open_this_one(
        self, resident: Browser, group: Group, make_group: Callable[..., Group]
    ) -> None:
        code = asks(resident, make_group("となりの会"))
        assert types(resident, group, code) == 422

    def test_that_was_read_out_is_for_the_first_who_types_it(self, resident: Browser, group: Group) -> None:
        with group.writing() as session:
            code = tokens.code_of(doors.make_code(session, doors.find_door(session, group.door), browser=None).id)
        assert types(resident, group, code) == 303


class TestAddress:
    def test_shows_a_stranger_the_public_name_only(self, resident: Browser, group: Group) -> None:
        page = resident.get(f"/host/{group.door}").get_data(as_text=True)
        assert "見本体操の会" in page
        for secret in ("世話 花代", "hanayo", "見本百歳体操", str(group.id), str(group.service_id)):
            assert secret not in page

    def test_answers_alike_with_and_without_a_mail_address(self, app: Flask, group: Group) -> None:
        with group.writing() as session:
            serving = stewards.find_steward(session, group.steward_id)
            bare = stewards.appoint(session, serving.organization, name="二人目", email=None, phone=None).door.reference
        pages = []
        for reference in (group.door, bare):
            browser = Browser(app.test_client())
            answer = browser.post(f"/host/{reference}/code", seen_at=f"/host/{reference}")
            page = browser.get(answer.location).get_data(as_text=True).replace(reference, "")
            pages.append((answer.status_code, re.sub(r'value="[^"]*"', "", page)))
        assert pages[0] == pages[1]

    def test_of_nobody_does_not_exist(self, resident: Browser, group: Group) -> None:
        assert resident.get("/host/zzzzzzzzzzzz").status_code == 404

    def test_of_a_steward_who_has_ended_does_not_exist(self, resident: Browser, group: Group) -> None:
        with group.writing() as session:
            stewards.end(session, group.office, stewards.find_steward(session, group.steward_id))
        assert resident.get(f"/host/{group.door}").status_code == 404


class TestDevice:
    def test_that_was_revoked_is_out_at_once(self, phone: Browser, group: Group) -> None:
        assert phone.get(group.home).status_code == 200
        with group.writing() as session:
            device = session.execute(select(KnownDevice)).scalar_one()
            doors.revoke(session, group.office, device)
        assert phone.get(group.home).status_code == 403
        assert phone.get(f"/host/{group.door}").status_code == 200

    def test_forgets_itself(self, phone: Browser, group: Group) -> None:
        page = phone.get(f"{group.home}/devices").get_data(as_text=True)
        found = re.search(r"/devices/([0-9a-f-]+)/revoke", page)
        assert found
        answer = phone.post(f"{group.home}/devices/{found[1]}/revoke", seen_at=group.home)
        assert answer.location == f"/host/{group.door}"
        assert phone.get(group.home).status_code == 403

    def test_of_another_steward_is_not_in_its_hands(
        self, phone: Browser, group: Group, phone_of: Callable[[Group], Browser], make_group: Callable[..., Group]
    ) -> None:
        other = make_group("となりの会")
        phone_of(other)
        with group.writing() as session:
            door = doors.find_door(session, other.door)
            device = doors.list_devices(session, door.id)[0].id
        assert phone.post(f"{group.home}/devices/{device}/revoke", seen_at=group.home).status_code == 404
        assert str(device) not in phone.get(f"{group.home}/devices").get_data(as_text=True)

    def test_is_known_for_ninety_days(self, phone: Browser, group: Group) -> None:
        with clock.standing_at(clock.now() + timedelta(days=91)):
            assert phone.get(group.home).status_code == 403

    def test_is_renewed_by_use(self, phone: Browser, group: Group) -> None:
        start = clock.now()
        for days in (60, 120, 180):
            with clock.standing_at(start + timedelta(days=days)):
                answer = phone.get(group.home)
                assert answer.status_code == 200
                assert "host=" in answer.headers.get("Set-Cookie", "")

    def test_that_was_renewed_lately_is_left_alone(self, phone: Browser, group: Group) -> None:
        with clock.standing_at(clock.now() + timedelta(hours=1)):
            assert "Set-Cookie" not in phone.get(group.home).headers

    def test_opens_nothing_of_another_group(
        self, phone: Browser, group: Group, make_group: Callable[..., Group]
    ) -> None:
        other = make_group("となりの会")
        for page in (other.home, f"{other.home}/devices", f"{other.listing}/edit", f"{other.listing}/closures"):
            assert phone.get(page).status_code == 404
        assert phone.post(f"{other.listing}/confirm", {"version": 1}, seen_at=group.home).status_code == 404

    def test_opens_nothing_of_the_office(self, phone: Browser, group: Group) -> None:
        for page in ("/staff/hosts", f"/staff/hosts/{group.id}", "/staff/today", "/admin/"):
            assert phone.get(page).status_code in {303, 404}

    @pytest.mark.control
    def test_a_stranger_with_a_guessed_cookie_is_a_stranger(self, resident: Browser, group: Group) -> None:
        resident.client.set_cookie("host", tokens.new_token())
        assert resident.get(group.home).status_code == 403
        with group.writing() as session:
            assert session.execute(select(func.count()).select_from(KnownDevice)).scalar_one() == 0
