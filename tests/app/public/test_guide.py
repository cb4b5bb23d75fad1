"""Four questions lead to a few places by links alone; every answer can be given anew, and no way ends in nothing."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from accounts.models.municipality import Municipality
from app.public.guide import ANY, QUESTIONS, REACH
from core.database import Database
from core.scope import open_for_all
from directory.taxonomy import kinds
from tests.factories.directory import a_listing
from tests.factories.town import a_district
from tests.fixtures.application import Browser

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("places")]
LONG = "?what=" + "あ" * 900
LINK = re.compile(r'href="(/guide\?[^"]+)"')


@pytest.fixture
def places(database: Database, town: object) -> None:
    """A walk, a salon and a desk."""
    del town
    with database.writing() as session:
        kinds.install(open_for_all(session))
        near = session.scalars(select(Municipality)).one()
        a_district(session, near, code="hikimi", name="匹見")
        for name, kind in (("朝の体操", "hyakusai_taiso"), ("おしゃべりの日", "kayoinoba"), ("なんでも相談", "soudan")):
            a_listing(session, near, name, kind=kind)


def ways(page: str) -> Iterator[str]:
    for address in LINK.findall(page):
        yield address.replace("&amp;", "&")


def test_answers_lead_from_question_to_question_to_places(resident: Browser) -> None:
    page = resident.get("/guide").get_data(as_text=True)
    assert "何がしたいですか" in page
    page = resident.get(next(way for way in ways(page) if "what=move" in way)).get_data(as_text=True)
    assert "いつがよいですか" in page
    page = resident.get(next(way for way in ways(page) if "when=any" in way)).get_data(as_text=True)
    assert "どこまで行けますか" in page
    page = resident.get("/guide?what=move&when=any&near=&reach=any").get_data(as_text=True)
    assert "だれと行きますか" in page
    page = resident.get(next(way for way in ways(page) if "who=alone" in way)).get_data(as_text=True)
    assert "このあたりはいかがですか" in page
    assert "朝の体操" in re.sub("<[^>]+>", "", page)
    assert "なんでも相談" not in page


def test_an_answer_is_given_anew_and_the_others_stay(resident: Browser) -> None:
    page = resident.get("/guide?what=move&when=today&reach=any&who=alone").get_data(as_text=True)
    assert "/guide?what=move&amp;reach=any&amp;who=alone" in page


def test_the_number_beside_an_answer_is_what_it_leads_to(resident: Browser) -> None:
    page = resident.get("/guide").get_data(as_text=True)
    count = re.search(r"相談したい</b><small>(\d+)か所", page)
    assert count is not None
    assert count[1] == "1"


@pytest.mark.parametrize(
    "query", ["", "?what=x", "?what=move&when=%00", "?reach=5", "?who=alone&near=nowhere", "?what=" + "あ" * 900]
)
def test_any_address_is_a_question(resident: Browser, query: str) -> None:
    answer = resident.get(f"/guide{query}")
    assert answer.status_code == 200
    assert "か所" in answer.get_data(as_text=True)


def test_where_nothing_fits_it_is_said_and_others_are_offered(resident: Browser) -> None:
    page = resident.get("/guide?what=shop&when=evening&reach=any&who=alone").get_data(as_text=True)
    assert "合う場所が見つかりませんでした" in page
    assert "ことばでさがす" in page


def test_every_question_can_be_left_open() -> None:
    assert all(ANY in question.choices for question in QUESTIONS.values())
    assert all(one.radius or one.words or key == ANY for key, one in QUESTIONS[REACH].choices.items())


@pytest.mark.parametrize("page", ["/", "/search"])
def test_the_first_pages_lead_there(resident: Browser, page: str) -> None:
    shown = resident.get(page).get_data(as_text=True)
    assert 'href="/guide"' in shown
    assert "今日行けるところ" in shown
    assert "いま開いているところ" in shown
