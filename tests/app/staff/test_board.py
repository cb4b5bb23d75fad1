"""A coordinator lets all who wait be placed at once, amends the answer line by line, and gets calls to make."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from sqlalchemy import func, select

from accounts.models.municipality import Municipality
from casework.models.task import Task
from core.audit import AuditEntry
from directory.models.host_inbox import HostQuestion
from directory.models.service import Service
from matching.models.batch import BatchRun
from matching.models.placement import Placement
from matching.needs import Avoid
from tests.app.staff.conftest import Desk
from tests.factories.board import Board
from tests.factories.people import a_person

START = "/staff/board"
USUAL = {"objective": "leximin", "floor": "350"}


@dataclass
class Play:
    """A board with scarce places and the keys of whoever and whatever is on it."""

    desk: Desk
    people: dict[str, UUID] = field(default_factory=dict)
    places: dict[str, UUID] = field(default_factory=dict)

    def start(self, **sent: object) -> str:
        """Let everybody be placed; the address of the run."""
        answer = self.desk.browser.post(START, {**USUAL, "people": self.keys, **sent}, seen_at=START)
        assert answer.status_code == 303
        return str(answer.location)

    @property
    def keys(self) -> list[str]:
        """Everybody who waits."""
        return [str(key) for key in self.people.values()]

    def press(self, run: str, word: str, nickname: str, place: str, reason: str = "") -> tuple[int, str]:
        """Press a button on a line: the status, and the address of the next run."""
        sent = {"press": word, "person": self.people[nickname], "service": self.places[place], "reason": reason}
        answer = self.desk.browser.post(run, sent, seen_at=run)
        return answer.status_code, str(answer.location or "").partition("?")[0]

    def text(self, address: str) -> str:
        """What a page says."""
        answer = self.desk.browser.get(address)
        assert answer.status_code == 200
        return str(answer.text)


@pytest.fixture
def play(desk: Desk) -> Play:
    """One place at 木の会 and one at 茶の会; only まつさん could go to either."""
    found = Play(desk)
    with desk.writing() as session:
        board = Board(session, town=session.get_one(Municipality, desk.actor.municipality_id), actor=desk.actor)
        wood, tea = board.place("木の会", "木工"), board.place("茶の会", "お茶")
        dear = board.place("高い会", "お茶")
        dear.fee_yen = 900
        limits = {"avoid": Avoid(services=(str(tea.id),)), "fee_limit_yen": 300}
        people = [
            board.person("まつさん", "木工", "お茶", days_ago=30, fee_limit_yen=300),
            board.person("うめさん", "木工", days_ago=3, **limits),
        ]
        found.people = {one.nickname: one.id for one in people}
        found.places = {one.name: one.id for one in (wood, tea, dear)}
    return found


class TestStart:
    def test_who_waits_is_listed_with_since_when(self, play: Play) -> None:
        text = play.text(START)
        assert text.count("見本 太郎") >= 2
        assert "10月26日（月）から" in text

    def test_nobody_chosen_is_said_at_the_field(self, play: Play) -> None:
        answer = play.desk.browser.post(START, {**USUAL, "people": []}, seen_at=START)
        assert answer.status_code == 422
        assert "組む人を選んでください" in answer.text

    def test_somebody_who_may_not_be_planned_for_stands_there_with_why(self, play: Play) -> None:
        with play.desk.writing() as session:
            a_person(session, play.desk.actor, name="山本 花", nickname="はなさん")
        assert "支援の同意がありません" in play.text(START)

    def test_two_people_are_kept_apart_and_let_together_again(self, play: Play) -> None:
        one, other = play.keys
        both = {"one": one, "other": other}
        assert play.desk.browser.post(f"{START}/apart", both, seen_at=START).status_code == 303
        assert "見本 太郎さんと見本 太郎さん" in play.text(START)
        assert play.desk.browser.post(f"{START}/together", both, seen_at=START).status_code == 303
        assert "見本 太郎さんと見本 太郎さん" not in play.text(START)

    def test_nobody_is_kept_apart_from_themselves(self, play: Play) -> None:
        same = {"one": play.keys[0], "other": play.keys[0]}
        answer = play.desk.browser.post(f"{START}/apart", same, seen_at=START)
        assert answer.status_code == 422
        assert "ちがう人を選んでください" in answer.text


class TestBoard:
    def test_it_shows_who_goes_where_with_points_and_the_proof(self, play: Play) -> None:
        text = play.text(play.start())
        assert "決まる人 2人" in text
        assert "2人のうち2人" in text
        assert "これより良い組み方がないことを、別の計算でも確かめました" in text
        assert "先着順なら1人です" in text

    def test_a_move_shows_what_it_changed_and_what_it_costs(self, play: Play) -> None:
        status, after = play.press(play.start(), "move", "まつさん", "木の会")
        assert status == 303
        text = play.text(after)
        assert "2人が変わりました" in text
        assert "決まる人 −1人" in text
        assert "決まらない人 1人" in text
        assert "全体を考えてほかの人に回しました" in text
        assert "この固定のために" in text
        assert text.index("決まらない人 1人") < text.index("決まる人 1人")

    def test_what_is_undone_is_as_before(self, play: Play) -> None:
        first = play.start()
        _status, locked = play.press(first, "lock", "まつさん", "茶の会")
        _status, undone = play.press(locked, "undo", "まつさん", "茶の会")
        assert "だれも変わりませんでした" in play.text(undone)
        assert "あなたの決めたこと" not in play.text(undone)

    def test_a_ban_leaves_the_person_without_the_place(self, play: Play) -> None:
        _status, after = play.press(play.start(), "forbid", "うめさん", "木の会")
        assert "ここにはしない」にしてあります" in play.text(after)

    def test_a_place_against_a_rule_asks_for_a_reason_and_keeps_what_was_typed(self, play: Play) -> None:
        run = play.start()
        sent = {"press": "move", "person": play.people["まつさん"], "service": play.places["高い会"], "reason": " "}
        answer = play.desk.browser.post(run, sent, seen_at=run)
        assert answer.status_code == 422
        assert "条件に合わない場所です（費用）" in answer.text
        status, after = play.press(run, "move", "まつさん", "高い会", "本人が払うと決めた")
        assert status == 303
        assert "理由：本人が払うと決めた" in play.text(after)

    def test_a_lock_for_which_there_is_no_place_is_refused_in_words(self, play: Play) -> None:
        _status, run = play.press(play.start(), "lock", "うめさん", "木の会")
        sent = {"press": "move", "person": play.people["まつさん"], "service": play.places["木の会"]}
        answer = play.desk.browser.post(run, sent, seen_at=run)
        assert answer.status_code == 409
        assert "席が足りません" in answer.text

    def test_another_wish_is_a_further_run(self, play: Play) -> None:
        run = play.start()
        answer = play.desk.browser.post(f"{run}/again", {"objective": "total", "floor": "0"}, seen_at=run)
        assert answer.status_code == 303
        assert "合いぐあいの合計を高く" in play.text(str(answer.location))

    def test_two_runs_stand_side_by_side(self, play: Play) -> None:
        first = play.start()
        _status, after = play.press(first, "move", "まつさん", "木の会")
        text = play.text(f"{after}/compare?with={first.rpartition('/')[2]}")
        assert "ちがう人 2人" in text
        assert "−1" in text

    def test_a_run_is_not_compared_with_somebody_elses(self, play: Play) -> None:
        run = play.start()
        assert play.desk.browser.get(f"{run}/compare?with={UUID(int=1)}").status_code == 404

    def test_every_look_is_recorded(self, play: Play) -> None:
        run = play.start()
        play.text(run)
        with play.desk.writing() as session:
            seen = select(func.count()).select_from(AuditEntry)
            seen = seen.where(AuditEntry.action == "batch_see", AuditEntry.purpose == "staff.run")
            assert session.execute(seen).scalar_one() == 1


class TestCalls:
    def test_a_published_run_is_calls_on_the_coordinators_list_and_nothing_else(self, play: Play) -> None:
        run = play.start()
        answer = play.desk.browser.post(f"{run}/publish", seen_at=run)
        assert answer.location == f"{run}/calls"
        assert "本人がよいと言うまで" in play.text(f"{run}/calls")
        with play.desk.writing() as session:
            titles = set(session.execute(select(Task.title)).scalars())
            assert titles == {"電話：まつさんに「茶の会」を話す", "電話：うめさんに「木の会」を話す"}
            assert set(session.execute(select(Placement.state)).scalars()) == {"proposed"}
            assert session.execute(select(func.count()).select_from(HostQuestion)).scalar_one() == 0

    def test_it_is_published_once(self, play: Play) -> None:
        run = play.start()
        assert play.desk.browser.post(f"{run}/publish", seen_at=START).status_code == 303
        assert play.desk.browser.post(f"{run}/publish", seen_at=START).status_code == 409
        assert "この案は電話のリストにしました" in play.text(run)

    def test_a_run_that_is_not_published_says_so(self, play: Play) -> None:
        assert "まだ電話のリストにしていません" in play.text(f"{play.start()}/calls")

    def test_a_place_that_went_meanwhile_is_named(self, play: Play) -> None:
        run = play.start()
        with play.desk.writing() as session:
            session.get_one(Service, play.places["木の会"]).intake_slots = 0
        play.desk.browser.post(f"{run}/publish", seen_at=run)
        assert "その後、空きがなくなりました" in play.text(f"{run}/calls")


def test_another_coordinators_run_does_not_exist(play: Play, desk_of: object) -> None:
    run = play.start()
    other: Desk = desk_of("別の人")  # type: ignore[operator]
    assert other.browser.get(run).status_code == 404
    with play.desk.writing() as session:
        assert session.execute(select(func.count()).select_from(BatchRun)).scalar_one() == 1
