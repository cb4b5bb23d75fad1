"""Whom does the demo town support? Twenty-four made-up people, written down each on their day."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.demo.history import Deed, History
from app.demo.life_entries import NeedEntry, PersonEntry, TaskEntry
from app.demo.timetable import WEEKDAYS
from app.demo.workers import phone
from casework import consents, persons, tasks, teams
from casework.consents import Agreement
from casework.models.consent import Purpose
from casework.models.person import Person
from casework.persons import PersonDetails
from casework.tasks import Promise
from core.access import Actor
from directory.models.district import District
from matching import needs
from matching.needs import Avoid, NeedDetails, Safety, Span

WORDINGS: Final = {Purpose.SUPPORT: "support-1", Purpose.TELL_HOST: "tell_host-1"}


@dataclass
class Casework:
    """The people by their keys, as far as the history has come."""

    today: date
    actors: Mapping[str, Actor]
    districts: Mapping[str, District]
    people: dict[str, Person] = field(default_factory=dict)

    def plan(self, history: History, entry: PersonEntry) -> None:
        """Put what was done for a person, besides matches, into the history."""
        history.was_done(entry.registered, lambda session: self._register(session, entry))
        history.was_done(entry.registered, lambda session: self._agree(session, entry))
        history.was_done(entry.registered - 1, lambda session: self._note_need(session, entry))
        for task in entry.tasks:
            history.was_done(max(1, 2 - task.due), self.promising(task, entry.worker, about=entry.key))

    def promising(self, task: TaskEntry, worker: str, *, about: str = "") -> Deed:
        """The deed of promising a task, about a person or about nobody."""

        def deed(session: Session) -> None:
            actor = self.actors[worker]
            person = self.people.get(about)
            promised = Promise(
                title=task.title,
                due_on=self.today + timedelta(days=task.due),
                person_id=person.id if person else None,
                assignee_id=actor.user_id,
            )
            tasks.promise(session, actor, promised)

        return deed

    def _register(self, session: Session, entry: PersonEntry) -> None:
        actor = self.actors[entry.worker]
        person = persons.register(session, actor, self._details(entry))
        self.people[entry.key] = person
        for member in entry.team:
            teams.join(session, actor, person, self._user(member))

    def _details(self, entry: PersonEntry) -> PersonDetails:
        return PersonDetails(
            name=entry.name,
            name_kana=entry.kana,
            nickname=entry.nickname,
            birth_date=entry.born,
            gender=entry.gender,
            district_id=self.districts[entry.district].id,
            phone=phone(entry.tel),
            safe_contact=entry.safe_contact,
            contact_means=entry.means,
        )

    def _agree(self, session: Session, entry: PersonEntry) -> None:
        days = entry.support_ends
        until = consents.next_year() if days is None else self.today + timedelta(days=days)
        agreement = Agreement(
            purpose=Purpose.SUPPORT,
            method=entry.support,
            wording_version=WORDINGS[Purpose.SUPPORT],
            expires_on=until,
        )
        consents.give(session, self.actors[entry.worker], self.people[entry.key], agreement)

    def _note_need(self, session: Session, entry: PersonEntry) -> None:
        details = need_details(entry.need)
        needs.save(session, self.actors[entry.worker], self.people[entry.key], details, version=0)

    def _user(self, key: str) -> uuid.UUID:
        user_id = self.actors[key].user_id
        if user_id is None:
            raise ValueError(f"{key} does not sign in")
        return user_id


def need_details(entry: NeedEntry) -> NeedDetails:
    """The need as a coordinator writes it down."""
    return NeedDetails(
        own_words=entry.own_words,
        wishes=entry.wishes,
        strengths=entry.strengths,
        strength_words=entry.strength_words,
        goal_step=entry.goal_step,
        available=tuple(map(span_of, entry.available)),
        modes=entry.modes,
        travel_minutes=entry.travel_minutes,
        needs=entry.needs,
        fee_limit_yen=entry.fee_limit,
        comforts=entry.comforts,
        avoid=Avoid(words=entry.avoid_words),
        nearest_stop=entry.nearest_stop,
        stop_minutes=entry.stop_minutes,
        has_companion=entry.has_companion,
        safety=Safety(entry.hides_name, entry.unsafe_districts, entry.may_be_with_children),
    )


def span_of(words: str) -> Span:
    """A free stretch of the week, written 水 9:00-12:00."""
    day, hours = words.split()
    start, end = (time.fromisoformat(hour.zfill(5)) for hour in hours.split("-"))
    return Span(WEEKDAYS.index(day), start, end)
