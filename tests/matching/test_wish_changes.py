"""A reason speaks for changes that truly change something, and for no others; nothing is changed by itself."""

from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from core import clock
from matching import needs, placements, wish_changes
from matching.lifecycle import State
from matching.needs import Avoid, NeedDetails, Span
from matching.step_reasons import StepReason, written
from matching.wish_changes import ChangeKind, changes_for
from tests.factories.matches import Scene
from tests.factories.matching import option

DETAILS = NeedDetails(
    modes=("walk",),
    travel_minutes=30,
    fee_limit_yen=500,
    available=(Span(2, time(9), time(12)), Span(4, time(9), time(12))),
)


def kinds_of(details: NeedDetails, reason: StepReason, state: State = State.STOPPED) -> list[ChangeKind]:
    return [one.kind for one in changes_for(details, state, written(reason, "そのとおりのことば"), option(fee=300))]


@pytest.mark.parametrize(
    ("reason", "kinds"),
    [
        (StepReason.TRAVEL, [ChangeKind.SHORTER_TRAVEL, ChangeKind.ADD_LIFT]),
        (StepReason.MONEY, [ChangeKind.LOWER_FEE]),
        (StepReason.TIME, [ChangeKind.NOT_THEN]),
        (StepReason.PEOPLE, [ChangeKind.SMALL_GROUP, ChangeKind.LITTLE_TALK]),
        (StepReason.HEALTH, [ChangeKind.HALF_HOUR]),
        (StepReason.NOT_DRAWN, [ChangeKind.AVOID_KIND]),
        (StepReason.NO_FIT, [ChangeKind.EXCLUDE_HOST]),
        (StepReason.MOVED, []),
    ],
)
def test_each_reason_speaks_for_its_own_changes(reason: StepReason, kinds: list[ChangeKind]) -> None:
    assert kinds_of(DETAILS, reason) == kinds


@pytest.mark.parametrize("reason", StepReason)
def test_what_was_changed_is_not_offered_again(reason: StepReason) -> None:
    lasting = set(ChangeKind) - {ChangeKind.SHORTER_TRAVEL, ChangeKind.LOWER_FEE}
    for change in changes_for(DETAILS, State.DECLINED_BY_PERSON, written(reason), option(fee=300)):
        again = [one.kind for one in changes_for(change.details, State.DECLINED_BY_PERSON, written(reason), option())]
        assert change.kind not in set(again) & lasting
        assert change.details != DETAILS


def test_figures_stay_below_what_was_too_much() -> None:
    (shorter, _lift) = changes_for(DETAILS, State.STOPPED, written(StepReason.TRAVEL), option())
    assert (shorter.figure, shorter.details.travel_minutes) == (20, 20)
    (lower,) = changes_for(DETAILS, State.STOPPED, written(StepReason.MONEY), option(fee=300))
    assert (lower.figure, lower.details.fee_limit_yen) == (200, 200)


def test_nobody_is_left_without_any_time() -> None:
    only = NeedDetails(available=(Span(2, time(9), time(12)),))
    assert kinds_of(only, StepReason.TIME) == []


def test_a_refusal_by_the_person_may_put_the_place_aside() -> None:
    changes = list(changes_for(DETAILS, State.DECLINED_BY_PERSON, "ことばだけのわけ", option()))
    assert [one.details.avoid for one in changes] == [Avoid(services=("s1",))]


def test_only_lately_ended_matches_speak(session: Session) -> None:
    scene = Scene(session)
    needs.save(session, scene.actor, scene.person, DETAILS, version=0)
    match = scene.match(State.PROPOSED)
    reason = written(StepReason.TRAVEL, "バスで酔った")
    assert wish_changes.of_person(session, scene.person, DETAILS) == []
    placements.decline_by_person(session, scene.actor, match, version=match.version, reason=reason)
    (ending,) = wish_changes.of_person(session, scene.person, DETAILS)
    assert [one.kind for one in ending.changes] == [
        ChangeKind.SHORTER_TRAVEL,
        ChangeKind.ADD_LIFT,
        ChangeKind.AVOID_SERVICE,
    ]
    with clock.standing_at(clock.now() + timedelta(days=61)):
        assert wish_changes.of_person(session, scene.person, DETAILS) == []
