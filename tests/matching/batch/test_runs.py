"""A dry run is kept as it was found, amended by further runs, and exists for its maker only."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import teams
from core import clock
from core.audit import AuditEntry
from core.errors import ConflictError, InvalidError, NotFoundError
from matching import placements
from matching.batch import comparing, runs
from matching.batch.runs import Amendment, Press
from matching.batch.weighing import Wish
from matching.models.batch import BatchLine, BatchRun
from matching.needs import Avoid
from tests.factories.board import Board
from tests.factories.town import a_worker

WHY = "本人と相談して決めた"


def where(session: Session, board: Board, run: BatchRun) -> dict[str, str | None]:
    """Who goes where in a run, by the names of both."""
    lines = runs.lines_of(session, board.actor, run)
    return {line.person.nickname: line.service.name if line.service else None for line in lines}


def line_of(session: Session, board: Board, run: BatchRun, nickname: str) -> BatchLine:
    """One person's line."""
    return next(one for one in runs.lines_of(session, board.actor, run) if one.person.nickname == nickname)


class TestScarcePlaces:
    """One place at 木の会: who waits longest could go elsewhere as well, the other could not."""

    @pytest.fixture(autouse=True)
    def town(self, board: Board) -> None:
        self.wood, self.tea = board.place("木の会", "木工"), board.place("茶の会", "お茶")
        self.old = board.person("まつさん", "木工", "お茶", days_ago=30)
        self.new = board.person("うめさん", "木工", days_ago=3, avoid=Avoid(services=(str(self.tea.id),)))

    def start(self, session: Session, board: Board, **wish: object) -> BatchRun:
        return runs.start(session, board.actor, [self.old.id, self.new.id], Wish(**wish))  # type: ignore[arg-type]

    def amend(self, session: Session, board: Board, run: BatchRun, press: Press, *, reason: str = "") -> BatchRun:
        return runs.amend(session, board.actor, run, Amendment(press, self.old.id, self.wood.id, reason))

    @pytest.mark.db
    def test_more_people_find_a_place_than_by_first_come(self, session: Session, board: Board) -> None:
        run = self.start(session, board)
        assert where(session, board, run) == {"まつさん": "茶の会", "うめさん": "木の会"}
        assert (run.placed, run.value, run.bound) == (2, run.figures["points"], run.value)
        assert run.figures["first_come"]["placed"] == 1
        assert run.figures["certified"]

    def test_a_lock_costs_what_the_run_without_it_had_more(self, session: Session, board: Board) -> None:
        before = self.start(session, board)
        after = self.amend(session, board, before, Press.LOCK)
        assert where(session, board, after) == {"まつさん": "木の会", "うめさん": None}
        (demand,) = runs.demands_of(session, board.actor, after)
        assert demand.cost["placed"] == -1
        assert demand.cost["points"] == after.value - before.value
        assert line_of(session, board, after, "うめさん").reason == "outranked"

    def test_what_is_undone_is_as_before(self, session: Session, board: Board) -> None:
        before = self.start(session, board)
        undone = self.amend(session, board, self.amend(session, board, before, Press.LOCK), Press.UNDO)
        assert undone.input_hash == before.input_hash
        assert undone.base_id is not None
        first, last = (runs.lines_of(session, board.actor, run) for run in (before, undone))
        assert comparing.compare(before, undone, first, last).moved == []

    def test_the_run_before_stays_as_it_was(self, session: Session, board: Board) -> None:
        before = self.start(session, board)
        self.amend(session, board, before, Press.LOCK)
        assert where(session, board, before) == {"まつさん": "茶の会", "うめさん": "木の会"}

    def test_a_pair_that_is_forbidden_does_not_stand(self, session: Session, board: Board) -> None:
        run = self.start(session, board)
        found = runs.amend(session, board.actor, run, Amendment(Press.FORBID, self.new.id, self.wood.id, "遠慮された"))
        assert where(session, board, found)["うめさん"] is None
        assert [one.reason for one in runs.demands_of(session, board.actor, found)] == ["遠慮された"]
        assert line_of(session, board, found, "うめさん").reason == "forbidden"

    def test_what_must_be_avoided_is_never_overridden(self, session: Session, board: Board) -> None:
        run = self.start(session, board)
        with pytest.raises(ConflictError):
            runs.amend(session, board.actor, run, Amendment(Press.LOCK, self.new.id, self.tea.id, WHY))

    def test_two_locks_on_one_place_are_refused(self, session: Session, board: Board) -> None:
        run = self.amend(session, board, self.start(session, board), Press.LOCK)
        with pytest.raises(ConflictError, match="席が足りません"):
            runs.amend(session, board.actor, run, Amendment(Press.LOCK, self.new.id, self.wood.id, WHY))

    def test_a_place_kept_by_an_offer_is_not_given_away(self, session: Session, board: Board) -> None:
        placement = placements.propose(session, board.actor, self.old, self.wood)
        placements.offer(session, board.actor, placement, version=placement.version)
        run = self.start(session, board)
        assert where(session, board, run) == {"まつさん": "木の会", "うめさん": None}
        assert line_of(session, board, run, "まつさん").standing == "offered"
        with pytest.raises(ConflictError, match="提案"):
            runs.amend(session, board.actor, run, Amendment(Press.LOCK, self.old.id, self.tea.id))

    def test_one_more_place_is_priced_by_a_run_with_it(self, session: Session, board: Board) -> None:
        placement = placements.propose(session, board.actor, self.old, self.wood)
        placements.offer(session, board.actor, placement, version=placement.version)
        run = self.start(session, board)
        (price,) = run.prices
        assert (price["service"], price["placed"]) == (str(self.wood.id), 1)
        assert line_of(session, board, run, "うめさん").details["helps"] == [str(self.wood.id)]

    def test_it_exists_for_its_maker_only(self, session: Session, board: Board) -> None:
        run, other = self.start(session, board), a_worker(session, board.town)
        teams.join(session, board.actor, self.old, other.user_id)  # type: ignore[arg-type]
        with pytest.raises(NotFoundError):
            runs.get(session, other, run.id)
        assert runs.list_of(session, other) == []

    def test_a_line_about_somebody_who_was_handed_over_is_gone(self, session: Session, board: Board) -> None:
        run, other = self.start(session, board), a_worker(session, board.town)
        teams.hand_over(session, board.actor, self.old, other.user_id)  # type: ignore[arg-type]
        teams.leave(session, board.actor, self.old, board.actor.user_id)  # type: ignore[arg-type]
        with clock.standing_at(clock.now() + timedelta(days=1)):
            assert where(session, board, run) == {"うめさん": "木の会"}
            with pytest.raises(NotFoundError):
                self.amend(session, board, run, Press.LOCK)

    def test_whose_need_was_read_stands_in_the_audit(self, session: Session, board: Board) -> None:
        run = self.start(session, board)
        query = select(AuditEntry.subject).where(AuditEntry.purpose == f"run:{run.id}")
        assert set(session.execute(query).scalars()) == {f"person:{one.id}" for one in (self.old, self.new)}


