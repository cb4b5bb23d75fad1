"""The coordinators' screens, on a phone and on a desk: axe finds nothing, nothing runs off the side."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import DESK, HEIGHT, PHONE, OpenPage
from tests.journeys.album import keep
from tests.journeys.looking import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PARTICIPATION, COMMUNITY = "石田 みなみ", "河野 さとみ"
SEEKER = "森下 たつお"
"""Somebody with several places to choose from."""
VISITOR = "橋本 こうじ"
"""Somebody who has just been on a visit."""


def enter(page: Page, site: str, name: str) -> None:
    """Enter the demo town as a worker."""
    page.goto(site + "/demo/")
    page.get_by_role("button", name=name).click()


def person(page: Page, name: str) -> None:
    """Open a person's record from the list."""
    page.get_by_role("link", name="本人", exact=True).first.click()
    page.get_by_role("link", name=name).first.click()


def match_of(page: Page, name: str) -> None:
    """Open the newest open match of a person."""
    person(page, name)
    page.locator(".queue h3 a").first.click()


def beside(address: str) -> Callable[[Page], None]:
    """Open a page whose address begins with that of the page before."""
    return lambda page: void(page.goto(page.url + address))


def void(_answer: object) -> None:
    """Nothing."""


def go(page: Page, *ways: Callable[[Page], object]) -> None:
    for way in ways:
        way(page)


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => one.open = true)")


SCREENS: dict[str, tuple[Callable[[Page], object], ...]] = {
    "5-today": (),
    "6-people": (lambda page: page.get_by_role("link", name="本人", exact=True).first.click(),),
    "6-register": (lambda page: page.goto(site_of(page) + "/staff/people/new"),),
    "6-person": (lambda page: person(page, VISITOR),),
    "6-need": (lambda page: person(page, SEEKER), beside("/need")),
    "6-consents": (lambda page: person(page, VISITOR), beside("/consents")),
    "6-options": (lambda page: person(page, SEEKER), beside("/options"), unfold),
    "6-options-print": (lambda page: person(page, SEEKER), beside("/options/print")),
    "6-match": (lambda page: match_of(page, VISITOR),),
    "6-step-accept": (lambda page: match_of(page, VISITOR), beside("/steps/accept")),
    "6-ask": (lambda page: match_of(page, SEEKER), beside("/ask")),
    "8-follow-up": (lambda page: page.get_by_role("link", name="聞いたことを書く").last.click(),),
    "8-follow-up-host": (lambda page: page.get_by_role("link", name="聞いたことを書く").first.click(),),
    "9-tasks": (lambda page: page.goto(site_of(page) + "/staff/tasks"),),
    "9-listings": (lambda page: page.goto(site_of(page) + "/staff/listings"),),
}


def site_of(page: Page) -> str:
    """The site that a page belongs to."""
    found = re.match(r"http://[^/]+", page.url)
    assert found
    return found[0]


def look(page: Page, name: str) -> None:
    """Keep a picture, then fail with every fault."""
    keep(page, name)
    assert faults_of(page) == []


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_without_fault(demo_site: str, open_page: OpenPage, name: str) -> None:
    page = open_page(width=DESK)
    enter(page, demo_site, PARTICIPATION)
    go(page, *SCREENS[name])
    look(page, f"{name}-{DESK}")
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    look(page, f"{name}-{PHONE}")


@pytest.mark.parametrize("name", ["5-today", "6-person", "8-follow-up"])
def test_the_largest_letters_in_the_dark_fit_a_small_phone(demo_site: str, open_page: OpenPage, name: str) -> None:
    page = open_page(width=320)
    host = re.sub(r"^http://|:\d+$", "", demo_site)
    page.context.add_cookies([{"name": "display", "value": "text=xlarge&colour=dark", "domain": host, "path": "/"}])
    enter(page, demo_site, PARTICIPATION)
    go(page, *SCREENS[name])
    look(page, f"{name}-320-xlarge-dark")


def test_a_community_support_coordinator_begins_with_stale_listings(demo_site: str, open_page: OpenPage) -> None:
    page = open_page(width=PHONE)
    enter(page, demo_site, COMMUNITY)
    look(page, "9-stale-390")


def test_english_words_fit_too(demo_site: str, open_page: OpenPage) -> None:
    page = open_page(width=PHONE)
    enter(page, demo_site, PARTICIPATION)
    page.goto(page.url + "?lang=en")
    look(page, "5-today-390-en")
