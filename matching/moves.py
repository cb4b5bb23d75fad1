"""How does a match get from one state to the next? One way for all moves, and one way back.

Every move is a step with actor, time and reason and a link in the audit chain; what depends on the state (the place
held, the host's inbox, follow-ups, the machine's own tasks) follows in the same transaction.
"""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.persons import demand_version
from core import audit, clock
from core.access import Actor
from core.database import told_plainly
from core.errors import ConflictError, InvalidError
from core.words import word
from directory import inbox
from matching import follow_ups, introductions, machine_tasks, places
from matching.lifecycle import HOLDING, LIFE_CYCLE, NEEDS_REASON, OFFER_DAYS, State
from matching.machine_tasks import HOST_REPLY
from matching.models.follow_up import FollowUp
from matching.models.placement import Placement, PlacementStep

UNDO_HOURS: Final = 24


def standing_steps(placement: Placement) -> list[PlacementStep]:
    """The steps that hold: neither taken back nor a taking back, oldest first."""
    undone = {step.undoes for step in placement.steps}
    return [step for step in placement.steps if step.undoes is None and step.id not in undone]


def move(
    session: Session,
    actor: Actor,
    placement: Placement,
    after: State,
    *,
    version: int,
    reason: str = "",
    went_on: date | None = None,
) -> PlacementStep:
    """Take a step that the life cycle allows, with everything that depends on the state.

    `went_on` is the day on which the person was there, where the step says so; the first one starts the follow-ups.
    """
    audit.take_turn(session)
    demand_version(placement.version, version)
    before = State(placement.state)
    LIFE_CYCLE.demand(before, after)
    if after in NEEDS_REASON and not reason.strip():
        raise InvalidError({"reason": word("理由を書いてください。")})
    placement.first_went_on = placement.first_went_on or went_on
    step = _write(session, actor, placement, after, reason=reason)
    if before is State.ASKED:
        machine_tasks.finish_about(session, actor, placement, HOST_REPLY)
    if LIFE_CYCLE.is_final(after):
        inbox.withdraw_open(session, actor, placement.reference)
        follow_ups.cancel_all(session, placement)
    elif placement.first_went_on is not None:
        follow_ups.begin(session, placement)
    return step


def undo(session: Session, actor: Actor, placement: Placement, *, version: int, reason: str = "") -> PlacementStep:
    """Take the last step back within 24 hours by a compensating one."""
    audit.take_turn(session)
    demand_version(placement.version, version)
    last = _last_step(placement)
    before = State(last.before or State.PROPOSED)
    if last.after == State.ASKED:
        introductions.take_back(session, actor, placement)
    step = _write(session, actor, placement, before, reason=reason, undoes=last)
    _restore(session, placement, last)
    if before is State.ASKED:
        introductions.introduce_again(session, actor, placement)
    return step


def can_be_undone(placement: Placement) -> bool:
    """Whether the last step can still be taken back; what the host has answered it may still refuse."""
    steps = standing_steps(placement)
    return bool(steps) and steps[-1].before is not None and _is_recent(steps[-1])


def _write(
    session: Session,
    actor: Actor,
    placement: Placement,
    after: State,
    *,
    reason: str,
    undoes: PlacementStep | None = None,
) -> PlacementStep:
    step = PlacementStep(
        municipality_id=placement.municipality_id,
        before=placement.state,
        after=after.value,
        actor=actor.reference,
        actor_name=actor.name,
        reason=reason.strip(),
        undoes=undoes.id if undoes else None,
    )
    placement.steps.append(step)
    placement.state, placement.reason = after.value, step.reason
    placement.expires_on = _expiry(placement) if after is State.OFFERED else None
    with told_plainly():
        session.flush()
        _hold(session, placement, after)
    subject = f"person:{placement.person_id}"
    audit.record(session, actor, f"placement.{after}", subject, purpose=f"placement:{placement.id}")
    return step


def _hold(session: Session, placement: Placement, state: State) -> None:
    """A place is held in some states and in no other; the count is right after every step."""
    if state in HOLDING and not placement.holds_place:
        places.take(session, placement)
    elif state not in HOLDING and placement.holds_place:
        places.release(session, placement)
    elif placement.holds_place:
        places.recount(session, placement.service_id)


def _expiry(placement: Placement) -> date:
    """Fourteen days from the offer; taking a later step back does not prolong it."""
    offers = [step for step in standing_steps(placement) if step.after == State.OFFERED]
    start = clock.local_date(offers[-1].at) if offers and offers[-1].at else clock.today()
    return start + timedelta(days=OFFER_DAYS)


def _last_step(placement: Placement) -> PlacementStep:
    steps = standing_steps(placement)
    if not steps or steps[-1].before is None:
        raise ConflictError("取り消せる操作がありません。")
    if not _is_recent(steps[-1]):
        raise ConflictError("24時間を過ぎたため、取り消せません。")
    return steps[-1]


def _is_recent(step: PlacementStep) -> bool:
    return clock.now() - step.at <= timedelta(hours=UNDO_HOURS)


def _restore(session: Session, placement: Placement, last: PlacementStep) -> None:
    """What the step has set is set back: the day of the visit, the first day there, the follow-ups."""
    if last.after == State.VISIT_PLANNED and last.before != State.VISIT_PLANNED:
        placement.visit_on = None
    if _went_first_with(placement, last):
        placement.first_went_on = None
        follow_ups.cancel_all(session, placement)
    if LIFE_CYCLE.is_final(State(last.after)):
        _revive(session, placement, last)
    session.flush()


def _went_first_with(placement: Placement, last: PlacementStep) -> bool:
    went = {State.VISITED, State.TRIAL, State.ATTENDING}
    return last.after in went and not any(step.after in went for step in standing_steps(placement))


def _revive(session: Session, placement: Placement, ending: PlacementStep) -> None:
    """What the ending has dropped is open again."""
    dropped = select(FollowUp).where(
        FollowUp.placement_id == placement.id, FollowUp.done_at.is_(None), FollowUp.cancelled_at >= ending.at
    )
    for follow_up in session.execute(dropped).scalars():
        follow_up.cancelled_at = None
