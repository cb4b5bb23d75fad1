"""The search box proposes how a text may go on: public names only, the same for everybody, at a bounded pace."""

import pytest

from core.database import Database
from directory.models.service import ServiceStatus
from directory.taxonomy import kinds
from tests.app.public.test_pages import opened
from tests.factories.directory import CANARY, a_district, a_listing
from tests.fixtures.application import Browser, Town


@pytest.fixture(autouse=True)
def _listings(database: Database, town: Town) -> None:
    with database.writing() as session:
        row = opened(session, town)
        kinds.install(session)
        a_district(session, row)
        a_listing(session, row, "ひきみ朝の体操", name_kana="ひきみ あさの たいそう", kind="hyakusai_taiso")
        a_listing(session, row, "匹見の下書き", status=ServiceStatus.DRAFT)


def proposed(browser: Browser, typed: str) -> list[str]:
    answer = browser.get("/search/complete", query_string={"q": typed})
    assert answer.status_code == 200
    return [one["text"] for one in answer.get_json()["proposals"]]


@pytest.mark.parametrize("typed", ["ひきみ", "hikimi", "asano", "あさ"])
def test_a_name_is_proposed(resident: Browser, typed: str) -> None:
    assert "ひきみ朝の体操" in proposed(resident, typed)


def test_a_kind_says_how_many_places_it_has(resident: Browser) -> None:
    lines = resident.get("/search/complete?q=ikiiki").get_json()["proposals"]
    assert lines[0] == {"text": "いきいき百歳体操", "label": "種類", "count": "1か所"}


def test_what_is_not_public_is_never_proposed(resident: Browser) -> None:
    assert "匹見の下書き" not in proposed(resident, "匹見")
    assert CANARY not in resident.get("/search/complete?q=0").get_data(as_text=True)


@pytest.mark.parametrize("typed", ["", "\x00", "あ" * 2000, "%s", "<script>", "\u2028"])
def test_no_text_breaks_it(resident: Browser, typed: str) -> None:
    assert proposed(resident, typed) == []


def test_it_may_be_kept_and_sets_no_cookie(resident: Browser) -> None:
    answer = resident.get("/search/complete?q=tai")
    assert answer.headers["Cache-Control"] == "public, max-age=120"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.first
def test_without_javascript_the_box_is_a_plain_form(resident: Browser) -> None:
    for page in ("/", "/search?q=体操&weekday=2"):
        text = resident.get(page).get_data(as_text=True)
        assert 'type="search" id="q" name="q"' in text
        assert "combobox" not in text
