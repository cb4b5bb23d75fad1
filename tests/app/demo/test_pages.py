"""Every page of the demo town that a visitor can reach opens, and has no fault that the page check knows."""

import html
import re
import shutil
from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.settings import Settings
from core.database import Database
from directory.search.finder import open_index
from directory.search.indexer import Indexer
from tests.app.demo.conftest import TOWN, fill
from tests.fixtures.application import TOKEN
from tests.fixtures.once import Made

LINK = re.compile(r'href="(/[^"#]*)')
PART = re.compile(r'action="(/demo/(?:workers|hosts)/[^"]+)"')
KEY = re.compile(r"[0-9a-f-]{36}|[?].*|/[0-9a-z]{12}$")
LEFT_ALONE = ("/static/", "/sign-out")
EACH_KIND = 1
"""How many pages of one kind are opened in one walk; the same checks on all of them would take minutes."""


@pytest.fixture(scope="module")
def app(once: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("walk")
    shutil.copyfile(once("filled", fill) / TOWN, folder / TOWN)
    database = Database(f"sqlite:///{folder / TOWN}")
    settings = Settings(data_dir=folder / "var", database_url=str(database.engine.url), demo=True)
    Indexer(database, open_index(settings.index_dir)).catch_up()
    database.close()
    built = create_app(settings)
    built.testing = True
    yield built
    built.extensions["database"].close()


def walk(client: FlaskClient, start: str, *, inside: tuple[str, ...] = ("/",)) -> list[str]:
    """Open page after page below these addresses from a first one, and give those that did not open."""
    waiting, seen, kinds, closed = [start], set[str](), Counter[str](), []
    while waiting:
        address = html.unescape(waiting.pop(0))
        kind = KEY.sub("…", address)
        if address in seen or not address.startswith(inside) or kinds[kind] == EACH_KIND:
            continue
        if address.startswith(LEFT_ALONE):
            continue
        seen.add(address)
        kinds[kind] += 1
        response = client.get(address)
        if response.status_code >= 400:
            closed.append(f"{address}: {response.status_code}")
        elif response.mimetype == "text/html":
            waiting += LINK.findall(response.get_data(as_text=True))
    return closed


@pytest.mark.slow
def test_opens_to_residents(app: Flask) -> None:
    assert walk(app.test_client(), "/") == []


@pytest.mark.slow
def test_opens_to_everybody_who_has_a_part(app: Flask) -> None:
    parts = PART.findall(app.test_client().get("/demo/").get_data(as_text=True))
    hosts = [part for part in parts if "hosts" in part]
    for part in (*set(parts).difference(hosts), hosts[0]):
        client = app.test_client()
        token = TOKEN.search(client.get("/demo/").get_data(as_text=True))
        assert token
        entered = client.post(part, data={"csrf_token": token[1]})
        assert walk(client, entered.headers["Location"], inside=("/staff", "/admin", "/host")) == []
