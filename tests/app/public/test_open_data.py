"""Everybody gets the open data: a page, files, a feed and words for search engines; nothing private."""

import csv
import gzip
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from accounts.models.municipality import Municipality
from app.settings import Settings
from core.database import Database
from core.scope import open_for
from directory import listings
from directory.added_fields import AddedField, add_field
from directory.content import ContactEntry, ListingPlace
from directory.exchange.published.files import FILES
from directory.models.contact import Visibility
from directory.models.service import Service, ServiceStatus
from directory.taxonomy import kinds
from tests.factories.directory import CANARY, a_listing, coordinator
from tests.fixtures.application import Browser, Town

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NASTY = "終わり</script><script>alert(1)</script>&\u2028"
SECRETS = (CANARY, "世話 花代", "内緒町", "秘密のメモ", "見本まぼろし", "見本下書き")
OFFICE_ONLY = ContactEntry(name="世話 花代", phone=CANARY, visibility=Visibility.OFFICE)
EVERYBODY = ContactEntry(name="受付", phone="0856-31-0000", visibility=Visibility.PUBLIC)
HIDDEN = ListingPlace(
    name="内緒町の家", address="益田市内緒町9-9", is_address_hidden=True, latitude=34.6, longitude=131.8
)


@pytest.fixture
def salon(database: Database, town: Town) -> Service:
    """A listing with everything that must stay inside, one that has ended and one that is a draft."""
    with database.writing() as session:
        row = open_for(session, [town.id]).get_one(Municipality, town.id)
        add_field(row, AddedField("toilet_floor", "トイレの階", "Toilet floor"))
        add_field(row, AddedField("office_key", "鍵の場所"))
        kinds.install(session)
        words: dict[str, Any] = {"added_fields": {"office_key": "秘密のメモ", "toilet_floor": "トイレは1階"}}
        words |= {"what_to_bring": "上ばき\n飲み物", "exclusion_description": "運動を止められている方"}
        words |= {"description": NASTY, "contacts": (EVERYBODY, OFFICE_ONLY), "file_words": {"メモ": "秘密のメモ"}}
        found = a_listing(session, row, "=見本サロン", place=HIDDEN, **words)
        a_listing(session, row, "見本公民館", kind="community_hall")
        ended = a_listing(session, row, "見本まぼろし", kind="event")
        listings.set_status(session, coordinator(row), ended, ServiceStatus.ENDED)
        a_listing(session, row, "見本下書き", status=ServiceStatus.DRAFT)
        session.expunge_all()
        return found


OUTPUTS = (
    *("/data", "/feed.atom", "/sitemap.xml", "/robots.txt", "/calendar.ics", "/hsds/services?full=true"),
    *(f"/data/{name}" for name in FILES if not name.endswith(".xlsx")),
)


@pytest.mark.parametrize("address", OUTPUTS)
def test_has_nothing_private_and_nothing_withdrawn(resident: Browser, salon: Service, address: str) -> None:
    answer = resident.get(address)
    assert answer.status_code == 200
    for word in SECRETS:
        assert word.encode() not in answer.data
        assert word.encode("cp932") not in answer.data


@pytest.mark.control
def test_a_secret_would_be_noticed(resident: Browser, salon: Service, database: Database, town: Town) -> None:
    with database.writing() as session:
        service = open_for(session, [town.id]).get_one(Service, salon.id)
        service.contacts[1].visibility = Visibility.PUBLIC
        service.contacts.pop(0)
    assert CANARY.encode() in resident.get("/data/kayoinoba.csv").data


class TestPage:
    def test_stands_in_the_footer_and_says_the_licence(self, resident: Browser, salon: Service) -> None:
        footer = BeautifulSoup(resident.get("/").data, "html.parser").footer
        assert footer is not None
        assert footer.find("a", href="/data")
        text = resident.get("/data").get_data(as_text=True)
        assert "CC BY 4.0" in text
        assert "2026年11月25日" in text

    def test_leads_to_every_file(self, resident: Browser, salon: Service) -> None:
        page = BeautifulSoup(resident.get("/data").data, "html.parser")
        links = [str(link["href"]) for link in page.main.select("a[href^='/data/']")] if page.main else []
        assert len(links) == 14
        assert {resident.get(link).status_code for link in links} == {200}

    @pytest.mark.parametrize("language", ["easy", "en"])
    def test_speaks_every_language(self, resident: Browser, salon: Service, language: str) -> None:
        resident.post("/display", {"language": language}, seen_at="/")
        assert resident.get("/data").status_code == 200

    def test_shows_a_search_box_to_copy(self, resident: Browser, salon: Service) -> None:
        page = BeautifulSoup(resident.get("/data").data, "html.parser")
        (box,) = page.select("textarea")
        form = BeautifulSoup(box.text, "html.parser").form
        assert form is not None
        assert form["action"] == "http://localhost/search"
        assert form.find("input", {"name": "q"})


