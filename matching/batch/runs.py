"""The record of dry runs: made, amended by further runs, read by whoever made them. Nothing is sent to anybody."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session, joinedload

from casework import persons
from casework.models.person import Person
from core import audit
from core.access import Actor, Role
from core.errors import ConflictError, InvalidError, NotFoundError
from core.words import word
from directory.models.service import Service
from matching.assignment.types import Objective
from matching.batch import recording, waiting
from matching.batch.planning import Plan, plan
from matching.batch.table import PairKey, Standing
from matching.batch.waiting import MAY_BE_PLANNED, Wait, Waiting
from matching.batch.weighing import Weighed, Wish, weigh
from matching.models.batch import BatchDemand, BatchLine, BatchRun, Demand
from matching.rules.registry import labels_of

LATELY: Final = 20
"""How many earlier runs are listed."""
FEW_PLACES: Final = word("この固定では席が足りません。ほかの固定をはずすか、別の場所を選んでください。")
HAS_OFFER: Final = word("この人には提案中の場所があります。先に、その提案を取り下げてください。")
CANNOT: Final = word("この組は選べません。同意がないか、避けることに当たるか、活動が終わっています。")


class Press(StrEnum):
    """What a coordinator does to one line."""

    LOCK = "lock"
    FORBID = "forbid"
    UNDO = "undo"


@dataclass(frozen=True)
class Amendment:
    """One change to a run; a lock frees the person from any other lock, `undo` takes a lock or a ban back."""

    press: Press
    person_id: uuid.UUID
    service_id: uuid.UUID
    reason: str = ""

    @property
    def key(self) -> PairKey:
        """Person and service as the table names them."""
        return str(self.person_id), str(self.service_id)


def visible_to(actor: Actor) -> Select[BatchRun]:
    """The runs that the actor made; for anybody else they do not exist."""
    query = select(BatchRun).where(BatchRun.municipality_id == actor.municipality_id)
    if actor.role is not Role.PARTICIPATION_COORDINATOR or actor.user_id is None:
        return query.where(false())
    return query.where(BatchRun.made_by == actor.user_id)


def get(session: Session, actor: Actor, run_id: uuid.UUID) -> BatchRun:
    """One run of the actor's."""
    run = session.execute(visible_to(actor).where(BatchRun.id == run_id)).scalar_one_or_none()
    if run is None:
        raise NotFoundError("このページは見つかりません。")
    return run


def find_base(session: Session, actor: Actor, run: BatchRun) -> BatchRun | None:
    """The run that this one amends, if it is one."""
    return None if run.base_id is None else get(session, actor, run.base_id)


def list_of(session: Session, actor: Actor) -> list[BatchRun]:
    """The actor's latest runs, the newest first."""
    query = visible_to(actor).order_by(BatchRun.made_at.desc(), BatchRun.id.desc()).limit(LATELY)
    return list(session.execute(query).scalars())


def lines_of(session: Session, actor: Actor, run: BatchRun) -> list[BatchLine]:
    """The lines of a run about people who are still the actor's, those without a place first."""
    people = persons.visible_to(actor).with_only_columns(Person.id)
    query = select(BatchLine).where(BatchLine.run_id == run.id, BatchLine.person_id.in_(people))
    query = query.options(joinedload(BatchLine.person).joinedload(Person.district), joinedload(BatchLine.service))
    return list(session.execute(query.order_by(BatchLine.position)).scalars())


def demands_of(session: Session, actor: Actor, run: BatchRun) -> list[BatchDemand]:
    """What was demanded about people who are still the actor's, in the order in which it was."""
    people = persons.visible_to(actor).with_only_columns(Person.id)
    query = select(BatchDemand).where(BatchDemand.run_id == run.id, BatchDemand.person_id.in_(people))
    query = query.options(joinedload(BatchDemand.person), joinedload(BatchDemand.service))
    return list(session.execute(query.order_by(BatchDemand.id)).scalars())


def services_of(session: Session, run: BatchRun, lines: Iterable[BatchLine]) -> dict[str, str]:
    """The names of all services that the run and some of its lines speak of, by key."""
    keys = {*run.figures["places"], *(price["service"] for price in run.prices)}
    for line in lines:
        keys |= {choice["service"] for choice in line.details["choices"]} | {*line.details["helps"]}
    query = select(Service.id, Service.name).where(Service.id.in_([uuid.UUID(key) for key in keys]))
    return {str(key): name for key, name in session.execute(query).all()}


