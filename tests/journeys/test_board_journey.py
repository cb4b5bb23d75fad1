"""A coordinator plans for all who wait: amends by keys, with and without JavaScript, compares, gets calls to make."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.fixtures.browser import DESK, OpenPage
from tests.journeys.walk import Walk, enter_as

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COORDINATOR = "石田 みなみ"
LEFT_OVER, PLACE = "三浦 あきら", "おもちゃの病院"
"""Somebody for whom the plan has no seat, and where the coordinator wants to see them."""
WITH_CHOICE, SAFE = "原田 しげる", "花田 ようこ"
TALL = 3000
"""So that a line and the seats are in sight together."""
TITLE = "まとめて組む案"


@pytest.mark.parametrize("javascript", [True, False])
def test_plan_amend_compare_and_call(own_site: str, open_page: OpenPage, javascript: bool) -> None:  # noqa: FBT001 - a parameter of the test
    walk = Walk(own_site, open_page, javascript)
    page = walk.page(DESK)
    enter_as(walk, page, COORDINATOR)
    everybody_is_planned_for(walk, page)
    somebody_is_moved_by_keys(walk, page)
    a_place_is_forbidden_and_allowed_again(page)
    two_plans_are_compared(walk, page)
    the_plan_becomes_calls(walk, page)


def test_a_line_is_dragged_onto_a_seat(own_site: str, open_page: OpenPage) -> None:
    walk = Walk(own_site, open_page, javascript=True)
    page = walk.page(DESK)
    page.set_viewport_size({"width": DESK, "height": TALL})
    enter_as(walk, page, COORDINATOR)
    plan(page)
    seat = page.locator("[data-seat]").filter(has_text=PLACE)
    line_of(page, WITH_CHOICE).locator("h3").drag_to(seat)
    expect(page.locator("#changes")).to_contain_text(WITH_CHOICE)
    expect(line_of(page, WITH_CHOICE)).to_contain_text(PLACE)


def plan(page: Page) -> None:
    """Let everybody be planned for who waits."""
    page.get_by_role("link", name="まとめて組む", exact=True).first.click()
    page.get_by_role("button", name="案を作る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def line_of(page: Page, name: str) -> Locator:
    """A person's line."""
    return page.locator("[data-line]").filter(has=page.get_by_role("heading", name=name))


def everybody_is_planned_for(walk: Walk, page: Page) -> None:
    page.get_by_role("link", name="まとめて組む", exact=True).first.click()
    expect(page.get_by_label(SAFE)).to_be_checked()
    walk.look_twice(page, "9-waiting")
    page.get_by_role("button", name="案を作る").click()
    expect(page.locator(".lead")).to_contain_text("14人のうち12人が決まります。先着順なら10人です。")
    expect(line_of(page, LEFT_OVER)).to_contain_text(f"「{PLACE}」にもう1席あれば、決まります")
    walk.look_twice(page, "9-board")


def somebody_is_moved_by_keys(walk: Walk, page: Page) -> None:
    """Nothing but keys: to the line, into the places, onto the button."""
    line = line_of(page, LEFT_OVER)
    if walk.javascript:
        page.locator("[data-line]").first.focus()
        page.keyboard.press("ArrowDown")
        expect(line).to_be_focused()
        page.keyboard.press("m")
        expect(line.get_by_label("どこへ")).to_be_focused()
    else:
        line.locator("summary").press("Enter")
    line.get_by_label("どこへ").select_option(line.locator("option").filter(has_text=PLACE).get_attribute("value"))
    line.get_by_role("button", name="ここへ動かす").press("Enter")
    expect(page.locator("#changes")).to_contain_text(f"{LEFT_OVER} 決まらない → {PLACE}")
    expect(page.get_by_text("この固定のために：")).to_be_visible()
    expect(line_of(page, LEFT_OVER)).to_contain_text("固定をはずす")
    walk.look_twice(page, "9-amended")


def a_place_is_forbidden_and_allowed_again(page: Page) -> None:
    goes = line_of(page, SAFE).locator(".goes")
    place = goes.locator("b").inner_text()
    line_of(page, SAFE).get_by_role("button", name="ここにはしない").press("Enter")
    expect(page.locator("#changes")).to_contain_text(SAFE)
    expect(goes).not_to_contain_text(place)
    held = page.get_by_role("listitem").filter(has_text="ここにはしない").filter(has_text=SAFE)
    held.get_by_role("button", name="取り消す").press("Enter")
    expect(goes).to_contain_text(place)


def two_plans_are_compared(walk: Walk, page: Page) -> None:
    amended = page.url
    page.get_by_label("どの案と").select_option(index=2)
    page.get_by_role("button", name="くらべる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("二つの案をくらべる")
    expect(page.get_by_role("row").filter(has_text=LEFT_OVER)).to_contain_text("決まらない")
    walk.look_twice(page, "9-compare")
    page.goto(amended)


def the_plan_becomes_calls(walk: Walk, page: Page) -> None:
    page.get_by_role("button", name="電話のリストにする").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("電話のリスト")
    expect(page.get_by_text("受け入れ先には何も伝わりません")).to_be_visible()
    walk.look_twice(page, "9-calls")
    page.get_by_role("link", name="すること", exact=True).first.click()
    expect(page.get_by_text(f"電話：とんかちさんに「{PLACE}」を話す").first).to_be_visible()
