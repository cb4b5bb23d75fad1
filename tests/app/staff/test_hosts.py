"""The office looks after stewards, addresses, codes and devices, asks hosts, and settles what they have told it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts import doors
from core import clock
from core.access import Role
from core.audit import AuditEntry
from directory import host_notices, inbox, stewards
from directory.models.host_inbox import QuestionKind
from directory.models.host_notice import NoticeKind
from directory.models.organization import Organization
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

pytestmark = pytest.mark.usefixtures("tuesday")
CODE = re.compile(r"(\d{3}) (\d{3})")


@pytest.fixture
def office(worker: Callable[..., Browser]) -> Browser:
    """Somebody who keeps the directory."""
    return worker(Role.COMMUNITY_SUPPORT_COORDINATOR, name="大畑")


@pytest.fixture
def page(group: Group) -> str:
    """The office's page about the group."""
    return f"/staff/hosts/{group.id}"


def reads_out(office: Browser, group: Group, page: str) -> str:
    answer = office.post(f"/staff/hosts/stewards/{group.steward_id}/code", seen_at=page)
    shown = CODE.search(office.get(answer.location).get_data(as_text=True))
    assert shown
    return shown[1] + shown[2]


class TestStewards:
    def test_are_appointed_with_an_address_that_can_be_printed(self, office: Browser, group: Group, page: str) -> None:
        form = {"name": "世話 次郎", "email": "jiro@example.jp", "phone": "0856-31-0002"}
        assert office.post(f"{page}/stewards", form, seen_at=page).location == f"{page}?done=appointed"
        with group.writing() as session:
            steward = stewards.list_of(session, group.id)[1]
            key, reference = steward.id, steward.door.reference
        assert f"/host/{reference}" in office.get(page).get_data(as_text=True)
        paper = office.get(f"/staff/hosts/stewards/{key}/print").get_data(as_text=True)
        assert f"/host/{reference}" in paper
        assert "<svg" in paper

    @pytest.mark.parametrize("form", [{"name": "", "email": "x@example.jp"}, {"name": "次郎", "email": "x"}])
    def test_need_a_name_and_a_true_address(
        self, office: Browser, group: Group, page: str, form: dict[str, str]
    ) -> None:
        answer = office.post(f"{page}/stewards", form, seen_at=page)
        assert answer.status_code == 422
        assert f'value="{form["email"]}"' in answer.get_data(as_text=True)
        with group.writing() as session:
            assert len(stewards.list_of(session, group.id)) == 1

    def test_who_end_lose_address_and_devices(self, office: Browser, group: Group, page: str, phone: Browser) -> None:
        assert phone.get(group.home).status_code == 200
        office.post(f"/staff/hosts/stewards/{group.steward_id}/end", seen_at=page)
        assert phone.get(group.home).status_code == 403
        assert phone.get(f"/host/{group.door}").status_code == 404


class TestCode:
    def test_is_read_out_and_opens_once(self, office: Browser, group: Group, page: str, resident: Browser) -> None:
        code = reads_out(office, group, page)
        door = f"/host/{group.door}"
        assert resident.post(f"{door}/enter", {"code": code}, seen_at=door).status_code == 303
        assert resident.get(group.home).status_code == 200

    def test_is_shown_while_it_can_be_used(self, office: Browser, group: Group, page: str) -> None:
        answer = office.post(f"/staff/hosts/stewards/{group.steward_id}/code", seen_at=page)
        assert CODE.search(office.get(answer.location).get_data(as_text=True))
        assert not CODE.search(office.get(page).get_data(as_text=True))
        with clock.standing_at(clock.now() + timedelta(minutes=11)):
            assert not CODE.search(office.get(answer.location).get_data(as_text=True))

    def test_leaves_a_link_in_the_audit_chain(self, office: Browser, group: Group, page: str) -> None:
        reads_out(office, group, page)
        with group.writing() as session:
            actions = session.execute(select(AuditEntry.action, AuditEntry.subject)).all()
        assert ("read_out_code", f"steward:{group.steward_id}") in actions


class TestDevices:
    def test_are_forgotten_at_once(self, office: Browser, group: Group, page: str, phone: Browser) -> None:
        with group.writing() as session:
            device = doors.list_devices(session, doors.find_door(session, group.door).id)[0].id
        address = f"/staff/hosts/stewards/{group.steward_id}/devices/{device}/revoke"
        assert office.post(address, seen_at=page).location == f"{page}?done=revoked"
        assert phone.get(group.home).status_code == 403
        assert office.post(address, seen_at=page).status_code == 404


class TestAsking:
    @pytest.mark.parametrize("kind", [QuestionKind.CONFIRM, QuestionKind.CAPACITY])
    def test_reaches_the_host_once(
        self, office: Browser, group: Group, page: str, phone: Browser, kind: QuestionKind
    ) -> None:
        address = f"/staff/hosts/listings/{group.service_id}/ask"
        assert office.post(address, {"kind": kind}, seen_at=page).location == f"{page}?done=asked"
        assert "大畑がおたずねしました" in phone.get(group.home).get_data(as_text=True)
        assert office.post(address, {"kind": kind}, seen_at=page).status_code == 409
        with group.writing() as session:
            assert [one.kind for one in inbox.open_questions(session, [group.id])] == [kind]

    @pytest.mark.parametrize("kind", ["introduction", "check_in", "", "x"])
    def test_about_a_person_is_not_in_its_hands(self, office: Browser, group: Group, page: str, kind: str) -> None:
        address = f"/staff/hosts/listings/{group.service_id}/ask"
        assert office.post(address, {"kind": kind}, seen_at=page).status_code == 404

    def test_one_press_by_the_host_answers_it(self, office: Browser, group: Group, page: str, phone: Browser) -> None:
        address = f"/staff/hosts/listings/{group.service_id}/ask"
        office.post(address, {"kind": "confirm"}, seen_at=page)
        phone.post(f"{group.listing}/confirm", {"version": phone.version(group.home)}, seen_at=group.home)
        with group.writing() as session:
            assert inbox.open_questions(session, [group.id]) == []
        assert group.content().assured_at == clock.now()


class TestOnBehalf:
    def test_a_call_confirms_the_listing(self, office: Browser, group: Group, page: str) -> None:
        form = {"version": office.version(page)}
        assert office.post(f"{group.listing}/confirm", form, seen_at=page).location == f"{page}?done=confirmed"
        assert group.content().assured_by == "担当窓口"


class TestNotices:
    def give(self, group: Group) -> str:
        with group.writing() as session:
            organization = session.get_one(Organization, group.id)
            notice = host_notices.give(session, group.office, organization, NoticeKind.CALL, words="急ぎません")
            return f"/staff/hosts/notices/{notice.id}/settle"

    def test_stand_on_both_pages_until_settled(self, office: Browser, group: Group, page: str) -> None:
        settle = self.give(group)
        for address in ("/staff/hosts", page):
            assert "急ぎません" in office.get(address).get_data(as_text=True)
        assert office.post(settle, seen_at=page).location == "/staff/hosts?done=settled"
        for address in ("/staff/hosts", page):
            assert "急ぎません" not in office.get(address).get_data(as_text=True)
        assert office.post(settle, seen_at=page).status_code == 409

    def test_are_none_of_a_hosts_business(self, group: Group, phone: Browser) -> None:
        assert phone.post(self.give(group), seen_at=group.home).status_code == 404

    def test_a_host_asks_to_be_called(self, office: Browser, group: Group, phone: Browser) -> None:
        phone.post(f"{group.home}/call", seen_at=group.home)
        assert "電話をかけてほしい" in office.get("/staff/hosts").get_data(as_text=True)
