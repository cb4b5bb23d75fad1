"""The administrator invites and ends roles, and sees no person's record."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from accounts.models.membership import Membership
from core.access import Role
from core.database import Database
from core.scope import open_for_all
from tests.fixtures.application import Browser

pytestmark = pytest.mark.slow


@pytest.fixture
def admin(worker: Callable[..., Browser]) -> Browser:
    return worker(Role.ADMINISTRATOR, name="管理者")


def test_an_invitation_shows_its_address_once(admin: Browser, resident: Browser) -> None:
    sent = {"name": "山根", "email": "yamane@example.jp", "role": "participation_coordinator", "agency": ""}
    page = admin.post("/admin/invitations", sent, seen_at="/admin/").get_data(as_text=True)
    address = page.split("<code>")[1].split("</code>")[0]
    assert resident.get(address).status_code == 200
    assert address not in admin.get("/admin/").get_data(as_text=True)


def test_what_is_missing_is_said_on_the_field(admin: Browser) -> None:
    answer = admin.post("/admin/invitations", {"email": "x", "role": "administrator", "agency": ""}, seen_at="/admin/")
    assert answer.status_code == 422
    assert "メールアドレスの形" in answer.get_data(as_text=True)


def test_an_ended_role_is_out_at_once(admin: Browser, worker: Callable[..., Browser], database: Database) -> None:
    other = worker(Role.COMMUNITY_SUPPORT_COORDINATOR, name="別の人")
    with database.reading() as session:
        query = select(Membership.id).where(Membership.role == Role.COMMUNITY_SUPPORT_COORDINATOR)
        number = open_for_all(session).execute(query).scalar_one()
    assert other.get("/staff/law").status_code == 200
    assert admin.post(f"/admin/members/{number}/end", seen_at="/admin/").status_code == 303
    assert other.get("/staff/law").status_code == 303


def test_nobody_ends_their_own_role(admin: Browser, database: Database) -> None:
    with database.reading() as session:
        number = open_for_all(session).execute(select(Membership.id)).scalar_one()
    assert admin.post(f"/admin/members/{number}/end", seen_at="/admin/").status_code == 409


def test_the_audit_page_says_that_the_chain_holds(admin: Browser) -> None:
    page = admin.get("/admin/audit").get_data(as_text=True)
    assert "すべてつながっています" in page
    assert re.search(r"<code>[0-9a-f]{64}</code>", page)


@pytest.mark.parametrize("role", [Role.PARTICIPATION_COORDINATOR, Role.COMMUNITY_SUPPORT_COORDINATOR])
def test_other_workers_do_not_find_the_pages(worker: Callable[..., Browser], role: Role) -> None:
    browser = worker(role)
    assert [browser.get(page).status_code for page in ("/admin/", "/admin/audit")] == [404, 404]
