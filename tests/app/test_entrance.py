"""Workers come in by the right password or a valid invitation, and in no other way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts import invitations, passwords, sign_in
from accounts.models.membership import Membership
from accounts.models.staff_session import StaffSession
from accounts.models.user import User
from app.targets import safe_target
from core import clock
from core.access import MACHINE, Role
from core.database import Database
from core.scope import open_for_all
from tests.fixtures.application import Browser, Town, member

PASSWORD = "海の見える丘で体操をする"
EMAIL = "participation_coordinator-山根@example.jp"


@pytest.fixture
def user(database: Database, town: Town) -> Membership:
    with database.writing() as session:
        membership = member(open_for_all(session), town, Role.PARTICIPATION_COORDINATOR, "山根")
        membership.user.password_hash = passwords.hash_of(PASSWORD + "。いち、に、さん")
        return membership


def enter(browser: Browser, password: str = PASSWORD + "。いち、に、さん", email: str = EMAIL) -> int:
    return browser.post("/sign-in", {"email": email, "password": password}).status_code


def test_the_right_password_opens_the_staff_pages(resident: Browser, user: Membership) -> None:
    assert enter(resident) == 303
    assert resident.get("/staff/today").status_code == 200


def test_a_page_asked_for_before_is_shown_after(resident: Browser, user: Membership) -> None:
    answer = resident.get("/staff/law")
    assert answer.location == "/sign-in?next=/staff/law"
    answer = resident.post(answer.location, {"email": EMAIL, "password": PASSWORD + "。いち、に、さん"})
    assert answer.location == "/staff/law"


def test_a_wrong_password_and_an_unknown_address_look_alike(resident: Browser, user: Membership) -> None:
    pages = [resident.post("/sign-in", {"email": email, "password": "wrong"}) for email in (EMAIL, "nobody@example.jp")]
    assert {page.status_code for page in pages} == {422}
    assert sign_in.WRONG in pages[0].get_data(as_text=True)
    assert len({page.get_data(as_text=True).count(sign_in.WRONG) for page in pages}) == 1


def test_after_ten_tries_even_the_right_password_waits(resident: Browser, user: Membership) -> None:
    for _ in range(sign_in.TRIES):
        assert enter(resident, "wrong") == 422
    assert enter(resident) == 422
    with clock.standing_at(clock.now() + timedelta(minutes=6)):
        assert enter(resident) == 303


def test_an_idle_sign_in_ends_and_an_old_one_too(worker: Callable[..., Browser]) -> None:
    browser = worker(Role.ADMINISTRATOR)
    start = clock.now()
    with clock.standing_at(start + timedelta(minutes=29)):
        assert browser.get("/admin/").status_code == 200
    with clock.standing_at(start + timedelta(minutes=57)):
        assert browser.get("/admin/").status_code == 200
    with clock.standing_at(start + timedelta(minutes=90)):
        assert browser.get("/admin/").status_code == 303


def test_signing_out_ends_it_on_the_server(worker: Callable[..., Browser], database: Database) -> None:
    browser = worker(Role.ADMINISTRATOR)
    assert browser.post("/sign-out", seen_at="/admin/").status_code == 303
    with database.reading() as session:
        assert session.execute(select(StaffSession)).scalar_one().ended_at is not None


def test_a_disabled_user_is_out_at_once(worker: Callable[..., Browser], database: Database) -> None:
    browser = worker(Role.ADMINISTRATOR)
    with database.writing() as session:
        session.execute(select(User)).scalar_one().disabled_at = clock.now()
    assert browser.get("/admin/").status_code == 303


def test_an_invitation_is_used_once(resident: Browser, database: Database, town: Town) -> None:
    with database.writing() as session:
        token = invitations.invite(
            open_for_all(session),
            MACHINE,
            municipality_id=town.id,
            email="New@Example.jp",
            name="新人",
            role=Role.ADMINISTRATOR,
        )
    page = f"/invitation/{token}"
    assert resident.post(page, {"password": "short"}, seen_at=page).status_code == 422
    assert resident.post(page, {"password": PASSWORD + "。いち、に"}, seen_at=page).status_code == 303
    assert resident.get("/staff/law").status_code == 200
    assert resident.get(page).status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "evil",
        "/\t/evil",
        "",
    ],
)
def test_no_target_leads_away(target: str) -> None:
    assert safe_target(target) is None


def test_a_local_target_is_kept() -> None:
    assert safe_target("/staff/people?page=2") == "/staff/people?page=2"
