from collections.abc import Callable
from datetime import timedelta

from bs4 import BeautifulSoup

from accounts.sign_in import IDLE
from core import clock
from core.access import Role
from tests.fixtures.application import Browser


def test_one_press_keeps_the_sign_in(worker: Callable[..., Browser]) -> None:
    browser = worker(Role.PARTICIPATION_COORDINATOR)
    begun = clock.now()
    with clock.standing_at(begun + IDLE - timedelta(minutes=2)):
        assert browser.post("/staff/session", seen_at="/staff/today").status_code == 204
    with clock.standing_at(begun + IDLE + timedelta(minutes=20)):
        assert browser.get("/staff/today").status_code == 200


def test_without_a_press_it_ends(worker: Callable[..., Browser]) -> None:
    browser = worker(Role.PARTICIPATION_COORDINATOR)
    with clock.standing_at(clock.now() + IDLE + timedelta(minutes=1)):
        assert browser.get("/staff/today").status_code == 303


def test_the_page_says_when_it_ends_and_how_to_stay(worker: Callable[..., Browser]) -> None:
    page = BeautifulSoup(worker(Role.PARTICIPATION_COORDINATOR).get("/staff/today").text, "html5lib")
    dialog = page.select_one("dialog")
    assert dialog["data-session-seconds"] == "1800"
    assert dialog.form["action"] == "/staff/session"


def test_the_way_out_stands_in_the_head(worker: Callable[..., Browser]) -> None:
    browser = worker(Role.PARTICIPATION_COORDINATOR)
    page = BeautifulSoup(browser.get("/staff/today").text, "html5lib")
    assert page.select_one(".nav form")["action"] == "/sign-out"
    assert browser.post("/sign-out", seen_at="/staff/today").status_code == 303
    assert browser.get("/staff/today").status_code == 303
