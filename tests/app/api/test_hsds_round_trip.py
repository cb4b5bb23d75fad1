"""What comes in as HSDS goes out as it came, until somebody changes it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models.municipality import Municipality
from core.access import MACHINE
from core.database import Database
from core.scope import open_for_all
from directory import listings
from directory.content import ListingChange
from directory.content_rows import content_of
from directory.exchange.applying import Report, apply
from directory.exchange.bundles import read_path
from directory.models.service import Service
from tests.fixtures.skips import SHARED

EXAMPLES = SHARED / "hsds" / "3.2.3" / "examples"
SERVICE = "ac148810-d857-441c-9679-408f346de14b"
ORGANIZATION = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.exists(), reason="the published files in ../shared are not on this machine"),
]


def example(name: str) -> Any:
    return json.loads((EXAMPLES / name).read_text("utf-8"))


class Feed:
    """A town with an open data interface."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.database: Database = app.extensions["database"]
        with self.database.reading() as session:
            self.town_id = open_for_all(session).execute(select(Municipality.id)).scalars().one()

    def bring(self, path: Path) -> Report:
        (read,) = read_path(path)
        return apply(self.database, MACHINE, read, municipality_id=self.town_id, source="hsds")

    def get(self, address: str) -> Any:
        answer = self.client.get(f"/hsds{address}")
        assert answer.status_code == 200
        return answer.get_json()

    def change(self, change: ListingChange) -> None:
        with self.database.writing() as session:
            service = open_for_all(session).execute(select(Service).filter_by(source="hsds")).scalar_one()
            listings.revise(session, MACHINE, service, change, based_on=service.version)

    def place(self) -> Any:
        with self.database.reading() as session:
            service = open_for_all(session).execute(select(Service).filter_by(source="hsds")).scalar_one()
            return content_of(service).place


@pytest.fixture
def feed(app: Flask) -> Feed:
    return Feed(app)


class TestExamples:
    def test_a_service_is_equal(self, feed: Feed) -> None:
        feed.bring(EXAMPLES / "service_full.json")
        assert feed.get(f"/services/{SERVICE}") == example("service_full.json")
        assert example("service_full.json") in feed.get("/services?full=true")["contents"]

    def test_a_list_is_equal(self, feed: Feed) -> None:
        feed.bring(EXAMPLES / "service_list.json")
        (wanted,) = example("service_list.json")["contents"]
        assert wanted in feed.get("/services?per_page=100")["contents"]

    def test_an_organization_is_equal(self, feed: Feed) -> None:
        feed.bring(EXAMPLES / "organization_full.json")
        found = feed.get(f"/organizations/{ORGANIZATION}?full_service=true")
        assert found == example("organization_full.json")

    @pytest.mark.parametrize("name", ["service_full.json", "service_list.json", "organization_full.json"])
    def test_bringing_it_again_changes_nothing(self, feed: Feed, name: str) -> None:
        feed.bring(EXAMPLES / name)
        assert feed.bring(EXAMPLES / name).counts["unchanged"] == 1


class TestChanges:
    def test_a_changed_field_goes_out_as_it_is_now(self, feed: Feed) -> None:
        feed.bring(EXAMPLES / "service_full.json")
        feed.change(ListingChange(name="Renamed"))
        found = feed.get(f"/services/{SERVICE}")
        assert found["name"] == "Renamed"
        assert found["description"] == example("service_full.json")["description"]

    def test_a_contact_that_is_taken_out_stands_nowhere(self, feed: Feed) -> None:
        feed.bring(EXAMPLES / "service_full.json")
        feed.change(ListingChange(contacts=()))
        assert "1234 234567" not in json.dumps(feed.get(f"/services/{SERVICE}"))
        assert "Ann Persona" not in json.dumps(feed.get(f"/services/{SERVICE}"))
        assert "1234 234567" not in json.dumps(feed.get(f"/organizations/{ORGANIZATION}?full_service=true"))

    def test_an_address_that_is_hidden_stands_nowhere(self, feed: Feed) -> None:
        feed.bring(EXAMPLES / "service_full.json")
        feed.change(ListingChange(place=replace(feed.place(), is_address_hidden=True)))
        assert "Main Street" not in json.dumps(feed.get(f"/services/{SERVICE}?full=true"))
