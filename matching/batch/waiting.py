"""Who of the actor's people waits for a place, and who does not, and why not?"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from casework import consents, persons
from casework.models.consent import Consent, Purpose
from casework.models.person import Person
from core import clock
from core.access import Actor
from matching.lifecycle import CONSUMING, HOLDING, SOFT_RESERVING, State
from matching.models.need import NeedRecord
from matching.models.placement import Placement


class Wait(StrEnum):
    """Where somebody stands before a run."""

    WAITS = "waits"
    OFFERED = "offered"
    GOES = "goes"
    NO_CONSENT = "no_consent"
    NO_NEED = "no_need"


MAY_BE_PLANNED = frozenset({Wait.WAITS, Wait.OFFERED, Wait.GOES})
"""Those for whom a run can look; whoever goes somewhere only when they wish for one more."""


@dataclass(frozen=True)
class Waiting:
    """One person, since when they wait, how they stand, and the matches that hold a place for them."""

    person: Person
    since: date
    standing: Wait
    holding: tuple[Placement, ...] = ()

    @property
    def offer(self) -> Placement | None:
        """The match that keeps a place for the person without their having it yet."""
        return next((one for one in self.holding if State(one.state) in SOFT_RESERVING), None)


def list_of(session: Session, actor: Actor) -> list[Waiting]:
    """The actor's own people whose support goes on, whoever waits longest first."""
    query = persons.visible_to(actor).where(Person.closed_at.is_(None))
    query = query.options(selectinload(Person.team), joinedload(Person.district))
    people = session.execute(query).scalars().all()
    keys = [person.id for person in people]
    needs, agreed = _needs(session, keys), _agreed(session, keys)
    holding = _holding(session, keys)
    found = [_waiting(one, needs.get(one.id), one.id in agreed, holding.get(one.id, ())) for one in people]
    return sorted(found, key=lambda one: (one.since, one.person.id))


def _waiting(person: Person, need: NeedRecord | None, has_agreed: bool, held: Sequence[Placement]) -> Waiting:  # noqa: FBT001 - a fact, private
    since = clock.local_date((need or person).created_at)
    return Waiting(person, since, _standing(need, held, has_agreed=has_agreed), tuple(held))


def _standing(need: NeedRecord | None, held: Sequence[Placement], *, has_agreed: bool) -> Wait:
    states = {State(one.state) for one in held}
    if not has_agreed:
        return Wait.NO_CONSENT
    if need is None:
        return Wait.NO_NEED
    if states & SOFT_RESERVING:
        return Wait.OFFERED
    return Wait.GOES if states & CONSUMING else Wait.WAITS


def _needs(session: Session, people: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, NeedRecord]:
    query = select(NeedRecord).where(NeedRecord.person_id.in_(people))
    return {need.person_id: need for need in session.execute(query).scalars()}


def _agreed(session: Session, people: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    query = select(Consent).where(Consent.person_id.in_(people), Consent.purpose == Purpose.SUPPORT)
    rows, day = session.execute(query).scalars(), clock.today()
    return frozenset(row.person_id for row in rows if consents.holds_on(row, day))


def _holding(session: Session, people: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[Placement]]:
    """The matches that hold a place, by person, the oldest first."""
    query = select(Placement).where(Placement.person_id.in_(people), Placement.state.in_(HOLDING))
    query = query.options(joinedload(Placement.service)).order_by(Placement.created_at, Placement.id)
    found: dict[uuid.UUID, list[Placement]] = {}
    for placement in session.execute(query).scalars():
        found.setdefault(placement.person_id, []).append(placement)
    return found
