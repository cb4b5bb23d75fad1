"""Every screen of a host, and of the office about hosts: axe finds nothing, nothing runs off the side."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import DESK, PHONE, OpenPage
from tests.journeys.album import keep
from tests.journeys.looking import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GROUP = "丘の上こども食堂"
WORKER = re.compile("コーディネーター")
PARTS = ("time", "place", "phone", "first-visit", "fee", "intake", "pause")
SMALL = 320
BROAD = frozenset({"4-host-home", "4-host-edit", "4-host-time", "hosts-one"})
"""Screens whose shape depends most on the width."""


def links(page: Page, pattern: str) -> list[str]:
    """Where the links of a page lead, as far as they match."""
    addresses: list[str] = page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((one) => one.pathname + one.search)"
    )
    return [address for address in addresses if re.search(pattern, address)]


def host_screens(site: str, page: Page) -> Iterator[str]:
    """Open one screen of the host after the other; gives their names."""
    page.goto(f"{site}/demo/")
    page.get_by_role("button", name=f"{GROUP}：").click()
    home = page.url
    edit = links(page, r"/edit$")[0]
    rest, devices = links(page, r"/rest\?")[0], links(page, r"/devices$")[0]
    yield "4-host-home"
    named = {"edit": edit, "rest": rest, "devices": devices}
    named |= {part: f"{edit}/{part}" for part in PARTS}
    named |= {"closures": edit.replace("/edit", "/closures"), "tell": edit.replace("/edit", "/tell")}
    for name, address in named.items():
        page.goto(site + address)
        yield f"4-host-{name}"
    page.goto(f"{site}{edit}/fee")
    page.locator("#fee_yen").fill("-1")
    page.get_by_role("button", name="なおす", exact=True).click()
    yield "4-host-wrong"
    page.goto(home)


def office_screens(site: str, page: Page) -> Iterator[str]:
    """Open the office's pages about hosts."""
    page.goto(f"{site}/demo/")
    page.locator("li.card", has_text=WORKER).first.get_by_role("button").click()
    page.goto(f"{site}/staff/hosts")
    yield "hosts"
    page.get_by_role("link", name=GROUP).click()
    yield "hosts-one"
    page.goto(site + links(page, r"/print$")[0])
    yield "hosts-paper"


def faults_by_screen(page: Page, screens: Iterator[str], mark: str, *, only: frozenset[str]) -> dict[str, list[str]]:
    """Keep a picture of every screen and look for faults on those that are named, or on all when none is."""
    found = {}
    for name in screens:
        keep(page, f"{name}-{mark}")
        found[name] = faults_of(page) if not only or name in only else []
    return {name: faults for name, faults in found.items() if faults}


def test_every_screen_on_a_phone_is_without_fault(demo_site: str, open_page: OpenPage) -> None:
    page = open_page(width=PHONE)
    for screens in (host_screens, office_screens):
        assert faults_by_screen(page, screens(demo_site, page), str(PHONE), only=frozenset()) == {}


def test_the_same_on_a_desk(demo_site: str, open_page: OpenPage) -> None:
    page = open_page(width=DESK)
    for screens in (host_screens, office_screens):
        assert faults_by_screen(page, screens(demo_site, page), str(DESK), only=BROAD) == {}


def test_the_largest_letters_in_the_dark_fit_a_small_phone(demo_site: str, open_page: OpenPage) -> None:
    page = open_page(width=SMALL)
    cookie = {"name": "display", "value": "text=xlarge&colour=dark", "domain": "127.0.0.1", "path": "/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    assert faults_by_screen(page, host_screens(demo_site, page), f"{SMALL}-xlarge-dark", only=BROAD) == {}
