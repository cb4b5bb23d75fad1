"""What waits for this coordinator today? One value with everything promised, the longest overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from casework import consents, tasks
from casework.models.consent import Consent
from casework.models.person import Person
from casework.models.task import Task
from core import clock
from core.access import Actor
from directory import inbox
from directory.freshness import Freshness, freshness, ladder_of
from directory.models.host_inbox import HostQuestion, QuestionKind
from directory.models.service import Service
from matching import follow_ups, placements
from matching.lifecycle import ATTENDED, State
from matching.machine_tasks import HOST_REPLY, HOST_WORRY
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement
from matching.placements import ENDED

EXPIRY_NOTICE: Final = timedelta(days=3)
CONSENT_NOTICE: Final = timedelta(days=30)
REPLY_KINDS: Final = frozenset({HOST_REPLY, HOST_WORRY})


@dataclass(frozen=True)
class Waiting:
    """An introduction that a host has not answered yet: since when, and for how many days."""

    placement: Placement
    asked_on: date
    days: int


@dataclass(frozen=True)
class EndingConsent:
    """An agreement that ends soon, and whose it is."""

    consent: Consent
    person: Person


@dataclass(frozen=True)
class Today:
    """The coordinator's day in sections; each is sorted by what has waited longest."""

    on: date
    person_follow_ups: Sequence[FollowUp]
    host_follow_ups: Sequence[FollowUp]
    replies: Sequence[Task]
    tasks: Sequence[Task]
    visits: Sequence[Placement]
    expiring_offers: Sequence[Placement]
    unanswered: Sequence[Waiting]
    stale_listings: Sequence[Service]
    ending_consents: Sequence[EndingConsent]

    @cached_property
    def overdue(self) -> int:
        """How many promises are older than today."""
        days = [one.due_on for one in (*self.person_follow_ups, *self.host_follow_ups)]
        days += [one.due_on for one in (*self.replies, *self.tasks)]
        return sum(day < self.on for day in days)

    @cached_property
    def count(self) -> int:
        """How many things wait; nothing is a reason to be glad."""
        promised = len(self.person_follow_ups) + len(self.host_follow_ups) + len(self.replies) + len(self.tasks)
        seen = len(self.visits) + len(self.expiring_offers) + len(self.unanswered)
        return promised + seen + len(self.stale_listings) + len(self.ending_consents)


def read(session: Session, actor: Actor) -> Today:
    """Everything that waits for the actor, about the people in whose team the actor is."""
    today = clock.today()
    due = follow_ups.list_due(session, actor, until=today)
    promised = tasks.list_due(session, actor, until=today)
    waiting_replies = [task for task in _replies(session, actor) if task not in promised]
    open_ones = _open_placements(session, actor)
    return Today(
        on=today,
        person_follow_ups=[one for one in due if one.side is Side.PERSON],
        host_follow_ups=[one for one in due if one.side is Side.HOST],
        replies=[task for task in (*promised, *waiting_replies) if task.kind in REPLY_KINDS],
        tasks=[task for task in promised if task.kind not in REPLY_KINDS],
        visits=[one for one in open_ones if one.state == State.VISIT_PLANNED and _is_due(one.visit_on)],
        expiring_offers=sorted((one for one in open_ones if _expires_soon(one)), key=_expiry),
        unanswered=_unanswered(session, [one for one in open_ones if one.state == State.ASKED]),
        stale_listings=_stale([one for one in open_ones if State(one.state) in ATTENDED]),
        ending_consents=_ending(session, open_ones),
    )


def _replies(session: Session, actor: Actor) -> list[Task]:
    """What hosts have said is news on the day it comes, whenever it must be dealt with."""
    query = tasks.visible_to(actor).where(Task.done_at.is_(None), Task.kind.in_(REPLY_KINDS))
    return list(session.execute(query.order_by(Task.due_on, Task.id)).scalars())


def _open_placements(session: Session, actor: Actor) -> Sequence[Placement]:
    query = placements.visible_to(actor).where(Placement.state.not_in(ENDED))
    query = query.options(joinedload(Placement.person), joinedload(Placement.service).joinedload(Service.organization))
    return session.execute(query.order_by(Placement.visit_on, Placement.id)).scalars().all()


def _is_due(day: date | None) -> bool:
    return day is not None and day <= clock.today()


def _expires_soon(placement: Placement) -> bool:
    return placement.expires_on is not None and placement.expires_on - clock.today() <= EXPIRY_NOTICE


def _expiry(placement: Placement) -> date:
    return placement.expires_on or date.max


def _unanswered(session: Session, asked: Sequence[Placement]) -> list[Waiting]:
    by_reference = {one.reference: one for one in asked}
    query = select(HostQuestion.reference, HostQuestion.asked_at).where(
        HostQuestion.reference.in_(by_reference), HostQuestion.kind == QuestionKind.INTRODUCTION, inbox.is_open()
    )
    rows = session.execute(query.order_by(HostQuestion.asked_at)).all()
    return [_waiting(by_reference[reference], clock.local_date(asked_at)) for reference, asked_at in rows]


def _waiting(placement: Placement, asked_on: date) -> Waiting:
    return Waiting(placement, asked_on, (clock.today() - asked_on).days)


def _stale(attended: Sequence[Placement]) -> list[Service]:
    """The listings that somebody attends and that nobody has confirmed for long."""
    services = {one.service.id: one.service for one in attended}
    return [service for service in services.values() if _freshness(service) in {Freshness.RED, Freshness.UNKNOWN}]


def _freshness(service: Service) -> Freshness:
    assured_on = clock.local_date(service.assured_at) if service.assured_at else None
    return freshness(assured_on, clock.today(), ladder_of(service.kind))


def _ending(session: Session, open_ones: Sequence[Placement]) -> list[EndingConsent]:
    """The agreements on which open matches rely and that end within a month."""
    people = {one.person_id: one.person for one in open_ones}
    ending = consents.list_expiring(session, people, until=clock.today() + CONSENT_NOTICE)
    return [EndingConsent(consent, people[consent.person_id]) for consent in ending]
