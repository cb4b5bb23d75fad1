"""A reader types what they would say, sees what was understood, takes a wish back, and is helped to the end."""

import pytest
from playwright.sync_api import Page, expect

from app.public.search_form import LONGEST_WORDS
from tests.fixtures.browser import DESK, PHONE, OpenPage
from tests.journeys.album import keep
from tests.journeys.looking import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOX = "さがすことば"
TIRED = (
    "   ",
    "、、、",
    "<script>alert(1)</script>",
    "水曜" * 60,
    "🙂🙂",
    "%00",
    "OR 1=1 --",
    "0856310001",
    "ｶﾝﾀﾝ",
    "体燥",
)
"""What a tired hand types, and what somebody pastes."""


def heading(page: Page) -> str:
    """What the page says that it shows."""
    return page.get_by_role("heading", level=1).inner_text().replace("\n", "")


def look(page: Page, name: str) -> None:
    """Keep a picture, then fail with every fault."""
    keep(page, name)
    assert faults_of(page) == []


def search(page: Page, words: str) -> None:
    """Type words into the box, and press the button."""
    page.get_by_label(BOX).fill(words)
    page.get_by_role("button", name="さがす").click()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_phrase_is_understood_and_a_wish_taken_back(
    demo_site: str, open_page: OpenPage, width: int, *, javascript: bool
) -> None:
    page = open_page(width=width, javascript=javascript)
    page.goto(demo_site)
    search(page, "水曜の午前 体操")
    assert heading(page).startswith("水曜日の午前・")
    if javascript:
        look(page, f"search-phrase-{width}")
    before = int(heading(page).rpartition(" ")[2].removesuffix("か所"))
    page.get_by_role("link", name="午前").first.click()
    assert "午前" not in heading(page)
    assert int(heading(page).rpartition(" ")[2].removesuffix("か所")) >= before


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_found_offers_what_there_is_with_a_wish_let_go(demo_site: str, open_page: OpenPage, width: int) -> None:
    page = open_page(width=width)
    page.goto(demo_site)
    search(page, "日曜の夜 百歳体操")
    assert heading(page).endswith("0か所")
    expect(page.get_by_text("をはずすと").first).to_be_visible()
    look(page, f"search-none-{width}")


class TestProposals:
    def test_are_chosen_by_keyboard(self, demo_site: str, open_page: OpenPage) -> None:
        page = open_page(width=DESK)
        page.goto(demo_site)
        box = page.get_by_label(BOX)
        box.press_sequentially("tais", delay=30)
        expect(page.get_by_role("option").first).to_be_visible()
        look(page, "search-proposals-1280")
        box.press("ArrowDown")
        expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
        box.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("か所")
        assert page.get_by_label(BOX).input_value() != "tais"

    def test_are_large_enough_for_a_thumb(self, demo_site: str, open_page: OpenPage) -> None:
        page = open_page(width=PHONE)
        page.goto(demo_site)
        page.get_by_label(BOX).press_sequentially("ひき", delay=30)
        option = page.get_by_role("option").first
        expect(option).to_be_visible()
        look(page, "search-proposals-390")
        size = option.bounding_box()
        assert size
        assert size["height"] >= 44

    def test_wait_while_an_input_method_composes(self, demo_site: str, open_page: OpenPage) -> None:
        page = open_page(width=DESK)
        page.goto(demo_site)
        page.get_by_label(BOX).focus()
        composer = page.context.new_cdp_session(page)
        composer.send("Input.imeSetComposition", {"text": "たいそ", "selectionStart": 3, "selectionEnd": 3})
        page.wait_for_timeout(600)
        expect(page.get_by_role("option")).to_have_count(0)
        composer.send("Input.insertText", {"text": "体操"})
        expect(page.get_by_role("option").first).to_be_visible()

    def test_close_and_leave_what_was_typed(self, demo_site: str, open_page: OpenPage) -> None:
        page = open_page(width=DESK)
        page.goto(demo_site)
        box = page.get_by_label(BOX)
        box.press_sequentially("体操", delay=30)
        expect(page.get_by_role("option").first).to_be_visible()
        box.press("Escape")
        expect(page.get_by_role("option").first).to_be_hidden()
        assert box.input_value() == "体操"


def test_whatever_a_tired_hand_types_is_a_page_that_keeps_it(demo_site: str, open_page: OpenPage) -> None:
    page = open_page(width=PHONE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for words in TIRED:
        page.goto(demo_site)
        search(page, words)
        assert heading(page).endswith("か所"), words
        assert page.get_by_label(BOX).input_value() == words.strip()[:LONGEST_WORDS], words
        assert faults_of(page) == [], words
    assert errors == []
