"""Whom do we ask how it goes, and when? One open follow-up for each side of a match, the next made with each answer."""

import uuid
from datetime import date, timedelta
from itertools import count

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from accounts.models.municipality import Municipality
from casework import persons
from casework.models.person import Person
from core import audit, clock
from core.access import Actor
from core.database import told_plainly
from core.errors import ConflictError, InvalidError, NotFoundError
from core.words import word
from directory.models.service import Service
from matching import reports
from matching.follow_up_policy import Due, FollowUpPolicy, next_due, policy_from, soon_due
from matching.lifecycle import ATTENDED, State
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement
from matching.reports import Attendance, Report, report_of

LATER_DAYS = 2
"""How long a follow-up waits by default when nobody was reached."""


def visible_to(actor: Actor) -> Select[FollowUp]:
    """The follow-ups of the people in whose team the actor is."""
    people = persons.visible_to(actor).with_only_columns(Person.id)
    return select(FollowUp).join(FollowUp.placement).where(Placement.person_id.in_(people))


def get(session: Session, actor: Actor, follow_up_id: uuid.UUID) -> FollowUp:
    """One follow-up with its match; one about somebody else's person does not exist."""
    query = _whole(visible_to(actor).where(FollowUp.id == follow_up_id))
    follow_up = session.execute(query).scalar_one_or_none()
    if follow_up is None:
        raise NotFoundError("このページは見つかりません。")
    return follow_up


def list_due(session: Session, actor: Actor, *, until: date) -> list[FollowUp]:
    """What is due by a day, the longest overdue first."""
    query = visible_to(actor).where(_is_open(), FollowUp.due_on <= until)
    return list(session.execute(_whole(query).order_by(FollowUp.due_on, FollowUp.id)).scalars())


def list_of(session: Session, placement: Placement) -> list[FollowUp]:
    """Every follow-up of a match that was not cancelled, in the order of their days."""
    query = select(FollowUp).where(FollowUp.placement_id == placement.id, FollowUp.cancelled_at.is_(None))
    return list(session.execute(query.order_by(FollowUp.due_on, FollowUp.id)).scalars())


def find_open(session: Session, placement: Placement, side: Side) -> FollowUp | None:
    """The one follow-up of a side that waits to be done."""
    query = select(FollowUp).where(FollowUp.placement_id == placement.id, FollowUp.side == side, _is_open())
    return session.execute(query.order_by(FollowUp.due_on).limit(1)).scalars().first()


def begin(session: Session, placement: Placement) -> None:
    """Make the first follow-up of each side, once the person has been there."""
    if placement.first_went_on is None:
        return
    due = next_due(_policy(session, placement), placement.first_went_on, placement.first_went_on)
    for side in Side:
        if find_open(session, placement, side) is None:
            _put(session, placement, side, due)


def record(
    session: Session, actor: Actor, follow_up: FollowUp, report: Report, *, version: int, note: str = ""
) -> FollowUp | None:
    """Keep what was heard and make the next follow-up of this side; the next one is returned, where there is one."""
    persons.demand_version(follow_up.version, version)
    reports.demand_sound(report)
    if follow_up.done_at is not None or follow_up.cancelled_at is not None:
        raise ConflictError("これはもう終わっています。")
    audit.take_turn(session)
    follow_up.done_at, follow_up.done_by = clock.now(), actor.reference
    follow_up.outcome, follow_up.note = report.kept(), note.strip()
    with told_plainly():
        session.flush()
    coming = _make_next(session, follow_up, report)
    _note(session, actor, "follow_up.record", follow_up)
    return coming


def take_back(session: Session, actor: Actor, follow_up: FollowUp) -> None:
    """Open a follow-up again, and drop the one that was made after it unless that one is done."""
    audit.take_turn(session)
    coming = find_open(session, follow_up.placement, follow_up.side)
    if coming is not None:
        coming.cancelled_at = clock.now()
    follow_up.done_at, follow_up.done_by, follow_up.outcome, follow_up.note = None, "", None, ""
    session.flush()
    _note(session, actor, "follow_up.take_back", follow_up)


