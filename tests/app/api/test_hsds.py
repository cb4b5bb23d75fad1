"""The directory as open data: the envelope, the parameters, and nothing that is not public."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.clock import standing_at
from core.database import Database
from core.facts import Fact
from core.scope import open_for_all
from directory.content import Answer, ContactEntry, ListingPlace
from directory.models.contact import Visibility
from directory.models.service import Service, ServiceStatus
from directory.search.finder import open_index
from directory.search.indexer import Indexer
from directory.taxonomy import kinds
from tests.factories.directory import CANARY, a_listing
from tests.fixtures.application import Town
from tests.fixtures.surprises import THAT_MORNING

LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
HIDDEN_STREET = "見本県見本市秘密町9-9"


@pytest.fixture
def listed(database: Database, town: Town) -> list[Service]:
    """Six public listings, one with a hidden address, a draft, and contacts that only the office knows."""
    with database.writing() as session:
        open_for_all(session)
        kinds.install(session)
        row = session.get_one(Municipality, town.id)
        rows = [a_listing(session, row, f"体操の会{number}", kind="hyakusai_taiso") for number in range(5)]
        rows.append(_with_secrets(session, row))
        a_listing(session, row, "下書きの会", status=ServiceStatus.DRAFT)
        session.flush()
        session.expunge_all()
    return rows


def _with_secrets(session: Session, town: Municipality) -> Service:
    secret = ContactEntry(name="内 輪子", phone="+81855001234", visibility=Visibility.OFFICE)
    open_contact = ContactEntry(name="窓口", phone="+81856310001", visibility=Visibility.PUBLIC)
    place = ListingPlace(
        name="個人宅", address=HIDDEN_STREET, is_address_hidden=True, latitude=34.111, longitude=132.222
    )
    facts = {"step_free": Answer(Fact.YES)}
    return a_listing(session, town, "ひみつの家サロン", place=place, contacts=(secret, open_contact), facts=facts)


@pytest.fixture
def reader(app: Flask, listed: list[Service]) -> FlaskClient:
    """Somebody's program."""
    settings, database = app.extensions["settings"], app.extensions["database"]
    Indexer(database, open_index(settings.index_dir)).catch_up()
    return app.test_client()


def content(reader: FlaskClient, path: str) -> dict[str, Any]:
    """The JSON of an answer."""
    response = reader.get(f"/hsds/{path}")
    assert response.status_code == 200, response.get_data(as_text=True)
    found: dict[str, Any] = response.get_json()
    return found


class TestPages:
    @pytest.mark.parametrize("name", LISTS)
    def test_hold_every_record_once(self, reader: FlaskClient, name: str) -> None:
        first = content(reader, f"{name}?per_page=2")
        pages = [content(reader, f"{name}?per_page=2&page={number + 1}") for number in range(first["total_pages"])]
        keys = [one["id"] for page in pages for one in page["contents"]]
        assert len(keys) == len(set(keys)) == first["total_items"]
        assert [page["first_page"] for page in pages] == [True] + [False] * (len(pages) - 1)
        assert [page["last_page"] for page in pages] == [False] * (len(pages) - 1) + [True]

    @pytest.mark.parametrize("name", LISTS)
    def test_say_the_same_as_one_object_a_line(self, reader: FlaskClient, name: str) -> None:
        answer = reader.get(f"/hsds/{name}?format=ndjson")
        rows = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
        assert answer.mimetype == "application/x-ndjson"
        assert [one["id"] for one in rows] == [one["id"] for one in content(reader, f"{name}?per_page=500")["contents"]]

    @pytest.mark.parametrize("name", LISTS)
    def test_lead_to_every_record(self, reader: FlaskClient, name: str) -> None:
        for one in content(reader, f"{name}?per_page=500")["contents"][:8]:
            assert content(reader, f"{name}/{one['id']}")["id"] == one["id"]

    def test_past_the_end_are_empty(self, reader: FlaskClient) -> None:
        assert content(reader, "services?page=99")["empty"]

    def test_stand_still_while_a_listing_is_added(self, reader: FlaskClient, database: Database, town: Town) -> None:
        before = content(reader, "services?per_page=3&page=2")["contents"]
        with database.writing() as session:
            a_listing(open_for_all(session), session.get_one(Municipality, town.id), "あとから来た会")
        assert content(reader, "services?per_page=3&page=2")["contents"] == before


