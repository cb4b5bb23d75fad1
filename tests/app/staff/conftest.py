"""A coordinator who is signed in, with the same actor for making people and matches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts import sign_in
from accounts.models.municipality import Municipality
from core.access import Actor, Role
from core.database import Database
from core.scope import open_for
from tests.factories.matches import Scene
from tests.fixtures.application import Browser, Town, member


@dataclass
class Desk:
    """A signed-in coordinator: the browser, the actor behind it, and a way to write as this actor."""

    browser: Browser
    actor: Actor
    database: Database

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A writing session of the coordinator's town."""
        with self.database.writing() as session:
            assert self.actor.municipality_id is not None
            yield open_for(session, [self.actor.municipality_id])

    @contextmanager
    def scene(self, **service: Any) -> Iterator[Scene]:
        """A host and a person of this coordinator, to be played on."""
        with self.writing() as session:
            town = session.get_one(Municipality, self.actor.municipality_id)
            yield Scene(session, town=town, actor=self.actor, **service)


@pytest.fixture
def desk_of(app: Flask, database: Database, town: Town) -> Callable[..., Desk]:
    """Makes a signed-in coordinator: desk_of("森")."""

    def make(name: str = "森 京子", role: Role = Role.PARTICIPATION_COORDINATOR) -> Desk:
        with database.writing() as session:
            open_for(session, [town.id])
            membership = member(session, town, role, name)
            token, actor = sign_in.begin(session, membership).token, sign_in.actor_of(membership)
        client = app.test_client()
        client.set_cookie("staff", token)
        return Desk(Browser(client), actor, database)

    return make


@pytest.fixture
def desk(desk_of: Callable[..., Desk]) -> Desk:
    """The usual coordinator."""
    return desk_of()
