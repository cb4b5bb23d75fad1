"""Person and host are asked apart; each answer makes the next question, and an ending makes none."""

from datetime import date, datetime, time

import pytest
from sqlalchemy.orm import Session

from core import clock
from core.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from core.facts import Fact
from matching import follow_ups, moves
from matching.lifecycle import State
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement
from matching.reports import Attendance, Barrier, Report, report_of
from tests.factories.matches import Scene, days_later
from tests.factories.town import a_worker

pytestmark = pytest.mark.slow

CAME = Report(attendance=Attendance.CAME, feeling=4, wants_to_continue=Fact.YES)
ABSENT = Report(attendance=Attendance.ABSENT, barriers=(Barrier.TRAVEL,))


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session)


def open_days(session: Session, placement: Placement) -> dict[Side, date]:
    return {
        side: follow_up.due_on
        for side in Side
        if (follow_up := follow_ups.find_open(session, placement, side)) is not None
    }


def hear(session: Session, scene: Scene, placement: Placement, report: Report, side: Side = Side.PERSON) -> FollowUp:
    """Record the open follow-up of a side on the day it is due, and return the next."""
    follow_up = follow_ups.find_open(session, placement, side)
    assert follow_up is not None
    with clock.standing_at(datetime.combine(follow_up.due_on, time(10), clock.TOWN_ZONE)):
        coming = follow_ups.record(session, scene.actor, follow_up, report, version=follow_up.version)
    assert coming is not None
    return coming


class TestBeginning:
    def test_with_the_first_visit_for_both_sides(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.VISIT_PLANNED)
        assert open_days(session, placement) == {}
        scene.go(placement, State.VISITED)
        assert open_days(session, placement) == dict.fromkeys(Side, date(2026, 11, 28))

    def test_a_later_first_attendance_does_not_begin_again(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.VISITED)
        with days_later(10):
            for state in (State.ACCEPTED, State.ATTENDING):
                scene.go(placement, state)
        assert open_days(session, placement) == dict.fromkeys(Side, date(2026, 11, 28))


