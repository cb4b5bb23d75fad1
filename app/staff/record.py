"""What stands on a person's page? What was agreed, needed, tried and promised, gathered once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.rendering import filters
from app.rendering.words import gettext as _
from app.staff import need_words, step_words
from app.staff.heard import heard_of
from app.staff.words import interval_name, state_name
from casework import tasks
from casework.models.person import Person
from casework.models.task import Task
from core.access import Actor
from matching import follow_ups, needs, placements
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import Placement
from matching.placements import ENDED

MOST_EVENTS = 30


@dataclass(frozen=True)
class Event:
    """Something that happened, for the component timeline."""

    at: datetime
    text: str
    who: str
    note: str

    @property
    def when(self) -> str:
        """The instant in words."""
        return filters.moment(self.at)

    @property
    def iso(self) -> str:
        """The instant for machines."""
        return self.at.isoformat()


@dataclass(frozen=True)
class Record:
    """Everything that a person's page shows besides the person."""

    consents: Sequence[tuple[str, str]]
    own_words: str
    wishes: Sequence[tuple[str, str]]
    limits: Sequence[tuple[str, str]]
    is_need_asked: bool
    open_matches: Sequence[Placement]
    ended_matches: Sequence[Placement]
    follow_ups: Sequence[FollowUp]
    tasks: Sequence[Task]
    events: Sequence[Event]


def read(session: Session, actor: Actor, person: Person) -> Record:
    """Gather the record of one person."""
    written = needs.find(session, person)
    details = needs.details_of(written) if written else needs.NeedDetails()
    matches = placements.list_of(session, person)
    asked = _follow_ups_of(session, actor, person)
    return Record(
        consents=need_words.consent_labels(session, person),
        own_words=details.own_words,
        wishes=need_words.wish_rows(details),
        limits=need_words.limit_rows(session, details),
        is_need_asked=written is not None,
        open_matches=[one for one in matches if one.state not in ENDED],
        ended_matches=[one for one in matches if one.state in ENDED],
        follow_ups=[one for one in asked if one.done_at is None],
        tasks=_open_tasks(session, actor, person),
        events=events_of(matches, [one for one in asked if one.done_at is not None]),
    )


def events_of(matches: Sequence[Placement], talks: Sequence[FollowUp]) -> list[Event]:
    """What happened, the newest first."""
    found = [*(event for one in matches for event in _steps_of(one)), *map(_of_talk, talks)]
    return sorted(found, key=lambda event: event.at, reverse=True)[:MOST_EVENTS]


def _steps_of(placement: Placement) -> Iterator[Event]:
    for step in placement.steps:
        text = _("「%(place)s」%(state)s", place=placement.service.name, state=state_name(step.after))
        if step.undoes is not None:
            text = _(
                "取り消して「%(state)s」に戻した（%(place)s）",
                state=state_name(step.after),
                place=placement.service.name,
            )
        yield Event(step.at, text, step.actor_name, step_words.reason_of(step.reason))


def _of_talk(follow_up: FollowUp) -> Event:
    place = follow_up.placement.service.name
    words = {"place": place, "when": interval_name(follow_up.step)}
    is_person = follow_up.side is Side.PERSON
    title = (
        _("本人に聞いた（%(place)s %(when)s）", **words) if is_person else _("%(place)sに聞いた（%(when)s）", **words)
    )
    heard = [_(text) for text in heard_of(follow_up)]
    return Event(follow_up.done_at or follow_up.updated_at, title, "", "・".join([*heard, *_note_of(follow_up)]))


def _note_of(follow_up: FollowUp) -> list[str]:
    return [_("「%(words)s」", words=follow_up.note)] if follow_up.note else []


def _follow_ups_of(session: Session, actor: Actor, person: Person) -> Sequence[FollowUp]:
    query = follow_ups.visible_to(actor).where(Placement.person_id == person.id, FollowUp.cancelled_at.is_(None))
    return session.execute(query.order_by(FollowUp.due_on, FollowUp.id)).scalars().all()


def _open_tasks(session: Session, actor: Actor, person: Person) -> Sequence[Task]:
    query = tasks.visible_to(actor).where(Task.person_id == person.id, Task.done_at.is_(None))
    return session.execute(query.order_by(Task.due_on, Task.id)).scalars().all()
