"""Whoever else keeps a listing true hears of a new number or address."""

from collections.abc import Callable

from accounts.models.door import Door
from app.demo.routes import read_mails
from app.handlers import worker_of
from app.mail.listing_changed import SUBJECT
from app.settings import Settings
from core.access import Role
from core.database import Database
from directory import stewards
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

NEW_NUMBER = {"phone_0": "0856-31-0009", "visibility_0": "public"}


def second_steward(group: Group) -> None:
    with group.writing() as session:
        organization = stewards.find_steward(session, group.steward_id).organization
        stewards.appoint(session, organization, name="世話 次郎", email="jiro@example.jp", phone=None)


def changes_number(browser: Browser, group: Group) -> None:
    page = f"{group.listing}/edit/phone"
    assert browser.post(page, {"version": browser.version(page), **NEW_NUMBER}, seen_at=page).status_code == 303


def told(settings: Settings, database: Database) -> list[str]:
    worker_of(settings, database).once()
    mails = [mail for mail in read_mails(settings.mail_dir) if mail["Subject"] == SUBJECT]
    assert all("電話番号が変わりました" in mail.get_content() for mail in mails)
    return sorted(mail["To"] for mail in mails)


def test_the_other_steward_hears_of_it(phone: Browser, group: Group, settings: Settings, database: Database) -> None:
    second_steward(group)
    changes_number(phone, group)
    assert told(settings, database) == ["jiro@example.jp"]


def test_every_steward_hears_what_the_office_changed(
    worker: Callable[..., Browser], group: Group, settings: Settings, database: Database
) -> None:
    second_steward(group)
    changes_number(worker(Role.COMMUNITY_SUPPORT_COORDINATOR), group)
    assert told(settings, database) == ["hanayo@example.jp", "jiro@example.jp"]


def test_without_an_address_nobody_is_written_to(
    phone: Browser, group: Group, settings: Settings, database: Database
) -> None:
    second_steward(group)
    with group.writing() as session:
        for steward in stewards.list_of(session, group.id):
            door: Door = steward.door
            door.email = None
    changes_number(phone, group)
    assert told(settings, database) == []
