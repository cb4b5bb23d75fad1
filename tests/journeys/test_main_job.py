"""The main job, end to end: browse, match, ask the host, follow up; in Chromium, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.browser import DESK, PHONE, OpenPage
from tests.journeys.walk import Walk, enter_as

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COORDINATOR = "石田 みなみ"
PERSON = "花田 ようこ"
PLACE = "水曜あさの体操とお茶"
CODE = re.compile(r"^\s+(\d{6})\s*$", re.MULTILINE)
ADDRESS = re.compile(r"http://\S+/host/[0-9a-z]+")
MOST_PRESSES = 6


@pytest.mark.parametrize("javascript", [True, False])
def test_browse_match_ask_and_follow_up(own_site: str, open_page: OpenPage, javascript: bool) -> None:  # noqa: FBT001 - a parameter of the test
    walk = Walk(own_site, open_page, javascript)
    resident_finds_and_prints(walk)
    desk = walk.page(DESK)
    coordinator_matches(walk, desk)
    coordinator_asks(walk, desk)
    host_answers(walk)
    coordinator_accompanies(walk, desk)
    follow_up_is_recorded(walk)


def resident_finds_and_prints(walk: Walk) -> None:
    page = walk.page(PHONE)
    page.goto(walk.site)
    page.get_by_label("さがすことば").fill("体操")
    page.get_by_role("button", name="さがす").click()
    page.locator("details.more > summary").first.click()
    page.get_by_role("checkbox", name=re.compile("^水曜")).check()
    page.get_by_role("checkbox", name=re.compile("^午前")).check()
    page.get_by_label("どのあたりから").select_option(label="匹見上地区")
    page.get_by_role("button", name="しぼりこむ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("水曜・午前・匹見上から")
    walk.look(page, "2-results")
    page.get_by_role("link", name=PLACE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PLACE)
    walk.look(page, "3-listing")
    page.get_by_role("link", name="大きな字で印刷").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PLACE)
    assert len(page.pdf()) > 10_000


def coordinator_matches(walk: Walk, page: Page) -> None:
    enter_as(walk, page, COORDINATOR)
    walk.look(page, "5-today")
    page.get_by_role("link", name="本人", exact=True).first.click()
    page.get_by_role("link", name=PERSON).first.click()
    walk.look(page, "6-person")
    page.get_by_role("link", name="合うところ").first.click()
    walk.look(page, "6-options")
    page.get_by_role("button", name=re.compile(PLACE)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PLACE)


def take(page: Page, step: str) -> None:
    """Press one of the next steps and confirm it."""
    page.get_by_role("link", name=step).click()
    page.get_by_role("button", name=step).click()


def coordinator_asks(walk: Walk, page: Page) -> None:
    take(page, "本人に提案した")
    placement = page.url
    page.get_by_role("link", name="受け入れ先に聞く").click()
    page.get_by_role("link", name="本人の同意を記録する").click()
    form = page.locator("#tell")
    form.get_by_label("署名").first.check()
    form.get_by_role("button", name="この同意を記録する").click()
    page.goto(placement)
    page.get_by_role("link", name="受け入れ先に聞く").click()
    page.get_by_role("button", name="受け入れ先に見える形を確かめる").click()
    assert PERSON not in page.locator(".card--key").inner_text()
    walk.look(page, "ask")
    page.get_by_role("button", name="この文で受け入れ先に聞く").click()
    expect(page.get_by_text("受け入れ先の返事を待っています。")).to_be_visible()


def newest_mail(walk: Walk, pattern: re.Pattern[str], *, about: str = "") -> str:
    """What the newest mail says that has it and speaks of a matter; other hosts get mails too."""
    page = walk.page(DESK)
    for _ in range(40):
        page.goto(walk.site + "/demo/mails")
        for text in page.locator("pre").all_inner_texts():
            found = pattern.search(text)
            if found and about in text:
                return found.group(1) if pattern.groups else found.group(0)
        page.wait_for_timeout(250)
    pytest.fail("the mail did not come")


def host_answers(walk: Walk) -> None:
    page = walk.page(PHONE)
    page.goto(newest_mail(walk, ADDRESS, about=PLACE))
    assert "わかばさん" not in page.content()
    page.get_by_role("button", name="番号を送る").click()
    page.get_by_label("番号").fill(newest_mail(walk, CODE))
    page.get_by_role("button", name="開く").click()
    expect(page.get_by_text("わかばさん").first).to_be_visible()
    assert "花田" not in page.content()
    walk.look(page, "4-host")
    page.get_by_role("link", name="新しい方のご紹介").first.click()
    expect(page.get_by_text("わかばさん").first).to_be_visible()
    walk.look(page, "4-host-question")
    page.get_by_role("button", name="受け入れられます").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("お返事を受け取りました")
    walk.look(page, "4-host-answered")


def coordinator_accompanies(walk: Walk, page: Page) -> None:
    placement = page.url
    for _ in range(40):
        page.goto(placement)
        if page.get_by_text("受け入れ先の返事").count() and page.get_by_text("受け入れられます").count():
            break
        page.wait_for_timeout(250)
    walk.look(page, "placement")
    page.get_by_role("link", name="見学の日を決める").click()
    page.get_by_label("見学の日").fill("2026-11-25")
    page.get_by_role("button", name="見学の日を決める").click()
    page.get_by_role("link", name="見学に行った").click()
    page.get_by_label("いつ").fill("2026-11-20")
    page.get_by_role("button", name="見学に行った").click()
    expect(page.get_by_text("様子をたずねる約束")).to_be_visible()


def follow_up_is_recorded(walk: Walk) -> None:
    page = walk.page(PHONE)
    enter_as(walk, page, COORDINATOR)
    walk.look(page, "5-today-phone")
    due = page.get_by_role("link", name=re.compile("花田 ようこ.*様子|様子.*花田 ようこ")).first
    presses = [due.click, page.get_by_label("行けた", exact=True).check, page.get_by_label("よい", exact=True).check]
    for press in presses:
        press()
    walk.look(page, "8-follow-up")
    page.get_by_role("button", name="記録する", exact=True).click()
    assert len(presses) + 1 <= MOST_PRESSES
    expect(page.get_by_text("記録しました")).to_be_visible()
    expect(page.get_by_text("つぎに聞く日")).to_be_visible()
    walk.look(page, "8-follow-up-done")
