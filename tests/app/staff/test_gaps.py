"""A coordinator notes a missing place in three presses; the office sees numbers, begins, and lists it at last."""

from collections.abc import Callable

import pytest

from core.access import Role
from directory.taxonomy import kinds
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

pytestmark = pytest.mark.usefixtures("tuesday")
GAP = {"kind": "kayoinoba", "district_id": "", "reason": "none_there", "words": "夜に話せる所"}


@pytest.fixture(autouse=True)
def known_kinds(group: Group) -> None:
    """The kinds of places that a town has."""
    with group.writing() as session:
        kinds.install(session)


@pytest.fixture
def office(worker: Callable[..., Browser]) -> Browser:
    """Somebody who keeps the directory."""
    return worker(Role.COMMUNITY_SUPPORT_COORDINATOR, name="大畑")


def test_from_a_gap_to_a_listing(office: Browser, group: Group, resident: Browser) -> None:
    assert office.post("/staff/gaps/new", GAP, seen_at="/staff/gaps/new").location == "/staff/gaps?done=noted"
    page = office.get("/staff/gaps").get_data(as_text=True)
    assert "5件未満" in page
    assert "夜に話せる所" not in page
    begun = office.post("/staff/developments", {"kind": "kayoinoba", "title": "夜の居場所"}, seen_at="/staff/gaps")
    shown = office.get(begun.location).get_data(as_text=True)
    assert all(words in shown for words in ("夜の居場所", "夜に話せる所", "思いつき"))
    wrong = office.post(begun.location, {"state": "listed", "number": "9999", "version": "1"}, seen_at=begun.location)
    assert wrong.status_code == 422
    assert 'value="9999"' in wrong.get_data(as_text=True)
    number = resident.get(f"/listings/{group.service_id}").get_data(as_text=True).split("ページ番号 ")[1].split("<b")[1]
    digits = "".join(letter for letter in number.split("</b>")[0] if letter.isdigit())
    step = {"state": "listed", "number": digits, "version": "1"}
    assert office.post(begun.location, step, seen_at=begun.location).status_code == 303
    assert "案内にのりました" in office.get(begun.location).get_data(as_text=True)


@pytest.mark.parametrize("wrong", [{"kind": ""}, {"reason": "nothing"}, {"words": "あ" * 121}])
def test_what_is_wrong_loses_nothing_typed(office: Browser, wrong: dict[str, str]) -> None:
    answer = office.post("/staff/gaps/new", GAP | wrong, seen_at="/staff/gaps/new")
    assert answer.status_code == 422
    assert (wrong.get("words") or "夜に話せる所") in answer.get_data(as_text=True)


def test_an_attempt_needs_a_name(office: Browser) -> None:
    answer = office.post("/staff/developments", {"kind": "kayoinoba", "title": " "}, seen_at="/staff/gaps")
    assert answer.status_code == 422
    assert "どんな場所か、ひとことで入れてください。" in answer.get_data(as_text=True)
