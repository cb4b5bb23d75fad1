"""Every screen, on a phone and on a desk: axe finds nothing, nothing runs off the side, and a picture is kept."""

import re

import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import DESK, PHONE, OpenPage
from tests.journeys.album import keep
from tests.journeys.looking import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PUBLIC = {
    "1-home": "/",
    "2-results": "/search?q=体操&weekday=2&part=MORNING&near=18&radius=20",
    "2-results-none": "/search?q=そんな場所はない",
    "2-results-print": "/search/print?q=体操&weekday=2",
    "3-listing": "/l/1",
    "sign-in": "/sign-in",
    "demo": "/demo/",
    "demo-mails": "/demo/mails",
    "not-found": "/nowhere",
}


def look(page: Page, name: str) -> None:
    """Keep a picture, then fail with every fault."""
    keep(page, name)
    assert faults_of(page) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_screen_is_without_fault(demo_site: str, open_page: OpenPage, name: str, width: int) -> None:
    page = open_page(width=width)
    page.goto(demo_site + PUBLIC[name])
    look(page, f"{name}-{width}")


@pytest.mark.parametrize("name", ["1-home", "2-results", "3-listing"])
def test_the_largest_letters_in_the_dark_fit_a_small_phone(demo_site: str, open_page: OpenPage, name: str) -> None:
    page = open_page(width=320)
    host = re.sub(r"^http://|:\d+$", "", demo_site)
    page.context.add_cookies([{"name": "display", "value": "text=xlarge&colour=dark", "domain": host, "path": "/"}])
    page.goto(demo_site + PUBLIC[name])
    look(page, f"{name}-320-xlarge-dark")


COORDINATOR, ADMINISTRATOR, HOST = "石田 みなみ", "三浦 洋子", "匹見みずべの会"
STAFF = {
    "5-today": "/staff/today",
    "6-people": "/staff/people",
    "6-register": "/staff/people/new",
    "tasks": "/staff/tasks",
    "listings": "/staff/listings",
    "hosts": "/staff/hosts",
    "law": "/staff/law",
}
LINKED = {
    "6-person": ("/staff/people", "花田 ようこ"),
    "8-follow-up": ("/staff/today", "聞いたことを書く"),
}


def entered(demo_site: str, open_page: OpenPage, name: str, width: int) -> Page:
    """A page of somebody of the demo town."""
    page = open_page(width=width)
    page.goto(f"{demo_site}/demo/")
    page.get_by_role("button", name=name).first.click()
    return page


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_coordinators_screens_are_without_fault(demo_site: str, open_page: OpenPage, width: int) -> None:
    page = entered(demo_site, open_page, COORDINATOR, width)
    for name, address in STAFF.items():
        page.goto(demo_site + address)
        look(page, f"{name}-{width}")
    for name, (address, link) in LINKED.items():
        page.goto(demo_site + address)
        page.get_by_role("link", name=link).first.click()
        look(page, f"{name}-{width}")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_hosts_screens_are_without_fault(demo_site: str, open_page: OpenPage, width: int) -> None:
    page = entered(demo_site, open_page, HOST, width)
    look(page, f"4-host-{width}")
    page.get_by_role("link", name="変わったところをなおす").first.click()
    look(page, f"4-host-edit-{width}")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_administrators_screens_are_without_fault(demo_site: str, open_page: OpenPage, width: int) -> None:
    page = entered(demo_site, open_page, ADMINISTRATOR, width)
    for name in ("", "audit"):
        page.goto(f"{demo_site}/admin/{name}")
        look(page, f"admin-{name or 'users'}-{width}")


@pytest.mark.control
def test_a_planted_fault_is_found(demo_site: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(demo_site)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=/static/mark.svg><button>x</button>')")
    assert any("image-alt" in fault for fault in faults_of(page))
