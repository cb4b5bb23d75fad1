"""What is left when processes are killed in the middle of their work? All that was acknowledged, nothing half done.

Two kinds of process are killed with SIGKILL, again and again, at any moment: a web process in which a host changes
listings by the pages of the product, and the indexer. Each time a new one goes on where the last one was.
"""

import logging
import os
import random
import re
import select
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select as query
from sqlalchemy.orm import Session

from accounts import doors
from accounts.models.municipality import Municipality
from app.demo import loading
from app.factory import create_app
from app.migrations import history
from app.settings import Settings
from core import audit
from core.access import MACHINE, Actor, Role
from core.database import Database
from core.scope import open_for_all
from directory import listings, organizations, stewards
from directory.content import ListingChange, from_json
from directory.content_rows import content_of
from directory.models.revision import Revision
from directory.models.service import Service
from directory.search.finder import open_index
from directory.search.indexer import Indexer
from directory.search.text_index.protocol import Backend

LISTINGS: Final = 5
LONGEST_LIFE: Final = 0.06
"""Seconds that a process lives after its first save; a save takes about a third of it."""
FIRST_SAVE: Final = 10.0
INDEXER_EVERY: Final = 3
_TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')
_VERSION: Final = re.compile(r'name="version" value="([^"]+)"')


@dataclass(frozen=True)
class Outcome:
    """What was acknowledged before the kills, and where the database, the audit chain or the index do not say so."""

    kills: int
    acknowledged: int
    lost: tuple[str, ...]
    broken: tuple[str, ...]
    seconds: float

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost and everything agrees."""
        return not (self.lost or self.broken)


@dataclass(frozen=True)
class Site:
    """A town with one group, its listings, and the phone of its steward."""

    app: Flask
    database: Database
    services: tuple[uuid.UUID, ...]
    device: str
    folder: Path
    backend: Backend

    def indexer(self) -> Indexer:
        """A fresh indexer over the site's own index."""
        return Indexer(self.database, open_index(self.folder / "index", self.backend))


def kill_again_and_again(folder: Path, times: int, backend: Backend) -> Outcome:
    """Kill a process so many times in a new town in this folder, and look at what is left."""
    chance = random.Random(322041)  # noqa: S311 - no secret, and the same on every run
    acknowledged, started = set[str](), time.monotonic()
    site = _founded(folder, backend)
    for turn in range(times):
        work = _index_without_end(site) if turn % INDEXER_EVERY == 0 else _save_without_end(site, turn)
        acknowledged |= set(_killed(work, chance.uniform(0, LONGEST_LIFE)).decode().split())
    lost = tuple(sorted(missing(site.database, acknowledged)))
    wrong = (*broken(site.database), *disagreements(site))
    site.database.close()
    return Outcome(times, len(acknowledged), lost, wrong, time.monotonic() - started)


def missing(database: Database, acknowledged: set[str]) -> set[str]:
    """The acknowledged saves that no version remembers."""
    with database.reading() as session:
        contents = open_for_all(session).execute(query(Revision.content)).scalars()
        return acknowledged - {content["first_visit"] for content in contents}


def broken(database: Database) -> tuple[str, ...]:
    """Where the audit chain does not hold, or a listing does not say what its last version says."""
    with database.reading() as session:
        found = [one.reason for one in audit.verify(open_for_all(session))]
        found += [f"listing {one.number} is not what its last version says" for one in _astray(session)]
    return tuple(found)


def disagreements(site: Site) -> tuple[str, ...]:
    """Where the index does not agree with the database after one more indexer has caught up."""
    indexer = site.indexer()
    indexer.catch_up()
    return tuple(f"{one.service_id}: {one.reason}" for one in indexer.differences())


def _astray(session: Session) -> Iterator[Service]:
    for service in session.execute(query(Service)).scalars():
        newest = query(Revision).where(Revision.service_id == service.id).order_by(Revision.number.desc()).limit(1)
        if from_json(session.execute(newest).scalar_one().content) != content_of(service):
            yield service


def _founded(folder: Path, backend: Backend) -> Site:
    settings = Settings(data_dir=folder, search_backend=backend)
    app = create_app(settings)
    app.testing = True
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    database: Database = app.extensions["database"]
    history.upgrade(database.engine)
    loading.load_empty(database)
    with database.writing() as session:
        services, device = _group(open_for_all(session))
    site = Site(app, database, services, device, folder, backend)
    site.indexer().catch_up()
    _save(_phone(site), services[0], "はじめ")  # every process then starts with its statements compiled
    database.close()  # and opens a connection of its own
    return site


def _group(session: Session) -> tuple[tuple[uuid.UUID, ...], str]:
    town = session.execute(query(Municipality)).scalar_one()
    group = organizations.add(session, municipality_id=town.id, name="見本の会")
    actor = Actor(role=Role.MACHINE, municipality_id=town.id, name=MACHINE.name)
    made = [
        listings.add(session, actor, ListingChange(name=f"見本{number}", kind="kayoinoba"), organization=group)
        for number in range(LISTINGS)
    ]
    steward = stewards.appoint(session, group, name="世話役", email="steward@example.jp", phone=None)
    token = doors.make_known(session, steward.door, label="見本の電話").token
    return tuple(one.id for one in made), token


def _killed(work: Callable[[int], None], after: float) -> bytes:
    """What a process that works without end has told on its pipe when it is killed after so many seconds."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(tell)
        finally:
            os._exit(1)
    os.close(tell)
    select.select([told], [], [], FIRST_SAVE)  # the first acknowledged save; from here on it may be hit anywhere
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as pipe:
        return pipe.read()


def _save_without_end(site: Site, turn: int) -> Callable[[int], None]:
    """Change listings one after the other by the host's page; acknowledge each save only after its answer."""

    def work(tell: int) -> None:
        phone = _phone(site)
        for number in count():
            words = f"ことば{turn}-{number}"
            _save(phone, site.services[number % LISTINGS], words)
            os.write(tell, f"{words}\n".encode())

    return work


def _index_without_end(site: Site) -> Callable[[int], None]:
    """Feed the index, and make it anew again and again."""

    def work(tell: int) -> None:
        os.write(tell, b"\n")
        while True:
            site.indexer().catch_up()
            site.indexer().rebuild()

    return work


def _phone(site: Site) -> FlaskClient:
    phone = site.app.test_client()
    phone.set_cookie("host", site.device)
    return phone


def _save(phone: FlaskClient, service: uuid.UUID, words: str) -> None:
    """Open the form of the words for newcomers, and send it."""
    page = f"/host/listings/{service}/edit/first-visit"
    shown = phone.get(page).get_data(as_text=True)
    token, version = _TOKEN.search(shown), _VERSION.search(shown)
    if token is None or version is None:
        raise RuntimeError(f"the page {page} has no form")
    answer = phone.post(page, data={"csrf_token": token[1], "version": version[1], "first_visit": words})
    if answer.status_code != 303:  # noqa: PLR2004 - See Other, after a save
        raise RuntimeError(f"the save was answered by {answer.status_code}")