def wish_of(session: Session, actor: Actor, run: BatchRun) -> Wish:
    """What was asked of a run, to ask it again with a change."""
    demands = demands_of(session, actor, run)
    return Wish(
        objective=Objective(run.settings["objective"]),
        floor=run.settings["floor"],
        with_to_confirm=run.settings["with_to_confirm"],
        locks=frozenset(_key(one) for one in demands if one.kind is Demand.LOCK),
        forbidden=frozenset(_key(one) for one in demands if one.kind is Demand.FORBID),
    )


def start(session: Session, actor: Actor, people: Collection[uuid.UUID], wish: Wish) -> BatchRun:
    """Find the best answer for some of the actor's people, and keep it."""
    chosen = _chosen(session, actor, people)
    if not chosen:
        raise InvalidError({"people": word("組む人を選んでください。")})
    weighed = weigh(session, chosen, wish)
    return _kept(session, actor, chosen, weighed, plan(weighed.table))


def amend(session: Session, actor: Actor, run: BatchRun, change: Amendment) -> BatchRun:
    """A further run with one demand more or less; the run before stays as it is."""
    audit.take_turn(session)
    chosen = _chosen(session, actor, [line.person_id for line in lines_of(session, actor, run)])
    _demand_free(chosen, change)
    weighed = weigh(session, chosen, _changed(wish_of(session, actor, run), change))
    _demand_sound(weighed, change)
    found = plan(weighed.table)
    if not found.answer.is_possible:
        raise ConflictError(FEW_PLACES)
    return _kept(session, actor, chosen, weighed, found, base=run, change=change)


def again(session: Session, actor: Actor, run: BatchRun, wish: Wish) -> BatchRun:
    """A further run with the same people and demands, and another objective or other limits."""
    before = wish_of(session, actor, run)
    chosen = _chosen(session, actor, [line.person_id for line in lines_of(session, actor, run)])
    weighed = weigh(session, chosen, replace(wish, locks=before.locks, forbidden=before.forbidden))
    return _kept(session, actor, chosen, weighed, plan(weighed.table), base=run)


def _changed(wish: Wish, change: Amendment) -> Wish:
    """The wish with one demand more or less."""
    key, person = change.key, str(change.person_id)
    locks, forbidden = wish.locks - {key}, wish.forbidden - {key}
    match change.press:
        case Press.LOCK:
            others = frozenset(one for one in locks if one[0] != person)
            return replace(wish, locks=others | {key}, forbidden=forbidden)
        case Press.FORBID:
            return replace(wish, locks=locks, forbidden=forbidden | {key})
        case Press.UNDO:
            return replace(wish, locks=locks, forbidden=forbidden)


def _chosen(session: Session, actor: Actor, people: Collection[uuid.UUID]) -> list[Waiting]:
    found = waiting.list_of(session, actor)
    return [one for one in found if one.person.id in people and one.standing in MAY_BE_PLANNED]


def _demand_free(chosen: Sequence[Waiting], change: Amendment) -> None:
    """The person is one of the run, and is not bound by an offer already."""
    one = next((each for each in chosen if each.person.id == change.person_id), None)
    if one is None:
        raise NotFoundError("このページは見つかりません。")
    if one.standing is Wait.OFFERED:
        raise ConflictError(HAS_OFFER)


def _demand_sound(weighed: Weighed, change: Amendment) -> None:
    """A lock stands in the table; one that a rule forbids says why it is right all the same."""
    if change.press is not Press.LOCK:
        return
    pair = weighed.table.pairs.get(change.key)
    if pair is None or change.key not in weighed.table.locks:
        raise ConflictError(CANNOT)
    if pair.standing is Standing.OVERRIDDEN and not change.reason.strip():
        named = "・".join(labels_of(pair.overridden))
        raise InvalidError({"reason": f"条件に合わない場所です（{named}）。選ぶ理由を書いてください。"})


def _kept(
    session: Session,
    actor: Actor,
    chosen: Sequence[Waiting],
    weighed: Weighed,
    found: Plan,
    *,
    base: BatchRun | None = None,
    change: Amendment | None = None,
) -> BatchRun:
    """Write the run down with its lines and demands; whose need was read stands in the audit."""
    audit.take_turn(session)
    run = recording.run_of(actor, weighed, found, base=base)
    session.add(run)
    session.flush()
    reasons = {} if base is None else {_key(one): one.reason for one in demands_of(session, actor, base)}
    if change is not None and change.press is not Press.UNDO:
        reasons[change.key] = change.reason.strip()
    session.add_all(recording.lines_of(run, chosen, weighed, found))
    session.add_all(recording.demands_of(run, found, reasons))
    session.flush()
    for one in chosen:
        audit.record(session, actor, "batch.run", f"person:{one.person.id}", purpose=f"run:{run.id}")
    return run


def _key(demand: BatchDemand) -> PairKey:
    return str(demand.person_id), str(demand.service_id)
