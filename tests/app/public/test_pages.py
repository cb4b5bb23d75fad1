"""Residents find places, see what is unknown as 未確認, and never see what is not theirs to see."""

from datetime import datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core import clock
from core.database import Database
from core.facts import Fact
from core.scope import open_for, open_for_all
from core.tally import Tally
from directory import listings
from directory.content import Answer, ContactEntry
from directory.models.contact import Visibility
from directory.models.service import Service, ServiceStatus
from directory.recurrence.rules import weekly
from directory.taxonomy import kinds
from tests.factories.directory import CANARY, TimetableLine, a_district, a_listing, coordinator
from tests.fixtures.application import Browser, Town

pytestmark = pytest.mark.slow

PHONE = "0856-31-0664"


@pytest.fixture
def places(database: Database, town: Town) -> dict[str, Service]:
    with database.writing() as session:
        row = opened(session, town)
        kinds.install(session)
        a_district(session, row)
        made = {
            "exercise": a_listing(
                session,
                row,
                "ひきみ朝の体操",
                kind="hyakusai_taiso",
                facts={"step_free": Answer(Fact.YES)},
                contacts=(ContactEntry(name="公民館", phone=PHONE, visibility=Visibility.PUBLIC),),
            ),
            "salon": a_listing(
                session, row, "お茶の会", timetable=(TimetableLine(weekly([0], time(13, 30), time(15))),)
            ),
            "draft": a_listing(session, row, "まだ下書きの会", status=ServiceStatus.DRAFT),
        }
        session.expunge_all()
        return made


def opened(session: Session, town: Town) -> Municipality:
    return open_for(session, [town.id]).get_one(Municipality, town.id)


def test_the_first_page_shows_where_one_can_go_soon(resident: Browser, places: dict[str, Service]) -> None:
    with clock.standing_at(datetime(2026, 11, 24, 18, tzinfo=clock.TOWN_ZONE)):
        page = resident.get("/").get_data(as_text=True)
    assert "ひきみ朝の体操" in page
    assert "まだ下書きの会" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=体操", ["ひきみ朝の体操", "お茶の会"]),
        ("q=たいそう&weekday=2&part=MORNING", ["ひきみ朝の体操"]),
        ("weekday=0", ["お茶の会"]),
        ("kind=hyakusai_taiso", ["ひきみ朝の体操"]),
        ("fact=step_free", ["ひきみ朝の体操"]),
        ("near=匹見&radius=50", ["ひきみ朝の体操", "お茶の会"]),
        ("q=まだ下書き", []),
        ("weekday=9&kind=nothing&page=99999999&near=x&radius=-1", ["ひきみ朝の体操", "お茶の会"]),
    ],
)
def test_a_search_finds_what_it_asks_for(
    resident: Browser, places: dict[str, Service], query: str, found: list[str]
) -> None:
    page = resident.get(f"/search?{query}").get_data(as_text=True).replace("<mark>", "").replace("</mark>", "")
    assert {name for name in ("ひきみ朝の体操", "お茶の会", "まだ下書きの会") if f">{name}<" in page} == set(found)


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "'; DROP TABLE service --",
        "<script>alert(1)</script>",
        "あ" * 500,
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "AND OR NOT (",
        "%s%s",
    ],
)
def test_no_words_break_the_search(resident: Browser, places: dict[str, Service], words: str) -> None:
    assert resident.get("/search", query_string={"q": words}).status_code == 200


@pytest.mark.parametrize("language", ["ja", "easy", "en"])
def test_a_listing_says_what_is_known_and_what_is_not(
    resident: Browser, places: dict[str, Service], language: str
) -> None:
    page = resident.get(f"/listings/{places['exercise'].id}?lang={language}").get_data(as_text=True)
    assert PHONE in page
    if language == "ja":
        assert "毎週" in page
        assert "未確認" in page


def test_what_only_the_office_knows_is_on_no_page(resident: Browser, places: dict[str, Service]) -> None:
    salon = places["salon"]
    pages = ["/", "/search", "/search/print", f"/listings/{salon.id}", f"/listings/{salon.id}/print"]
    for page in pages:
        text = resident.get(page).get_data(as_text=True)
        assert CANARY not in text
        assert "世話 花代" not in text


def test_a_withdrawn_listing_is_gone_at_once(
    resident: Browser, places: dict[str, Service], database: Database, town: Town
) -> None:
    address = f"/listings/{places['salon'].id}"
    assert resident.get(address).status_code == 200
    with database.writing() as session:
        row = opened(session, town)
        service = session.get_one(Service, places["salon"].id)
        listings.set_status(session, coordinator(row), service, ServiceStatus.ENDED)
    assert resident.get(address).status_code == 404
    assert ">お茶の会<" not in resident.get("/search").get_data(as_text=True)


def test_the_short_number_leads_to_the_listing(resident: Browser, places: dict[str, Service]) -> None:
    exercise = places["exercise"]
    assert resident.get(f"/l/{exercise.number}").location == f"/listings/{exercise.id}"
    assert resident.get("/l/999999").status_code == 404


def test_public_pages_set_no_cookie_until_the_display_bar_is_pressed(
    resident: Browser, places: dict[str, Service]
) -> None:
    for page in ("/", "/search?q=体操", f"/listings/{places['exercise'].id}"):
        assert "Set-Cookie" not in resident.get(page).headers
    answer = resident.post("/display", {"text": "large", "next": "/search?q=体操"}, seen_at="/")
    assert answer.headers["Set-Cookie"].startswith("display=text=large") or "display=" in answer.headers["Set-Cookie"]
    assert 'data-text="large"' in resident.get("/").get_data(as_text=True)


def test_a_search_in_vain_is_counted_once_and_only_by_known_words(
    resident: Browser, database: Database, places: dict[str, Service]
) -> None:
    for address in ("/search?q=日曜の囲碁", "/search?q=日曜の囲碁&page=2", "/search?q=山根スミ", "/search?q=体操"):
        assert resident.get(address).status_code == 200
    with database.reading() as session:
        counted = open_for_all(session).execute(select(Tally.name, Tally.count)).all()
    assert [(name.rpartition(":")[2], count) for name, count in counted] == [("囲碁 日曜", 1)]