class TestParameters:
    def test_words_find_what_residents_find(self, reader: FlaskClient) -> None:
        assert [one["name"] for one in content(reader, "services?search=ひみつの家")["contents"]] == [
            "ひみつの家サロン"
        ]
        assert content(reader, "services?search=zzqqxxnothing")["empty"]

    def test_a_kind_by_its_term(self, reader: FlaskClient) -> None:
        term = next(
            one
            for one in content(reader, "taxonomy_terms?per_page=500")["contents"]
            if one.get("code") == "hyakusai_taiso"
        )
        assert content(reader, f"services?taxonomy_term_id={term['id']}")["total_items"] == 5

    def test_a_moment_of_change(self, reader: FlaskClient, database: Database, listed: list[Service]) -> None:
        with standing_at(THAT_MORNING.replace(hour=12)), database.writing() as session:
            row = open_for_all(session).get_one(Service, listed[0].id)
            row.description, row.version = "直しました", row.version
        found = content(reader, "services?modified_after=2026-11-25T02:30:00Z")["contents"]
        assert [one["id"] for one in found] == [str(listed[0].id)]

    @pytest.mark.parametrize(
        "asked", ["page=abc", "page=0", "per_page=-1", "full=maybe", "modified_after=soon", "format=xml"]
    )
    def test_what_cannot_be_read_is_refused_as_json(self, reader: FlaskClient, asked: str) -> None:
        answer = reader.get(f"/hsds/services?{asked}")
        assert answer.status_code == 400
        assert asked.partition("=")[0] in answer.get_json()["error"]

    def test_a_query_may_come_in_the_body(self, reader: FlaskClient) -> None:
        answer = reader.post("/hsds/services", json={"search": "ひみつの家", "full": True})
        assert [one["name"] for one in answer.get_json()["contents"]] == ["ひみつの家サロン"]
        assert "attributes" in answer.get_json()["contents"][0]

    def test_a_postal_code_finds_the_places_that_have_it(
        self, reader: FlaskClient, database: Database, listed: list[Service]
    ) -> None:
        with database.writing() as session:
            row = open_for_all(session).get_one(Service, listed[0].id)
            assert row.location
            row.location.postal_code = "6980000"
        found = content(reader, "service_at_locations?postcode=698-0000")
        assert [one["service"]["id"] for one in found["contents"]] == [str(listed[0].id)]
        assert content(reader, "service_at_locations?postcode=6980000&proximity=100")["total_items"] == 5


class TestAnswers:
    def test_may_be_read_by_any_page_and_kept(self, reader: FlaskClient) -> None:
        answer = reader.get("/hsds/services")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        again = reader.get("/hsds/services", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.get_data()) == (304, b"")

    @pytest.mark.parametrize("key", ["00000000-0000-4000-8000-000000000000", "nothing", "%00"])
    @pytest.mark.parametrize("name", LISTS)
    def test_say_in_json_that_a_record_is_absent(self, reader: FlaskClient, name: str, key: str) -> None:
        answer = reader.get(f"/hsds/{name}/{key}")
        assert (answer.status_code, answer.get_json()) == (404, {"error": "not found"})

    def test_never_tell_what_is_not_public(self, reader: FlaskClient) -> None:
        told = "".join(reader.get(f"/hsds/{name}?format=ndjson&full=true").get_data(as_text=True) for name in LISTS)
        for secret in (HIDDEN_STREET, "秘密町", "34.111", "内 輪子", "855001234", "下書きの会", CANARY):
            assert secret not in told
        assert "+81856310001" in told

    def test_describe_themselves(self, reader: FlaskClient) -> None:
        about = content(reader, "")
        assert about["version"] == "3.2"
        described = content(reader, "openapi.json")
        assert set(described["paths"]) == {"/", *(f"/{name}" for name in LISTS), *(f"/{name}/{{id}}" for name in LISTS)}


SCHEMAS = {
    "services": ("service_list", "service"),
    "organizations": ("organization_list", "organization"),
    "service_at_locations": ("service_at_location_list", "service_at_location"),
}


def faults(folder: Path, schema: str, record: object) -> Iterator[str]:
    """What the official schema has against a record."""
    document = json.loads((folder / f"{schema}.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(document, format_checker=Draft202012Validator.FORMAT_CHECKER)
    yield from (error.message for error in validator.iter_errors(record))


@pytest.mark.shared
class TestOfficialSchemas:
    @pytest.mark.parametrize("name", SCHEMAS)
    def test_find_nothing(self, reader: FlaskClient, shared: Path, name: str) -> None:
        folder, (brief, whole) = shared / "hsds/3.2.3/schema/compiled", SCHEMAS[name]
        for one in content(reader, name)["contents"]:
            assert list(faults(folder, brief, one)) == []
            assert list(faults(folder, whole, content(reader, f"{name}/{one['id']}"))) == []

    @pytest.mark.control
    def test_find_a_planted_fault(self, reader: FlaskClient, shared: Path) -> None:
        one = content(reader, "services")["contents"][0] | {"status": "open"}
        assert len(list(faults(shared / "hsds/3.2.3/schema/compiled", "service", one))) == 1
