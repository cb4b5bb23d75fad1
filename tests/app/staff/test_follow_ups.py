"""A talk takes few presses and no typing; the next one comes by rule, and a mistake is taken back."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from accounts import sign_in
from accounts.models.membership import Membership
from core import clock
from matching.lifecycle import State
from matching.models.follow_up import FollowUp, Side
from tests.app.staff.conftest import Desk

MOST_PRESSES = 6


@pytest.fixture
def talks(desk: Desk) -> dict[Side, UUID]:
    """The first talk of each side, after a visit."""
    with desk.scene() as scene:
        placement = scene.match(State.VISITED)
        query = select(FollowUp.side, FollowUp.id).where(FollowUp.placement_id == placement.id)
        return {row[0]: row[1] for row in scene.session.execute(query)}


def record(desk: Desk, talk: UUID, **sent: object) -> int:
    page = f"/staff/follow-ups/{talk}"
    return desk.browser.post(page, {"version": "1", **sent}, seen_at=page).status_code


def open_talks(desk: Desk, side: Side) -> list[tuple[UUID, date]]:
    """Key and day of the talks of a side that wait."""
    waiting = FollowUp.done_at.is_(None) & FollowUp.cancelled_at.is_(None)
    query = select(FollowUp.id, FollowUp.due_on).where(FollowUp.side == side, waiting)
    with desk.writing() as session:
        return [(row[0], row[1]) for row in session.execute(query)]


def test_the_usual_answer_needs_few_presses_and_no_typing(desk: Desk, talks: dict[Side, UUID]) -> None:
    with clock.standing_at(clock.now() + timedelta(days=3)):
        desk.browser.client.set_cookie("staff", fresh_sign_in(desk))
        day = BeautifulSoup(desk.browser.get("/staff/today").text, "html5lib")
        link = day.select_one(f'a.button[href$="{talks[Side.PERSON]}"]')
        assert link is not None
        page = BeautifulSoup(desk.browser.get(link["href"]).text, "html5lib")
        needed = {group["id"] for group in page.select("fieldset:has(.need:not(.need--free))")}
        assert needed == {"attendance"}
        assert not page.select("textarea[required], input[type=text][required]")
        presses = ["open the talk", "行けた", "よい", "記録する"]
        assert len(presses) <= MOST_PRESSES
        assert record(desk, talks[Side.PERSON], attendance="came", feeling="4") == 303


def fresh_sign_in(desk: Desk) -> str:
    """A sign-in of now for the same coordinator."""
    with desk.writing() as session:
        query = select(Membership).where(Membership.user_id == desk.actor.user_id)
        return sign_in.begin(session, session.execute(query).scalar_one()).token


class TestRecording:
    def test_says_back_what_was_heard_and_when_the_next_talk_is(self, desk: Desk, talks: dict[Side, UUID]) -> None:
        talk = talks[Side.PERSON]
        assert record(desk, talk, attendance="came", feeling="4", barriers=["travel"], note="楽しかった") == 303
        page = desk.browser.get(f"/staff/follow-ups/{talk}").text
        for words in ("記録しました", "行けた", "よい", "足（行き方）", "楽しかった", "つぎに聞く日"):
            assert words in page
        assert len(open_talks(desk, Side.PERSON)) == 1

    def test_without_the_one_answer_that_is_needed_keeps_the_rest(self, desk: Desk, talks: dict[Side, UUID]) -> None:
        page = f"/staff/follow-ups/{talks[Side.PERSON]}"
        answer = desk.browser.post(page, {"version": "1", "note": "犬がいた"}, seen_at=page)
        assert answer.status_code == 422
        assert "犬がいた" in answer.text

    def test_a_worry_is_looked_at_within_a_week(self, desk: Desk, talks: dict[Side, UUID]) -> None:
        assert record(desk, talks[Side.PERSON], attendance="came", has_worry="y") == 303
        assert open_talks(desk, Side.PERSON)[0][1] <= clock.today() + timedelta(days=7)

    def test_of_the_host_by_phone_is_kept_apart(self, desk: Desk, talks: dict[Side, UUID]) -> None:
        assert record(desk, talks[Side.HOST], attendance="came", burden="2") == 303
        assert len(open_talks(desk, Side.HOST)) == 1
        assert open_talks(desk, Side.PERSON)[0][0] == talks[Side.PERSON]

    def test_is_taken_back(self, desk: Desk, talks: dict[Side, UUID]) -> None:
        talk = talks[Side.PERSON]
        record(desk, talk, attendance="came")
        page = f"/staff/follow-ups/{talk}"
        assert desk.browser.post(f"{page}/take-back", seen_at=page).status_code == 303
        assert [key for key, _day in open_talks(desk, Side.PERSON)] == [talk]

    def test_with_nobody_there_waits_two_days(self, desk: Desk, talks: dict[Side, UUID]) -> None:
        page = f"/staff/follow-ups/{talks[Side.PERSON]}"
        assert desk.browser.post(f"{page}/later", {"version": "1"}, seen_at=page).status_code == 303
        assert open_talks(desk, Side.PERSON)[0][1] == clock.today() + timedelta(days=2)
