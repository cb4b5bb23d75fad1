"""The host hears nothing before it is asked, and then the nickname and the agreed words, which never tell a name."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import doors
from casework import consents
from casework.models.consent import Consent, Purpose
from directory.models.host_inbox import HostQuestion
from directory.models.steward import Steward
from matching.lifecycle import State
from matching.models.placement import Placement
from tests.app.staff.conftest import Desk
from tests.fixtures.application import Browser

NAME, READING = "山根", "やまね"
TELLING = ("山根さんは話すのが好き", "やまねさん", "090-1234-5678に電話", "昭和26年3月4日生まれ")
WORDS = "人と話すのが好き。水曜の午前に見学したい。"


@pytest.fixture
def placement(desk: Desk) -> UUID:
    """A match that was offered to the person, who agreed to everything."""
    with desk.scene() as scene:
        return scene.match(State.OFFERED).id


def version_of(desk: Desk, placement: UUID) -> str:
    with desk.writing() as session:
        return str(session.get_one(Placement, placement).version)


def ask(desk: Desk, placement: UUID, words: str = WORDS, step: str = "/ask") -> tuple[int, str]:
    page = f"/staff/placements/{placement}"
    sent = {"words": words, "version": version_of(desk, placement)}
    answer = desk.browser.post(page + step, sent, seen_at=page)
    return answer.status_code, answer.text


def the_hosts_phone(desk: Desk, app: Flask) -> tuple[Browser, UUID]:
    """A browser that is known as the host's."""
    with desk.writing() as session:
        steward = session.execute(select(Steward)).scalar_one()
        token = doors.make_known(session, steward.door, label="見本の端末").token
        organization = steward.organization_id
    client = app.test_client()
    client.set_cookie("host", token)
    return Browser(client), organization


class TestChecking:
    def test_shows_exactly_what_the_host_will_see_and_sends_nothing(self, desk: Desk, placement: UUID) -> None:
        status, page = ask(desk, placement, step="/ask/check")
        assert status == 200
        assert WORDS in page
        assert "スミさん" in page
        assert NAME not in page.split("<main")[1]
        with desk.writing() as session:
            assert session.execute(select(HostQuestion)).first() is None

    @pytest.mark.parametrize("step", ["/ask/check", "/ask"])
    @pytest.mark.parametrize("words", [*TELLING, " "])
    def test_refuses_words_that_tell_who_it_is_and_keeps_them(
        self, desk: Desk, placement: UUID, words: str, step: str
    ) -> None:
        status, page = ask(desk, placement, words, step)
        assert status == 422
        assert words.strip() in page
        assert "エラー" in page

    def test_begins_with_what_may_be_told(self, desk: Desk, placement: UUID) -> None:
        page = desk.browser.get(f"/staff/placements/{placement}/ask").text
        assert "一度、見学させていただけますか。" in page


class TestWithoutConsent:
    def test_there_is_no_form_but_the_way_to_ask_for_it(self, desk: Desk, placement: UUID) -> None:
        withdraw(desk, Purpose.TELL_HOST)
        page = desk.browser.get(f"/staff/placements/{placement}/ask").text
        assert "まだ聞けません" in page
        assert "<textarea" not in page

    @pytest.mark.parametrize("purpose", list(Purpose))
    def test_nothing_is_sent(self, desk: Desk, placement: UUID, purpose: Purpose) -> None:
        withdraw(desk, purpose)
        assert ask(desk, placement)[0] == 409
        with desk.writing() as session:
            assert session.execute(select(HostQuestion)).first() is None


class TestAsking:
    def test_puts_the_agreed_words_before_the_host(self, desk: Desk, placement: UUID, app: Flask) -> None:
        assert ask(desk, placement)[0] == 303
        phone, organization = the_hosts_phone(desk, app)
        page = phone.get(f"/host/groups/{organization}").text
        assert "スミさん" in page

    def test_lets_the_host_see_no_name_anywhere(self, desk: Desk, placement: UUID, app: Flask) -> None:
        assert ask(desk, placement)[0] == 303
        phone, organization = the_hosts_phone(desk, app)
        with desk.writing() as session:
            content, key = session.execute(select(HostQuestion.content, HostQuestion.id)).one()
        assert content == {"nickname": "スミさん", "words": WORDS}
        for address in (f"/host/groups/{organization}", f"/host/questions/{key}"):
            page = phone.get(address)
            assert page.status_code == 200
            assert NAME not in page.text
            assert READING not in page.text
            assert str(placement) not in page.text

    def test_hears_nothing_before(self, desk: Desk, placement: UUID, app: Flask) -> None:
        phone, organization = the_hosts_phone(desk, app)
        assert "スミさん" not in phone.get(f"/host/groups/{organization}").text

    def test_with_a_page_of_yesterday_says_so_in_one_sentence(self, desk: Desk, placement: UUID) -> None:
        page = f"/staff/placements/{placement}"
        answer = desk.browser.post(f"{page}/ask", {"words": WORDS, "version": "1"}, seen_at=page)
        assert answer.status_code == 409
        assert "ほかの人が先に変更しました" in answer.text


def withdraw(desk: Desk, purpose: Purpose) -> None:
    with desk.writing() as session:
        for consent in session.execute(select(Consent).where(Consent.purpose == purpose)).scalars().all():
            consents.withdraw(session, desk.actor, consent)