class TestFiles:
    def test_are_named_like_the_national_ones_and_guarded(self, resident: Browser, salon: Service) -> None:
        answer = resident.get("/data/kayoinoba.csv")
        assert "322041_kayoinoba.csv" in answer.headers["Content-Disposition"]
        (row,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
        assert (row["名称"], row["所在地_連結表記"], row["緯度"]) == ("'=見本サロン", "", "")

    def test_are_fetched_once_only_and_packed(self, resident: Browser, salon: Service) -> None:
        plain = resident.get("/data/kayoinoba.csv")
        packed = resident.get("/data/kayoinoba.csv", headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.data) == plain.data
        again = resident.get("/data/kayoinoba.csv", headers={"If-None-Match": plain.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert plain.headers["Access-Control-Allow-Origin"] == "*"

    def test_of_a_map_has_a_place_only_where_it_is_public(self, resident: Browser, salon: Service) -> None:
        features = json.loads(resident.get("/data/listings.geojson").data)["features"]
        points = {one["properties"]["name"]: one["geometry"] for one in features}
        assert points == {"=見本サロン": None, "見本公民館": {"type": "Point", "coordinates": [131.842, 34.675]}}

    def test_of_another_name_do_not_exist(self, resident: Browser, salon: Service) -> None:
        assert resident.get("/data/people.csv").status_code == 404


def test_the_feed_has_the_last_change_first(resident: Browser, salon: Service) -> None:
    feed = ET.fromstring(resident.get("/feed.atom").data)  # noqa: S314 - our own answer
    assert [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")] == ["見本公民館", "=見本サロン"]
    assert feed.findtext(f"{ATOM}rights") == "CC BY 4.0"
    assert all(
        one.findtext(f"{ATOM}{name}") for one in feed.iter(f"{ATOM}entry") for name in ("id", "updated", "title")
    )


def test_search_engines_find_every_listing(resident: Browser, salon: Service) -> None:
    found = ET.fromstring(resident.get("/sitemap.xml").data)  # noqa: S314 - our own answer
    addresses = [one.text or "" for one in found.iter(f"{SITE}loc")]
    assert f"http://localhost/listings/{salon.id}" in addresses
    assert {resident.get(address.removeprefix("http://localhost")).status_code for address in addresses} == {200}
    assert "Sitemap: http://localhost/sitemap.xml" in resident.get("/robots.txt").get_data(as_text=True)


def linked(resident: Browser, service: Service) -> dict[str, Any]:
    """What the page of a listing says to search engines."""
    page = BeautifulSoup(resident.get(f"/listings/{service.id}").data, "html.parser")
    (script,) = page.find_all("script", {"type": "application/ld+json"})
    found: dict[str, Any] = json.loads(script.string or "")
    return found


def test_words_for_search_engines_cannot_end_their_element(resident: Browser, salon: Service) -> None:
    found = linked(resident, salon)
    assert found["description"] == NASTY
    assert found["availableChannel"]["servicePhone"]["telephone"] == "0856-31-0000"
    assert "serviceLocation" not in found["availableChannel"]
    assert not [word for word in SECRETS if word in json.dumps(found, ensure_ascii=False)]


class TestAddedFields:
    def test_stand_on_the_page_of_the_listing(self, resident: Browser, salon: Service) -> None:
        text = resident.get(f"/listings/{salon.id}").get_data(as_text=True)
        for word in ("トイレの階", "トイレは1階", "持ち物", "上ばき", "参加できない方", "運動を止められている方"):
            assert word in text
        assert "鍵の場所" not in text
        assert "秘密のメモ" not in text

    def test_go_out_as_attributes_of_a_term_that_is_listed(self, resident: Browser, salon: Service) -> None:
        found = resident.get(f"/hsds/services/{salon.id}").get_json()
        (attribute,) = [one for one in found["attributes"] if one["taxonomy_term"]["taxonomy"] == "町が加えた項目"]
        assert (attribute["taxonomy_term"]["name"], attribute["value"]) == ("トイレの階", "トイレは1階")
        term = resident.get(f"/hsds/taxonomy_terms/{attribute['taxonomy_term']['id']}").get_json()
        assert term == attribute["taxonomy_term"]
        assert [one["document"] for one in found["required_documents"]] == ["上ばき", "飲み物"]
        assert "運動を止められている方" in found["eligibility_description"]


class TestFrame:
    def test_is_not_there_unless_the_settings_name_a_site(self, resident: Browser, salon: Service) -> None:
        assert resident.get("/embed/search").status_code == 404

    def test_may_stand_on_the_sites_of_the_settings_only(self, app: Flask, resident: Browser, salon: Service) -> None:
        settings: Settings = app.extensions["settings"]
        app.extensions["settings"] = settings.model_copy(update={"embed_hosts": "https://a.example, https://b.example"})
        answer = resident.get("/embed/search")
        assert "frame-ancestors https://a.example https://b.example" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers
        assert resident.get("/data").headers["X-Frame-Options"] == "DENY"
        assert len(BeautifulSoup(resident.get("/data").data, "html.parser").select("textarea")) == 2
