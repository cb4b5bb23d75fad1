"""A coordinator who never saw it ranks, compares, chooses against a rule with a reason, and prints for the person."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.browser import DESK, OpenPage
from tests.journeys.walk import Walk, enter_as

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COORDINATOR, PERSON = "石田 みなみ", "森下 たつお"
WHY = "本人が一度見てみたいと言った"


@pytest.mark.parametrize("javascript", [True, False])
def test_rank_compare_override_and_print(own_site: str, open_page: OpenPage, javascript: bool) -> None:  # noqa: FBT001 - a parameter of the test
    walk = Walk(own_site, open_page, javascript)
    page = walk.page(DESK)
    enter_as(walk, page, COORDINATOR)
    options_are_ranked(walk, page)
    ranked = page.url
    two_are_compared(page)
    page.goto(ranked)
    a_rule_is_overridden(walk, page)
    page.goto(ranked)
    choices_are_printed(walk, page)


def options_are_ranked(walk: Walk, page: Page) -> None:
    """Two links from the first page; the best stands on top, its parts sum to its points."""
    page.get_by_role("link", name="本人", exact=True).first.click()
    page.get_by_role("link", name=PERSON).first.click()
    page.get_by_role("link", name="合うところ").first.click()
    best = page.locator(".option").first
    best.get_by_text("点数の内わけ").click()
    parts = [int(text) for text in best.locator("tbody tr td:nth-child(2)").all_inner_texts()]
    assert sum(parts) == int(best.locator("tfoot td").first.inner_text()) == int(best.locator(".score b").inner_text())
    expect(best.get_by_text("合う点")).to_be_visible()
    walk.look_twice(page, "6-ranked")


def two_are_compared(page: Page) -> None:
    """One press beside an option shows it next to the best, with the difference in points."""
    page.get_by_role("link", name="1番目とくらべる").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2つのところをくらべる")
    expect(page.get_by_role("table", name="点のちがい")).to_be_visible()


def a_rule_is_overridden(walk: Walk, page: Page) -> None:
    """Without a reason it is refused at the field; with one it is a candidate, and the reason stands in the record."""
    page.get_by_text("外したところと、その理由").click()
    place = page.locator(".queue > li").filter(has_text="それでも候補にする").first
    name = place.locator("h3").inner_text()
    place.get_by_text("それでも候補にする").click()
    place.get_by_role("button", name="候補にする").click()
    again = page.locator(".queue > li").filter(has_text=name).first
    expect(again.get_by_text(re.compile("選ぶ理由を書いてください"))).to_be_visible()
    walk.look_twice(page, "6-override")
    again.get_by_label("選ぶ理由").fill(WHY)
    again.get_by_role("button", name="候補にする").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.get_by_text(WHY).first).to_be_visible()


def choices_are_printed(walk: Walk, page: Page) -> None:
    """The paper speaks to the person: no points, no notes, what is theirs to decide."""
    page.get_by_role("link", name="本人に渡す紙").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("いっしょに考えるところ")
    text = page.locator("main").inner_text()
    assert not re.search(r"\d点", text)
    assert WHY not in text
    expect(page.get_by_text("決めるのはあなたです")).to_be_visible()
    walk.look(page, "6-paper")
    assert len(page.pdf()) > 10_000
