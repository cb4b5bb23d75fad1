"""The office teaches the search its town's own words; they hold with the next search."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from accounts.models.municipality import Municipality
from core.access import Role
from core.database import Database
from core.scope import open_for_all
from directory.models.word_group import WordGroup
from tests.factories.directory import a_listing
from tests.fixtures.application import Browser

pytestmark = pytest.mark.slow
WORDS = {"words": "寄りんさい、よりんさい\nお宮の会館", "direction": "both", "note": "神社のそばの会館"}


@pytest.fixture
def office(worker: Callable[..., Browser]) -> Browser:
    return worker(Role.ADMINISTRATOR, name="管理者")


def the_group(database: Database) -> WordGroup:
    with database.reading() as session:
        return open_for_all(session).execute(select(WordGroup)).scalar_one()


def found(resident: Browser) -> str:
    """The words of the page of results, without its marks."""
    return re.sub(r"<[^>]+>", "", resident.get("/search?q=寄りんさい").get_data(as_text=True))


def test_words_that_were_added_are_used_by_the_next_search(
    office: Browser, resident: Browser, database: Database
) -> None:
    with database.writing() as session:
        town = open_for_all(session).scalars(select(Municipality)).one()
        a_listing(session, town, "お宮の会館の集い")
    assert "お宮の会館の集い" not in found(resident)
    assert office.post("/staff/words", WORDS, seen_at="/staff/words").status_code == 303
    assert "お宮の会館の集い" in found(resident)
    group = the_group(database)
    assert office.post(f"/staff/words/{group.id}/remove", seen_at=f"/staff/words/{group.id}/remove").status_code == 303
    assert "お宮の会館の集い" not in found(resident)


def test_a_group_is_changed(office: Browser, database: Database) -> None:
    office.post("/staff/words", WORDS, seen_at="/staff/words")
    page = f"/staff/words/{the_group(database).id}"
    sent = {"words": "とんど、どんど", "direction": "from_first", "note": "", "version": office.version(page)}
    assert office.post(page, sent, seen_at=page).status_code == 303
    assert the_group(database).words == ["とんど", "どんど"]


def test_a_change_over_somebody_elses_is_refused_and_shows_what_is_there(office: Browser, database: Database) -> None:
    office.post("/staff/words", WORDS, seen_at="/staff/words")
    page = f"/staff/words/{the_group(database).id}"
    answer = office.post(page, {"words": "とんど、どんど", "direction": "both", "version": "0"}, seen_at=page)
    assert answer.status_code == 409
    assert "ほかの人が先に" in answer.get_data(as_text=True)
    assert "寄りんさい" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "ことばを書いてください。"),
        ("とんど", "ちがうことばを2つ以上"),
        ("、".join(map(str, range(100, 130))), "20語まで"),
        ("あ" * 31 + "、い", "30字まで"),
    ],
)
def test_what_is_wrong_is_said_on_the_field(office: Browser, words: str, sentence: str) -> None:
    answer = office.post("/staff/words", {"words": words, "direction": "both"}, seen_at="/staff/words")
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_a_search_in_vain_leads_to_the_form_with_its_words(office: Browser) -> None:
    assert ">\nよりんさい</textarea>" in office.get("/staff/words?words=よりんさい").get_data(as_text=True)
