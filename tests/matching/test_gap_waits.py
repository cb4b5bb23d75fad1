"""Whoever waits for a place that is missing is known on the case side only, and is thought of when it is there."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import tasks
from core.outbox import OutboxMessage
from directory import developments
from directory.developments import Progress
from directory.gaps import NewGap
from directory.models.gap import DevelopmentState, GapReason
from matching import gap_waits
from tests.factories.matches import Scene

pytestmark = pytest.mark.db
NEW = NewGap(kind="kayoinoba", district_id=None, reason=GapReason.NONE_THERE, words="夜に話せる所")


def test_the_waiting_are_thought_of_once_the_place_is_there(session: Session) -> None:
    scene = Scene(session)
    gap = gap_waits.note(session, scene.actor, scene.person, NEW)
    gap_waits.note(session, scene.actor, scene.person, NEW)
    assert gap_waits.list_of(session, scene.person)[1] is gap
    made = developments.begin(session, scene.actor, scene.town.id, "夜の場所", kind=gap.kind, district_id=None)
    listed = Progress(state=DevelopmentState.LISTED, number=scene.service.number)
    developments.go_on(session, scene.actor, made, listed, version=made.version)
    message = session.execute(select(OutboxMessage).where(OutboxMessage.kind == gap_waits.KIND)).scalar_one()
    assert str(scene.person.id) not in str(message.payload)
    gap_waits.keep_promise(session, message)
    (task,) = tasks.list_waiting(session, scene.actor)
    assert (task.person_id, task.service_id, task.kind) == (scene.person.id, scene.service.id, gap_waits.FILLED)
    assert scene.service.name in task.title
