"""From a run to telephone calls: each line becomes a candidate and a promise to call; nothing is sent to anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from casework import tasks
from casework.tasks import Promise
from core import audit, clock
from core.access import Actor
from core.errors import ConflictError, DomainError
from matching import placements, suggestions
from matching.batch import runs
from matching.batch.table import PairKey, Standing
from matching.models.batch import BatchLine, BatchRun, Demand
from matching.models.placement import Placement

CALL: Final = "batch_call"
"""The kind of a promise to call somebody about a place."""


@dataclass(frozen=True)
class Call:
    """One call to make: about which line, and the candidate that it is about, where there still is one."""

    line: BatchLine
    placement: Placement | None


def publish(session: Session, actor: Actor, run: BatchRun) -> list[Call]:
    """Make the lines of a run candidates and put the calls on the actor's list, in the order of the run.

    A line that the rules forbid by now, because the last place went meanwhile, is left out and stays without call.
    """
    audit.take_turn(session)
    session.refresh(run, with_for_update=True)
    if run.published_at is not None:
        raise ConflictError("この案は、もう電話のリストにしてあります。")
    reasons = {
        (str(one.person_id), str(one.service_id)): one.reason
        for one in runs.demands_of(session, actor, run)
        if one.kind is Demand.LOCK
    }
    for line in _new_lines(session, actor, run):
        _candidate(session, actor, line, reasons)
    run.published_at = clock.now()
    session.flush()
    return calls_of(session, actor, run)


def calls_of(session: Session, actor: Actor, run: BatchRun) -> list[Call]:
    """The calls of a run, in its order."""
    lines = _new_lines(session, actor, run)
    return [
        Call(line, placements.find_open(session, line.person_id, line.service_id)) for line in lines if line.service_id
    ]


def _new_lines(session: Session, actor: Actor, run: BatchRun) -> Sequence[BatchLine]:
    """The lines with a place that the person has not been told of yet."""
    lines = runs.lines_of(session, actor, run)
    return [line for line in lines if line.service_id is not None and line.standing != Standing.OFFERED]


def _candidate(session: Session, actor: Actor, line: BatchLine, reasons: Mapping[PairKey, str]) -> None:
    assert line.service is not None  # noqa: S101 - only lines with a place come here
    against_a_rule = line.standing == Standing.OVERRIDDEN
    reason = reasons.get((str(line.person_id), str(line.service_id)), "") if against_a_rule else ""
    if _candidate_of(session, line) is None:
        try:
            suggestions.choose(session, actor, line.person, line.service.id, reason=reason)
        except DomainError:
            return
    title = f"電話：{line.person.nickname}に「{line.service.name}」を話す"
    promised = Promise(
        title=title,
        due_on=clock.today(),
        kind=CALL,
        person_id=line.person_id,
        service_id=line.service.id,
        assignee_id=actor.user_id,
    )
    tasks.promise(session, actor, promised)


def _candidate_of(session: Session, line: BatchLine) -> Placement | None:
    return placements.find_open(session, line.person_id, line.service_id) if line.service_id else None
