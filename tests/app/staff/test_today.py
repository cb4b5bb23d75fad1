"""The day shows what was promised, the overdue on top; nothing left is a reason to be glad."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from accounts import sign_in
from accounts.models.membership import Membership
from core import clock
from directory.inbox import Answer
from matching.lifecycle import State
from tests.app.staff.conftest import Desk
from tests.fixtures.queries import counted


def headings(page: str) -> list[str]:
    return [one.get_text() for one in BeautifulSoup(page, "html5lib").select("main h2")]


def later(desk: Desk) -> None:
    """Sign in anew, now."""
    with desk.writing() as session:
        query = select(Membership).where(Membership.user_id == desk.actor.user_id)
        desk.browser.client.set_cookie("staff", sign_in.begin(session, session.execute(query).scalar_one()).token)


@pytest.mark.first
def test_nothing_to_do_is_said_gladly(desk: Desk) -> None:
    assert "ぜんぶ果たしました" in desk.browser.get("/staff/today").text


def test_talks_of_person_and_host_stand_apart(desk: Desk) -> None:
    with desk.scene() as scene:
        scene.match(State.VISITED)
    with clock.standing_at(clock.now() + timedelta(days=3)):
        later(desk)
        assert headings(desk.browser.get("/staff/today").text) == ["本人に聞く", "受け入れ先に聞く"]


def test_what_is_overdue_stands_on_top(desk: Desk) -> None:
    with desk.scene() as scene:
        scene.match(State.VISITED)
    with clock.standing_at(clock.now() + timedelta(days=5)):
        later(desk)
        page = desk.browser.get("/staff/today").text
        assert headings(page) == ["約束の日を過ぎたもの"]
        assert "2日おくれ" in page
        assert headings(desk.browser.get("/staff/today?show=late").text) == ["約束の日を過ぎたもの"]
        assert "もうありません" in desk.browser.get("/staff/today?show=tasks").text


@pytest.mark.parametrize("answer", [Answer.YES, Answer.TALK, Answer.NO])
def test_a_hosts_answer_waits_and_leads_to_the_match(desk: Desk, answer: Answer) -> None:
    with desk.scene() as scene:
        placement = scene.match(State.ASKED).id
        assert "受け入れ先からの返事" not in headings(desk.browser.get("/staff/today").text)
        scene.answers(answer)
    page = BeautifulSoup(desk.browser.get("/staff/today").text, "html5lib")
    assert "受け入れ先からの返事" in [one.get_text() for one in page.select("main h2")]
    assert page.select(f'.queue h3 a[href="/staff/placements/{placement}"]')


def test_an_offer_that_runs_out_and_a_stale_listing_are_to_be_checked(desk: Desk) -> None:
    with desk.scene(assured_at=clock.now() - timedelta(days=300)) as scene:
        scene.match(State.OFFERED)
        scene.match(State.ATTENDING, person=scene.newcomer())
    with clock.standing_at(clock.now() + timedelta(days=12)):
        later(desk)
        page = desk.browser.get("/staff/today").text
    assert "提案の期限" in page
    assert "見本サロンの内容を確かめる" in page


def test_more_people_need_no_more_queries(desk: Desk, app: Flask, queries: Callable[[], int]) -> None:
    with desk.scene(intake_slots=9) as scene:
        scene.match(State.VISITED)
    with clock.standing_at(clock.now() + timedelta(days=5)):
        later(desk)
        few = queries()
        with desk.scene(intake_slots=9) as scene:
            for _ in range(3):
                scene.match(State.VISITED, person=scene.newcomer())
        assert queries() <= few


@pytest.fixture
def queries(desk: Desk, app: Flask) -> Callable[[], int]:
    """How many statements the day's page sends."""

    def count() -> int:
        with counted(app.extensions["database"].engine) as sent:
            assert desk.browser.get("/staff/today").status_code == 200
        return len(sent)

    return count
