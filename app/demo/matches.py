"""How did the matches of the demo town go? Each step on its day, with the hosts' answers and what the machine does."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo import machine
from app.demo.history import Deed, History
from app.demo.life_entries import MatchEntry, PersonEntry, StepEntry
from app.demo.listings import Directory
from app.demo.people import WORDINGS, Casework
from casework import consents
from casework.consents import Agreement
from casework.models.consent import Purpose
from core import clock
from core.access import Actor
from core.facts import Fact
from directory import inbox
from directory.inbox import Answer, GivenAnswer
from directory.models.host_inbox import HostQuestion, QuestionKind
from directory.recurrence.rules import Closure, SessionRule
from directory.recurrence.sessions import sessions_on
from matching import follow_ups, placements, suggestions
from matching.models.follow_up import Side
from matching.models.placement import Placement
from matching.reports import Attendance, Report

LONGEST_PAUSE: Final = 40
WELL: Final = Report(attendance=Attendance.CAME, feeling=4, wants_to_continue=Fact.YES)


@dataclass
class Matches:
    """Plans the matches of people; the verbs of the steps stand below it."""

    directory: Directory
    casework: Casework

    def plan(self, history: History, entry: PersonEntry) -> None:
        """Put every match of a person into the history."""
        for match in entry.matches:
            life = Life(self, entry, match)
            for day, step in life.dated():
                history.was_done((self.today - day).days, life.deed_of(step, day))
            life.plan_routine(history)

    @property
    def today(self) -> date:
        """The day on which the history ends."""
        return self.casework.today


@dataclass
class Life:
    """One match from its first step to where it stands today."""

    town: Matches
    person: PersonEntry
    match: MatchEntry
    placements: list[Placement] = field(default_factory=list)

    @property
    def placement(self) -> Placement:
        """The match, once it was proposed."""
        return self.placements[0]

    @cached_property
    def _rules(self) -> tuple[SessionRule, ...]:
        entry = self.town.directory.keys[self.match.listing]
        return tuple(line.rule for line in self.town.directory.contents.timetable(entry))

    @cached_property
    def _closures(self) -> tuple[Closure, ...]:
        return tuple(self.town.directory.contents.closures(self.town.directory.keys[self.match.listing]))

    @property
    def worker(self) -> Actor:
        """The coordinator in charge of the person."""
        return self.town.casework.actors[self.person.worker]

    def dated(self) -> Iterator[tuple[date, StepEntry]]:
        """The steps with their days; somebody went only when there was a session, and no step overtakes another."""
        before = date.min
        for step in self.match.steps:
            wanted = self.town.today - timedelta(days=step.on)
            day = self._session_day(wanted, before) if step.do in WENT else wanted
            before = min(max(day, before), self.town.today)
            yield before, step

    def deed_of(self, step: StepEntry, day: date) -> Deed:
        """The deed that a step is."""
        return lambda session: VERBS[step.do](session, self, step, day)

    def plan_routine(self, history: History) -> None:
        """Ask both sides whenever a follow-up is due, for as long as the entry says."""
        until = self.match.routine_until
        if until is not None:
            days = (one for one in machine.round_days() if self.match.steps[0].on > one >= until)
            for days_ago in days:
                history.was_done(days_ago, self._routine)

    def host_says(self, session: Session, kind: QuestionKind, given: GivenAnswer) -> None:
        """Let the host answer its open question of a kind, if there is one; without a steward the office writes it."""
        question = open_question(session, self.placement, kind)
        if question is not None:
            inbox.answer(session, self._host(), question, given)
            machine.work_off(session)

    def coming_visit(self) -> date:
        """The day on which the visit is, or will be."""
        went = (day for day, step in self.dated() if step.do in WENT)
        return next(went, None) or self._first_session(self.town.today + timedelta(days=1))

    def _routine(self, session: Session) -> None:
        if self.placements:
            due = follow_ups.find_open(session, self.placement, Side.PERSON)
            if due is not None and due.due_on <= clock.today():
                follow_ups.record(session, self.worker, due, WELL, version=due.version)
            self.host_says(session, QuestionKind.CHECK_IN, GivenAnswer(Answer.CAME))

    def _host(self) -> Actor:
        key = self.town.directory.keys[self.match.listing].org
        return self.town.directory.steward_actor(key) if key in self.town.directory.stewards else self.worker

    def _session_day(self, wanted: date, before: date) -> date:
        """The session on the wanted day or the last one before it, but after the step before; else the next one."""
        days = (wanted - timedelta(days=days) for days in range(LONGEST_PAUSE))
        fitting = (day for day in days if day > before and self._takes_place(day))
        return next(fitting, None) or self._first_session(max(wanted, before))

    def _first_session(self, start: date) -> date:
        days = (start + timedelta(days=days) for days in range(LONGEST_PAUSE))
        return next((day for day in days if self._takes_place(day)), start)

    def _takes_place(self, day: date) -> bool:
        return bool(sessions_on(self._rules, self._closures, day))


def propose(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Choose the listing, with the score and the reasons of that day."""
    person = life.town.casework.people[life.person.key]
    service = life.town.directory.listings[life.match.listing]
    life.placements.append(suggestions.choose(session, life.worker, person, service.id, reason=step.reason))


