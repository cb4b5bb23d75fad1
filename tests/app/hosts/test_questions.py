"""A host answers by one press, hears what follows, and may take it back for seven days."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from core import clock
from core.access import Role
from directory import inbox
from directory.models.host_inbox import HostAnswer, QuestionKind
from tests.fixtures.application import Browser
from tests.fixtures.hosts import Group

INTRODUCTION, CHECK_IN = QuestionKind.INTRODUCTION, QuestionKind.CHECK_IN
CAPACITY, CONFIRM = QuestionKind.CAPACITY, QuestionKind.CONFIRM


def answers(group: Group) -> list[tuple[str, str, int | None]]:
    """Every answer row, the oldest first."""
    with group.writing() as session:
        rows = session.execute(select(HostAnswer).order_by(HostAnswer.at, HostAnswer.id)).scalars()
        return [(row.answer, row.words, row.number) for row in rows]


class TestHome:
    def test_opens_the_oldest_question_at_once(self, phone: Browser, group: Group) -> None:
        first, second = group.ask(INTRODUCTION, words="花が好きです"), group.ask(CHECK_IN)
        page = phone.get(group.home).get_data(as_text=True)
        assert "花が好きです" in page
        assert f'action="{first}/answer"' in page
        assert f'href="{second}"' in page
        assert page.index(first) < page.index(f"{group.listing}/confirm")

    def test_thanks_for_those_who_came(self, phone: Browser, group: Group) -> None:
        question = group.ask(CHECK_IN)
        assert "いつも場を開いて" in phone.get(group.home).get_data(as_text=True)
        phone.post(f"{question}/answer", {"answer": "came"}, seen_at=question)
        assert "この1年で1人が来てくれました" in phone.get(group.home).get_data(as_text=True)


class TestAnswer:
    @pytest.mark.parametrize(
        ("kind", "pressed", "follows"),
        [
            (INTRODUCTION, "yes", "見学の日を決めるために電話します"),
            (INTRODUCTION, "talk", "話を聞いてから決めてください"),
            (INTRODUCTION, "no", "ほかの場所をさがします"),
            (CHECK_IN, "came", "ありがとうございます"),
            (CHECK_IN, "absent", "ご本人に様子を聞きます"),
            (CHECK_IN, "worry", "1週間のうちに電話します"),
            (CONFIRM, "unchanged", "今日確かめたことを"),
            (CONFIRM, "changed", "変わったところをなおす"),
        ],
    )
    def test_is_one_press_and_says_what_follows(
        self, phone: Browser, group: Group, kind: QuestionKind, pressed: str, follows: str
    ) -> None:
        question = group.ask(kind)
        answer = phone.post(f"{question}/answer", {"answer": pressed}, seen_at=question)
        assert (answer.status_code, answer.location) == (303, question)
        page = phone.get(question).get_data(as_text=True)
        assert follows in page
        assert "元に戻す" in page
        assert answers(group) == [(pressed, "", None)]

    def test_takes_words_along(self, phone: Browser, group: Group) -> None:
        question = group.ask(CHECK_IN)
        phone.post(f"{question}/answer", {"answer": "worry", "words": "元気がないです"}, seen_at=question)
        assert answers(group) == [("worry", "元気がないです", None)]

    def test_with_too_many_words_loses_none_of_them(self, phone: Browser, group: Group) -> None:
        question, words = group.ask(CHECK_IN), "あ" * 501
        answer = phone.post(f"{question}/answer", {"answer": "came", "words": words}, seen_at=question)
        assert answer.status_code == 422
        assert words in answer.get_data(as_text=True)
        assert answers(group) == []

    @pytest.mark.parametrize("number", [0, 3, 12])
    def test_by_a_number_is_room_at_once(self, phone: Browser, group: Group, number: int) -> None:
        question = group.ask(CAPACITY)
        phone.post(f"{question}/answer", {"number": number}, seen_at=question)
        assert group.content().intake_slots == number
        assert group.content().intake_stated_at == clock.now()

    @pytest.mark.parametrize("number", ["", "-1", "100", "三人"])
    def test_by_what_is_no_number_is_refused_on_the_field(self, phone: Browser, group: Group, number: str) -> None:
        question = group.ask(CAPACITY)
        answer = phone.post(f"{question}/answer", {"number": number}, seen_at=question)
        assert answer.status_code == 422
        assert 'id="number-wrong"' in answer.get_data(as_text=True)
        assert group.content().intake_slots is None

    def test_that_nothing_has_changed_confirms_the_listing(self, phone: Browser, group: Group) -> None:
        question = group.ask(CONFIRM)
        phone.post(f"{question}/answer", {"answer": "unchanged"}, seen_at=question)
        assert (group.content().assured_at, group.content().assured_by) == (clock.now(), "団体")

    def test_pressed_twice_is_one_answer(self, phone: Browser, group: Group) -> None:
        question = group.ask(INTRODUCTION)
        form = {"answer": "yes", "idempotency_key": "k1"}
        pages = [phone.post(f"{question}/answer", form, seen_at=question) for _ in range(2)]
        assert [page.status_code for page in pages] == [303, 303]
        assert answers(group) == [("yes", "", None)]

    def test_that_was_not_offered_does_not_exist(self, phone: Browser, group: Group) -> None:
        question = group.ask(INTRODUCTION)
        assert phone.post(f"{question}/answer", {"answer": "came"}, seen_at=question).status_code == 404
        assert answers(group) == []

    def test_to_another_groups_question_does_not_exist(
        self, phone: Browser, group: Group, make_group: Callable[..., Group]
    ) -> None:
        question = make_group("となりの会").ask(INTRODUCTION)
        assert phone.get(question).status_code == 404
        assert phone.post(f"{question}/answer", {"answer": "yes"}, seen_at=group.home).status_code == 404
        assert phone.post(f"{question}/undo", seen_at=group.home).status_code == 404

    def test_is_needless_once_the_question_was_taken_back(self, phone: Browser, group: Group) -> None:
        question = group.ask(INTRODUCTION)
        with group.writing() as session:
            inbox.withdraw(session, group.office, f"r-{INTRODUCTION}")
        assert phone.get(question).status_code == 404
        assert "スミさん" not in phone.get(group.home).get_data(as_text=True)


class TestUndo:
    def test_opens_the_question_again(self, phone: Browser, group: Group) -> None:
        question = group.ask(INTRODUCTION)
        phone.post(f"{question}/answer", {"answer": "no"}, seen_at=question)
        assert phone.post(f"{question}/undo", seen_at=question).location == f"{group.home}?done=undone"
        assert f'action="{question}/answer"' in phone.get(group.home).get_data(as_text=True)
        phone.post(f"{question}/answer", {"answer": "yes"}, seen_at=question)
        assert [answer for answer, _, _ in answers(group)] == ["no", "undo", "yes"]

    def test_takes_back_what_the_answer_did(self, phone: Browser, group: Group) -> None:
        question = group.ask(CAPACITY)
        phone.post(f"{question}/answer", {"number": 5}, seen_at=question)
        phone.post(f"{question}/undo", seen_at=question)
        assert group.content().intake_slots is None

    def test_leaves_a_later_statement_alone(self, phone: Browser, group: Group) -> None:
        question = group.ask(CAPACITY)
        phone.post(f"{question}/answer", {"number": 5}, seen_at=question)
        with clock.standing_at(clock.now() + timedelta(hours=1)):
            page = f"{group.listing}/edit/intake"
            version = phone.version(page)
            phone.post(page, {"intake": "0", "version": version}, seen_at=page)
            assert phone.post(f"{question}/undo", seen_at=question).status_code == 303
        assert group.content().intake_slots == 0

    def test_stands_once_on_the_groups_page(self, phone: Browser, group: Group) -> None:
        question = group.ask(CONFIRM)
        phone.post(f"{question}/answer", {"answer": "unchanged"}, seen_at=question)
        page = phone.get(group.home).get_data(as_text=True)
        assert page.count("/undo") == 1

    def test_is_over_after_seven_days(self, phone: Browser, group: Group) -> None:
        question = group.ask(CHECK_IN)
        phone.post(f"{question}/answer", {"answer": "came"}, seen_at=question)
        with clock.standing_at(clock.now() + timedelta(days=7, seconds=1)):
            assert "/undo" not in phone.get(group.home).get_data(as_text=True)
            assert phone.post(f"{question}/undo", seen_at=group.home).status_code == 409
        assert [answer for answer, _, _ in answers(group)] == ["came"]


class TestOffice:
    def test_answers_on_behalf_in_its_own_name(self, worker: Callable[..., Browser], group: Group) -> None:
        browser = worker(Role.PARTICIPATION_COORDINATOR, name="山根")
        question = group.ask(INTRODUCTION)
        assert "山根さんが、団体の代わりに" in browser.get(question).get_data(as_text=True)
        browser.post(f"{question}/answer", {"answer": "yes"}, seen_at=question)
        with group.writing() as session:
            row = session.execute(select(HostAnswer)).scalar_one()
            assert (row.answered_by_name, row.answered_by.partition(":")[0]) == ("山根", "participation_coordinator")
        assert browser.post(f"{question}/undo", seen_at=question).location == f"/staff/hosts/{group.id}?done=undone"
