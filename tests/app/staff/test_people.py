"""A person is registered and changed without losing what was typed, and never over somebody else's change."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import func, select

from casework import persons
from casework.models.consent import Consent, Purpose
from casework.models.person import Person
from matching import needs
from tests.app.staff.conftest import Desk
from tests.factories.people import a_person, details

NEWCOMER = {
    "name": "花田 ようこ",
    "name_kana": "ハナダ ヨウコ",
    "nickname": "ゆりさん",
    "birth_date": "昭和26年3月4日",
    "gender": "female",
    "district_id": "",
    "contact_means": ["phone", "letter"],
    "safe_contact": "平日の午前に電話",
    "agreed": "spoken",
}
NEW = "/staff/people/new"


class TestRegistering:
    def test_writes_person_and_consent(self, desk: Desk) -> None:
        answer = desk.browser.post(NEW, NEWCOMER, seen_at=NEW)
        assert answer.status_code == 303
        with desk.writing() as session:
            person = session.execute(select(Person)).scalar_one()
            assert (person.name_kana, person.birth_date) == ("はなだ ようこ", date(1951, 3, 4))
            assert person.team[0].user_id == desk.actor.user_id
            assert session.execute(select(Consent.purpose)).scalars().all() == [Purpose.SUPPORT]
            assert answer.location == f"/staff/people/{person.id}/need"

    def test_says_on_the_field_what_is_wrong_and_keeps_what_was_typed(self, desk: Desk) -> None:
        answer = desk.browser.post(NEW, {**NEWCOMER, "nickname": "花田さん", "birth_date": "春ごろ"}, seen_at=NEW)
        assert answer.status_code == 422
        assert "日付として読めません" in answer.text
        assert 'value="春ごろ"' in answer.text
        answer = desk.browser.post(NEW, {**NEWCOMER, "nickname": "花田さん"}, seen_at=NEW)
        assert answer.status_code == 422
        assert "呼び名から本当の名前がわかります" in answer.text
        assert "平日の午前に電話" in answer.text

    def test_sent_twice_registers_once(self, desk: Desk) -> None:
        form = {**NEWCOMER, "idempotency_key": "pressed-twice"}
        answers = [desk.browser.post(NEW, form, seen_at=NEW) for _ in range(2)]
        assert answers[0].location == answers[1].location
        with desk.writing() as session:
            assert session.execute(select(func.count(Person.id))).scalar_one() == 1

    def test_asks_first_when_somebody_is_alike(self, desk: Desk) -> None:
        assert desk.browser.post(NEW, NEWCOMER, seen_at=NEW).status_code == 303
        again = {**NEWCOMER, "nickname": "すずさん"}
        answer = desk.browser.post(NEW, again, seen_at=NEW)
        assert answer.status_code == 409
        assert "同じ人かもしれません" in answer.text
        assert desk.browser.post(NEW, {**again, "is_another_person": "y"}, seen_at=NEW).status_code == 303

    def test_of_others_people_tells_no_name(self, desk: Desk, desk_of: Callable[..., Desk]) -> None:
        other = desk_of("別の人")
        with other.writing() as session:
            a_person(session, other.actor, name="花田 葉子", name_kana="はなだ ようこ", birth_date=date(1951, 3, 4))
        answer = desk.browser.post(NEW, NEWCOMER, seen_at=NEW)
        assert answer.status_code == 409
        assert "花田 葉子" not in answer.text


class TestChanging:
    def test_writes_what_was_typed(self, desk: Desk) -> None:
        page = f"/staff/people/{a_saved_person(desk)}/edit"
        typed = {"name": "山根 澄子", "name_kana": "やまね すみこ", "nickname": "スミさん", "phone": "0856-31-0111"}
        assert desk.browser.post(page, {**typed, "version": "1"}, seen_at=page).status_code == 303
        with desk.writing() as session:
            assert session.execute(select(Person)).scalar_one().phone == "+81856310111"

    def test_shows_both_when_somebody_else_was_first(self, desk: Desk) -> None:
        key = a_saved_person(desk)
        page = f"/staff/people/{key}/edit"
        with desk.writing() as session:
            person = persons.get(session, desk.actor, key)
            persons.revise(session, desk.actor, person, details(nickname="ポンさん"), version=1)
        typed = {"name": "山根 澄子", "name_kana": "やまね すみこ", "nickname": "すずさん"}
        answer = desk.browser.post(page, {**typed, "version": "1"}, seen_at=page)
        assert answer.status_code == 409
        assert "ポンさん" in answer.text
        assert "すずさん" in answer.text
        with desk.writing() as session:
            assert session.execute(select(Person.nickname)).scalar_one() == "ポンさん"
        assert desk.browser.post(page, {**typed, "version": "2"}, seen_at=page).status_code == 303

    def test_of_the_need_shows_both_too(self, desk: Desk) -> None:
        key = a_saved_person(desk)
        page = f"/staff/people/{key}/need"
        sent = {"own_words": "犬と歩きたい", "available": ["2-morning"], "modes": ["walk"], "travel_minutes": "20"}
        assert desk.browser.post(page, {**sent, "version": "0"}, seen_at=page).status_code == 303
        answer = desk.browser.post(page, {"own_words": "歌いたい", "version": "0"}, seen_at=page)
        assert answer.status_code == 409
        assert "犬と歩きたい" in answer.text
        assert "歌いたい" in answer.text

    def test_of_the_need_keeps_what_was_asked_and_nothing_else(self, desk: Desk) -> None:
        key = a_saved_person(desk)
        page = f"/staff/people/{key}/need"
        sent = {
            "own_words": "犬と歩きたい",
            "wish_words": "犬、散歩",
            "available": ["2-morning", "2-afternoon"],
            "avoid_words": "お酒",
            "version": "0",
        }
        assert desk.browser.post(page, sent, seen_at=page).status_code == 303
        with desk.writing() as session:
            record = needs.find(session, persons.get(session, desk.actor, key))
            assert record is not None
            kept = needs.details_of(record)
        assert kept.wishes == ("犬", "散歩")
        assert kept.modes is None
        assert [(span.weekday, span.start.hour, span.end.hour) for span in kept.available or ()] == [(2, 8, 17)]
        assert kept.avoid.words == ("お酒",)


class TestEnding:
    def test_the_support_closes_and_opens_again(self, desk: Desk) -> None:
        page = f"/staff/people/{a_saved_person(desk)}"
        assert desk.browser.post(f"{page}/close", seen_at=f"{page}/close").status_code == 303
        assert "支援を終えました" in desk.browser.get(page).text
        assert desk.browser.post(f"{page}/reopen", seen_at=page).status_code == 303
        assert "支援を終えました" not in desk.browser.get(page).text

    def test_waits_for_open_matches(self, desk: Desk) -> None:
        with desk.scene() as scene:
            page = f"/staff/people/{scene.match().person_id}"
        assert desk.browser.post(f"{page}/close", seen_at=page).status_code == 409


def a_saved_person(desk: Desk) -> object:
    """A person of the coordinator's, without any agreement."""
    with desk.writing() as session:
        return a_person(session, desk.actor).id
