"""Earlier matches are counted for their goal; what the place did not cause does not count."""

import pytest
from sqlalchemy.orm import Session

from matching import experience, needs, placements, snapshot, suggestions
from matching.explanation import explain_ranking
from matching.lifecycle import State
from matching.models.placement import Placement
from matching.needs import NeedDetails
from matching.step_reasons import StepReason, written
from tests.factories.matches import Scene

GOAL = "join_at_times"


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session, is_by_arrangement=True, intake_slots=9)


def went(scene: Scene, state: State) -> Placement:
    """A match of a newcomer with the goal that came to a state."""
    person = scene.newcomer()
    needs.save(scene.session, scene.actor, person, NeedDetails(goal_step=GOAL), version=0)
    return scene.match(state, person=person)


def stops(scene: Scene, reason: StepReason) -> Placement:
    """A newcomer came and stopped."""
    placement = went(scene, State.ATTENDING)
    placements.stop(scene.session, scene.actor, placement, version=placement.version, reason=written(reason, "わけ"))
    return placement


@pytest.mark.db
def test_three_of_four_is_told_with_its_smallness(session: Session, scene: Scene) -> None:
    for state in (State.SETTLED, State.SETTLED, State.GRADUATED):
        went(scene, state)
    stops(scene, StepReason.NO_FIT)
    needs.save(session, scene.actor, scene.person, NeedDetails(goal_step=GOAL), version=0)
    explained = explain_ranking(suggestions.rank_for(session, scene.person))
    shown = [*explained.ready, *explained.to_confirm]
    assert [one.experience for one in shown] == ["同じ目標の人は4人中3人が続いています（少数）"]


@pytest.mark.parametrize(
    ("reason", "counts"),
    [
        (StepReason.HEALTH, False),
        (StepReason.MOVED, False),
        (StepReason.WORK, False),
        (StepReason.FAMILY, False),
        (StepReason.OTHER, False),
        (StepReason.PEOPLE, True),
        (StepReason.HOST_RESTS, True),
    ],
)
def test_a_stop_that_the_place_did_not_cause_does_not_count(
    session: Session, scene: Scene, reason: StepReason, *, counts: bool
) -> None:
    stops(scene, reason)
    found = experience.read_experience(session).get(str(scene.service.id), {})
    assert (GOAL in found) is counts


def test_who_stayed_long_and_stopped_later_stayed(session: Session, scene: Scene) -> None:
    placement = went(scene, State.SETTLED)
    reason = written(StepReason.NO_FIT)
    placements.stop(session, scene.actor, placement, version=placement.version, reason=reason)
    tally = experience.read_experience(session)[str(scene.service.id)][GOAL]
    assert (tally.settled, tally.total) == (1, 1)


def test_who_never_went_says_nothing(session: Session, scene: Scene) -> None:
    placement = went(scene, State.OFFERED)
    reason = written(StepReason.NOT_DRAWN)
    placements.decline_by_person(session, scene.actor, placement, version=placement.version, reason=reason)
    went(scene, State.ATTENDING)
    assert experience.read_experience(session) == {}


def test_an_option_bears_it(session: Session, scene: Scene) -> None:
    went(scene, State.SETTLED)
    option = snapshot.read_option(session, scene.service.id)
    assert option is not None
    assert option.experience[GOAL].total == 1
