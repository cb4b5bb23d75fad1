"""A group with a listing, a steward, and the steward's phone."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts import doors
from accounts.models.municipality import Municipality
from core import clock
from core.access import Actor
from core.database import Database
from core.scope import open_for_all
from directory import inbox, listings, stewards
from directory.content import ListingContent
from directory.content_rows import content_of
from directory.inbox import NewQuestion, QuestionContent
from directory.models.host_inbox import QuestionKind
from directory.models.service import Service
from directory.taxonomy import kinds
from tests.factories.directory import a_listing, an_organization, coordinator
from tests.fixtures.application import Browser, Town

TUESDAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""Ten in the morning; the group meets on Wednesdays from half past nine."""


@dataclass
class Group:
    """What the tests know of a group."""

    database: Database
    town: Town
    id: uuid.UUID
    service_id: uuid.UUID
    steward_id: uuid.UUID
    door: str
    office: Actor

    @property
    def home(self) -> str:
        """The group's own page."""
        return f"/host/groups/{self.id}"

    @property
    def listing(self) -> str:
        """Where its listing is looked after."""
        return f"/host/listings/{self.service_id}"

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction of the office's own."""
        with self.database.writing() as session:
            yield open_for_all(session)

    def content(self) -> ListingContent:
        """What the listing says now."""
        with self.writing() as session:
            return content_of(session.get_one(Service, self.service_id))

    def ask(self, kind: QuestionKind, **words: str) -> str:
        """Ask the group something; where it is answered."""
        with self.writing() as session:
            service = session.get_one(Service, self.service_id)
            content = QuestionContent(**{"nickname": "スミさん", **words})
            asked = NewQuestion(service=service, kind=kind, reference=f"r-{kind}", content=content)
            return f"/host/questions/{inbox.ask(session, self.office, asked).id}"

    def change(self, **changes: Any) -> None:
        """Let the office change the listing."""
        with self.writing() as session:
            service = session.get_one(Service, self.service_id)
            change = listings.ListingChange(**changes)
            listings.revise(session, self.office, service, change, based_on=service.version)


@pytest.fixture(autouse=True)
def _tuesday() -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


@pytest.fixture
def make_group(database: Database, town: Town) -> Callable[..., Group]:
    """Makes a group with one listing and one steward."""

    def make(name: str = "見本体操の会", **changes: Any) -> Group:
        with database.writing() as session:
            open_for_all(session)
            row = session.get_one(Municipality, town.id)
            kinds.install(session)
            organization = an_organization(session, row, name)
            service = a_listing(session, row, "見本百歳体操", organization=organization, **changes)
            steward = stewards.appoint(session, organization, name="世話 花代", email="hanayo@example.jp", phone=None)
            keys = (organization.id, service.id, steward.id, steward.door.reference)
            return Group(database, town, *keys, coordinator(row))

    return make


@pytest.fixture
def group(make_group: Callable[..., Group]) -> Group:
    """The group of the test."""
    return make_group()


@pytest.fixture
def phone_of(app: Flask) -> Callable[[Group], Browser]:
    """Makes a browser that is a known device of a group's steward."""

    def make(group: Group) -> Browser:
        with group.writing() as session:
            token = doors.make_known(session, doors.find_door(session, group.door), label="iPhone").token
        client = app.test_client()
        client.set_cookie("host", token)
        return Browser(client)

    return make


@pytest.fixture
def phone(phone_of: Callable[[Group], Browser], group: Group) -> Browser:
    """The steward's phone."""
    return phone_of(group)