class TestRecording:
    def test_makes_the_next_one_of_this_side_in_one_act(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        for day in (date(2026, 12, 2), date(2026, 12, 25), date(2027, 2, 25), date(2027, 5, 25), date(2027, 11, 25)):
            assert hear(session, scene, placement, CAME).due_on == day
        assert open_days(session, placement)[Side.HOST] == date(2026, 11, 28)

    def test_keeps_what_was_heard(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        follow_up = follow_ups.find_open(session, placement, Side.PERSON)
        assert follow_up is not None
        follow_ups.record(session, scene.actor, follow_up, ABSENT, version=1, note=" 雪 ")
        assert follow_up.outcome is not None
        assert report_of(follow_up.outcome) == ABSENT
        assert (follow_up.note, follow_up.done_by, follow_up.done_at) == ("雪", scene.actor.reference, clock.now())

    def test_a_late_talk_covers_what_it_has_passed_over(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        follow_up = follow_ups.find_open(session, placement, Side.PERSON)
        assert follow_up is not None
        with days_later(12):
            coming = follow_ups.record(session, scene.actor, follow_up, CAME, version=1)
        assert coming is not None
        assert coming.step == "1_month"

    def test_happens_once(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        follow_up = follow_ups.find_open(session, placement, Side.PERSON)
        assert follow_up is not None
        follow_ups.record(session, scene.actor, follow_up, CAME, version=1)
        with pytest.raises(StaleVersionError):
            follow_ups.record(session, scene.actor, follow_up, CAME, version=1)
        with pytest.raises(ConflictError):
            follow_ups.record(session, scene.actor, follow_up, CAME, version=follow_up.version)

    @pytest.mark.parametrize("report", [Report(attendance=None, feeling=6), Report(attendance=None, burden=0)])
    def test_a_mark_off_its_scale_is_refused(self, session: Session, scene: Scene, report: Report) -> None:
        placement = scene.match(State.ATTENDING)
        follow_up = follow_ups.find_open(session, placement, Side.PERSON)
        assert follow_up is not None
        with pytest.raises(InvalidError):
            follow_ups.record(session, scene.actor, follow_up, report, version=1)


class TestWorry:
    @pytest.mark.parametrize(
        "report",
        [
            Report(attendance=Attendance.CAME, has_worry=True),
            Report(attendance=Attendance.CAME, burden=4),
            Report(attendance=Attendance.CAME, needs_help=True),
            Report(attendance=Attendance.CAME, feeling=1),
        ],
    )
    def test_is_looked_at_within_a_week(self, session: Session, scene: Scene, report: Report) -> None:
        placement = scene.match(State.ATTENDING)
        for _ in range(3):
            hear(session, scene, placement, CAME)
        assert open_days(session, placement)[Side.PERSON] == date(2027, 2, 25)
        coming = hear(session, scene, placement, report)
        assert coming.due_on == date(2027, 3, 4)
        assert hear(session, scene, placement, CAME).step == "6_months"

    def test_again_on_the_same_day_is_another_one(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        worried = Report(attendance=Attendance.CAME, has_worry=True)
        with days_later(40):
            for _ in range(3):
                follow_up = follow_ups.find_open(session, placement, Side.PERSON)
                assert follow_up is not None
                coming = follow_ups.record(session, scene.actor, follow_up, worried, version=follow_up.version)
                assert coming is not None
                assert coming.done_at is None


class TestAbsence:
    def test_once_changes_nothing(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        hear(session, scene, placement, CAME)
        hear(session, scene, placement, CAME)
        assert hear(session, scene, placement, ABSENT).due_on == date(2027, 2, 25)

    def test_twice_in_a_row_is_looked_at_within_a_week(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        hear(session, scene, placement, CAME)
        hear(session, scene, placement, ABSENT)
        assert hear(session, scene, placement, ABSENT).due_on == date(2027, 1, 1)

    def test_twice_with_a_visit_between_is_not(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        hear(session, scene, placement, ABSENT)
        hear(session, scene, placement, CAME)
        assert hear(session, scene, placement, ABSENT).due_on == date(2027, 2, 25)

    def test_that_the_host_sees_twice_lets_the_person_be_asked(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ATTENDING)
        for _ in range(3):
            hear(session, scene, placement, CAME)
        hear(session, scene, placement, CAME, Side.HOST)
        hear(session, scene, placement, ABSENT, Side.HOST)
        hear(session, scene, placement, ABSENT, Side.HOST)
        assert open_days(session, placement)[Side.PERSON] == date(2027, 1, 1)


class TestEnding:
    @pytest.mark.parametrize("ending", [State.STOPPED, State.GRADUATED])
    def test_drops_what_is_open(self, session: Session, scene: Scene, ending: State) -> None:
        placement = scene.match(State.SETTLED)
        scene.go(placement, ending)
        assert open_days(session, placement) == {}

    def test_taken_back_opens_it_again(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.SETTLED)
        scene.go(placement, State.STOPPED)
        moves.undo(session, scene.actor, placement, version=placement.version)
        assert open_days(session, placement) == dict.fromkeys(Side, date(2026, 11, 28))

    def test_taking_the_first_visit_back_drops_it(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.VISITED)
        moves.undo(session, scene.actor, placement, version=placement.version)
        assert open_days(session, placement) == {}
        scene.go(placement, State.VISITED)
        assert open_days(session, placement) == dict.fromkeys(Side, date(2026, 11, 28))


class TestTheList:
    def test_holds_what_is_due_the_longest_overdue_first(self, session: Session, scene: Scene) -> None:
        late = scene.match(State.VISITED)
        with days_later(1):
            scene.match(State.VISITED, person=scene.newcomer())
            found = follow_ups.list_due(session, scene.actor, until=date(2026, 11, 30))
        assert [one.due_on for one in found] == [date(2026, 11, 28)] * 2 + [date(2026, 11, 29)] * 2
        assert {one.placement_id for one in found[:2]} == {late.id}
        assert follow_ups.list_due(session, scene.actor, until=date(2026, 11, 27)) == []

    def test_is_empty_for_others(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.VISITED)
        follow_up = follow_ups.find_open(session, placement, Side.PERSON)
        assert follow_up is not None
        other = a_worker(session, scene.town)
        assert follow_ups.list_due(session, other, until=date(2027, 1, 1)) == []
        with pytest.raises(NotFoundError):
            follow_ups.get(session, other, follow_up.id)

    def test_what_nobody_answered_is_tried_again(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.VISITED)
        follow_up = follow_ups.find_open(session, placement, Side.PERSON)
        assert follow_up is not None
        with days_later(3):
            follow_ups.postpone(session, scene.actor, follow_up, version=follow_up.version)
            assert follow_up.due_on == date(2026, 11, 30)
            with pytest.raises(InvalidError):
                follow_ups.postpone(session, scene.actor, follow_up, version=follow_up.version, due_on=clock.today())