def postpone(session: Session, actor: Actor, follow_up: FollowUp, *, version: int, due_on: date | None = None) -> None:
    """Try again on a later day (nobody was reached): the day given, else two days from now."""
    persons.demand_version(follow_up.version, version)
    day = due_on or clock.today() + timedelta(days=LATER_DAYS)
    if day <= clock.today():
        raise InvalidError({"due_on": word("あすか、それより後の日を選んでください。")})
    audit.take_turn(session)
    follow_up.due_on = day
    session.flush()
    _note(session, actor, "follow_up.postpone", follow_up)


def cancel_all(session: Session, placement: Placement) -> None:
    """Drop what is open: the match has ended."""
    for side in Side:
        follow_up = find_open(session, placement, side)
        if follow_up is not None:
            follow_up.cancelled_at = clock.now()
    session.flush()


def look_soon(session: Session, placement: Placement, side: Side) -> FollowUp:
    """Make sure that this side is asked within a week."""
    due = soon_due(_policy(session, placement), clock.today())
    open_one = find_open(session, placement, side)
    if open_one is not None and open_one.due_on <= due.on:
        return open_one
    if open_one is not None:
        open_one.cancelled_at = clock.now()
        session.flush()
    return _put(session, placement, side, due)


def _make_next(session: Session, follow_up: FollowUp, report: Report) -> FollowUp | None:
    placement, today = follow_up.placement, clock.today()
    if placement.first_went_on is None or State(placement.state) not in ATTENDED:
        return None
    policy = _policy(session, placement)
    due = next_due(policy, placement.first_went_on, max(today, follow_up.due_on))
    is_absent_again = _is_absent_again(session, follow_up, policy)
    if report.is_worrying or is_absent_again:
        due = min(due, soon_due(policy, today), key=lambda one: one.on)
    coming = _put(session, placement, follow_up.side, due)
    if is_absent_again and follow_up.side is Side.HOST:
        look_soon(session, placement, Side.PERSON)
    return coming


def _is_absent_again(session: Session, follow_up: FollowUp, policy: FollowUpPolicy) -> bool:
    """Whether the last answers of this side, this one included, all say that the person did not come."""
    query = select(FollowUp.outcome).where(
        FollowUp.placement_id == follow_up.placement_id, FollowUp.side == follow_up.side, FollowUp.done_at.is_not(None)
    )
    newest = session.execute(query.order_by(FollowUp.done_at.desc(), FollowUp.id.desc()).limit(policy.absences))
    attendances = [report_of(outcome).attendance for outcome in newest.scalars() if outcome]
    return attendances == [Attendance.ABSENT] * policy.absences


def _put(session: Session, placement: Placement, side: Side, due: Due) -> FollowUp:
    """Make a follow-up, or open the one of this name again that was dropped; a name that is used up gets a number."""
    query = select(FollowUp).where(FollowUp.placement_id == placement.id, FollowUp.side == side)
    made = {one.step: one for one in session.execute(query).scalars()}
    names = (due.step if number == 1 else f"{due.step}_{number}" for number in count(1))
    step = next(name for name in names if name not in made or made[name].done_at is None)
    follow_up = made.get(step)
    if follow_up is None:
        follow_up = FollowUp(municipality_id=placement.municipality_id, placement=placement, side=side, step=step)
        session.add(follow_up)
    follow_up.due_on, follow_up.cancelled_at = due.on, None
    session.flush()
    return follow_up


def _policy(session: Session, placement: Placement) -> FollowUpPolicy:
    return policy_from(session.get_one(Municipality, placement.municipality_id).settings)


def _is_open() -> ColumnElement[bool]:
    return FollowUp.done_at.is_(None) & FollowUp.cancelled_at.is_(None)


def _whole(query: Select[FollowUp]) -> Select[FollowUp]:
    match = joinedload(FollowUp.placement)
    return query.options(
        match.joinedload(Placement.person),
        match.joinedload(Placement.service).joinedload(Service.organization),
    )


def _note(session: Session, actor: Actor, action: str, follow_up: FollowUp) -> None:
    subject = f"person:{follow_up.placement.person_id}"
    audit.record(session, actor, action, subject, purpose=f"follow_up:{follow_up.id}")
