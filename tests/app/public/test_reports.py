"""A reader says what is wrong in two presses, without a name; the office's answer stands where the reader was led."""

from collections.abc import Callable

import pytest

from core.access import Role
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

pytestmark = pytest.mark.usefixtures("tuesday")
OWN_WORDS = "山根さんの家のとなりです"


@pytest.fixture
def office(worker: Callable[..., Browser]) -> Browser:
    """Somebody who keeps the directory."""
    return worker(Role.COMMUNITY_SUPPORT_COORDINATOR, name="大畑")


@pytest.fixture
def reported(resident: Browser, group: Group) -> str:
    """Where a reader was led after saying that the times are wrong."""
    page = f"/listings/{group.service_id}/report"
    assert f'href="{page}"' in resident.get(f"/listings/{group.service_id}").get_data(as_text=True)
    return resident.post(page, {"subject": "times"}, seen_at=page).location


def test_two_presses_are_enough(resident: Browser, reported: str) -> None:
    page = resident.get(reported).get_data(as_text=True)
    assert "お知らせありがとうございます" in page
    assert "曜日や時間がちがう" in page


def test_own_words_reach_the_office_and_nobody_else(resident: Browser, office: Browser, reported: str) -> None:
    assert resident.post(f"{reported}/words", {"words": OWN_WORDS}, seen_at=reported).status_code == 303
    assert OWN_WORDS not in resident.get(reported).get_data(as_text=True)
    assert OWN_WORDS in office.get("/staff/listings/reports").get_data(as_text=True)


def test_too_many_letters_lose_nothing(resident: Browser, reported: str) -> None:
    answer = resident.post(f"{reported}/words", {"words": "あ" * 201}, seen_at=reported)
    assert answer.status_code == 422
    assert "あ" * 201 in answer.get_data(as_text=True)


def test_the_answer_stands_where_the_reader_was_led(resident: Browser, office: Browser, reported: str) -> None:
    page = f"/staff/listings{reported}"
    assert office.post(f"{page}/settle", {"answer": "火曜"}, seen_at=page).status_code == 422
    form = {"outcome": "corrected", "answer": "火曜の10時になおしました。"}
    assert office.post(f"{page}/settle", form, seen_at=page).status_code == 303
    read = resident.get(reported).get_data(as_text=True)
    assert "確かめて、なおしました。" in read
    assert "火曜の10時になおしました。" in read
    assert "大畑" not in read


@pytest.mark.parametrize("form", [{}, {"subject": "nothing"}])
def test_what_no_button_sends_is_refused(resident: Browser, group: Group, form: dict[str, str]) -> None:
    page = f"/listings/{group.service_id}/report"
    assert resident.post(page, form, seen_at=page).status_code == 404