class TestRulesAndReasons:
    def test_a_place_against_a_rule_needs_a_reason(self, session: Session, board: Board) -> None:
        board.place("近くの会", "木工")
        dear = board.place("高い会", "お茶")
        dear.fee_yen = 900
        person = board.person("まつさん", "お茶", fee_limit_yen=300)
        run = runs.start(session, board.actor, [person.id], Wish())
        with pytest.raises(InvalidError, match="費用"):
            runs.amend(session, board.actor, run, Amendment(Press.LOCK, person.id, dear.id))
        found = runs.amend(session, board.actor, run, Amendment(Press.LOCK, person.id, dear.id, WHY))
        assert where(session, board, found) == {"まつさん": "高い会"}
        (demand,) = runs.demands_of(session, board.actor, found)
        assert (demand.overridden, demand.reason) == (["cost"], WHY)

    def test_what_must_be_confirmed_is_let_in_only_when_asked_for(self, session: Session, board: Board) -> None:
        board.place("人数のわからない会", "木工", places=None)
        person = board.person("まつさん", "木工")
        run = runs.start(session, board.actor, [person.id], Wish())
        assert line_of(session, board, run, "まつさん").reason == "to_confirm"
        run = runs.again(session, board.actor, run, Wish(with_to_confirm=True))
        assert line_of(session, board, run, "まつさん").standing == "confirm"

    def test_a_poor_place_is_not_proposed_just_to_fill_it(self, session: Session, board: Board) -> None:
        board.place("木の会", "木工")
        person = board.person("まつさん", "木工")
        run = runs.start(session, board.actor, [person.id], Wish(floor=990))
        assert line_of(session, board, run, "まつさん").reason == "below_floor"

    def test_nobody_chosen_is_no_run(self, session: Session, board: Board) -> None:
        with pytest.raises(InvalidError):
            runs.start(session, board.actor, [], Wish())

    def test_another_coordinators_people_are_not_taken_in(self, session: Session, board: Board) -> None:
        board.place("木の会", "木工")
        own = board.person("まつさん", "木工")
        other = Board(session, town=board.town, actor=a_worker(session, board.town)).person("よそのさくらさん", "木工")
        run = runs.start(session, board.actor, [own.id, other.id], Wish())
        assert where(session, board, run) == {"まつさん": "木の会"}