def offer(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Talk it over; the person agrees to what the host may be told, where the match goes on to that."""
    placements.offer(session, life.worker, life.placement, version=life.placement.version, reason=step.reason)
    if life.match.tell is not None:
        agreement = Agreement(
            purpose=Purpose.TELL_HOST,
            method=life.match.tell,
            wording_version=WORDINGS[Purpose.TELL_HOST],
            recipients=[life.placement.service.organization_id],
            items=life.match.items,
        )
        consents.give(session, life.worker, life.placement.person, agreement)


def ask(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Ask the host with the agreed words."""
    placement, words = life.placement, life.match.words
    placements.ask(session, life.worker, placement, version=placement.version, words=words, reason=step.reason)


def answer(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Let the host answer the introduction."""
    life.host_says(session, QuestionKind.INTRODUCTION, GivenAnswer(step.answer, words=step.note))


def check_in(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Let the host answer 「来ましたか」."""
    life.host_says(session, QuestionKind.CHECK_IN, GivenAnswer(step.answer, words=step.note))


def plan_visit(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Plan the visit for the day of its session."""
    placement, day = life.placement, life.coming_visit()
    placements.plan_visit(session, life.worker, placement, version=placement.version, visit_on=day, reason=step.reason)


def visit(session: Session, life: Life, _step: StepEntry, day: date) -> None:
    """Go there for the first time."""
    placements.record_visit(session, life.worker, life.placement, version=life.placement.version, on=day)


def trial(session: Session, life: Life, _step: StepEntry, day: date) -> None:
    """Try it out."""
    placements.record_trial(session, life.worker, life.placement, version=life.placement.version, on=day)


def accept(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Both sides say yes."""
    placement, yes = life.placement, Fact.YES
    placements.accept(
        session,
        life.worker,
        placement,
        version=placement.version,
        person_says=yes,
        host_says=yes,
        reason=step.reason,
    )


def attend(session: Session, life: Life, _step: StepEntry, day: date) -> None:
    """Take part for the first time."""
    placements.attend(session, life.worker, life.placement, version=life.placement.version, on=day)


def follow(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Ask one side how it goes."""
    due = follow_ups.find_open(session, life.placement, step.side)
    if due is None:
        raise ValueError(f"{life.person.key}: nothing is due")
    report = Report(
        attendance=step.attendance,
        feeling=step.feeling,
        burden=step.burden,
        barriers=step.barriers,
        wants_to_continue=step.wants_to_continue,
    )
    follow_ups.record(session, life.worker, due, report, version=due.version, note=step.note)


def postpone(session: Session, life: Life, step: StepEntry, _day: date) -> None:
    """Nobody was reached: try again on a day counted from today."""
    due = follow_ups.find_open(session, life.placement, step.side)
    if due is None:
        raise ValueError(f"{life.person.key}: nothing is due")
    day = life.town.today + timedelta(days=step.to)
    follow_ups.postpone(session, life.worker, due, version=due.version, due_on=day)


Move = Callable[..., object]
Verb = Callable[[Session, Life, StepEntry, date], None]


def moving(move: Move) -> Verb:
    """The verb of a move that needs nothing but its reason."""

    def verb(session: Session, life: Life, step: StepEntry, _day: date) -> None:
        move(session, life.worker, life.placement, version=life.placement.version, reason=step.reason)

    return verb


WENT: Final = frozenset({"visit", "trial", "attend"})
VERBS: Final[Mapping[str, Verb]] = {
    "propose": propose,
    "offer": offer,
    "ask": ask,
    "answer": answer,
    "check_in": check_in,
    "plan": plan_visit,
    "visit": visit,
    "trial": trial,
    "accept": accept,
    "attend": attend,
    "follow": follow,
    "postpone": postpone,
    "settle": moving(placements.settle),
    "graduate": moving(placements.graduate),
    "pause": moving(placements.pause),
    "stop": moving(placements.stop),
    "withdraw": moving(placements.withdraw),
    "decline_by_person": moving(placements.decline_by_person),
    "decline_by_host": moving(placements.decline_by_host),
}


def open_question(session: Session, placement: Placement, kind: QuestionKind) -> HostQuestion | None:
    """The question of a kind about a match that waits for the host."""
    query = select(HostQuestion).where(HostQuestion.reference == placement.reference, HostQuestion.kind == kind)
    return session.execute(query.where(inbox.is_open()).order_by(HostQuestion.asked_at)).scalars().first()
