"""A person and a host in one town, and matches between them in any state."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from app.handlers import HANDLERS
from casework.models.person import Person
from core import clock
from core.access import Actor
from core.facts import Fact
from core.outbox import due_messages
from directory import inbox
from directory.inbox import Answer, GivenAnswer
from directory.models.host_inbox import HostQuestion
from matching import placements
from matching.lifecycle import State
from matching.models.placement import Placement
from tests.factories.people import a_person, agrees_to_support, agrees_to_tell
from tests.factories.town import a_service, a_steward, a_town, a_worker

WORDS = "スミさん。70代の女性。人と話すのが好き。水曜の午前に見学したい。"
ORDER = (
    *(State.PROPOSED, State.OFFERED, State.ASKED, State.VISIT_PLANNED, State.VISITED),
    *(State.TRIAL, State.ACCEPTED, State.ATTENDING, State.SETTLED, State.GRADUATED),
)


class Scene:
    """One town with a coordinator, a host with its steward, and a person who has agreed to everything."""

    def __init__(
        self, session: Session, *, town: Municipality | None = None, actor: Actor | None = None, **service: Any
    ) -> None:
        self.session = session
        self.town = town or a_town(session)
        self.actor = actor or a_worker(session, self.town)
        self.service = a_service(session, self.town, **service)
        self.host: Actor = a_steward(session, self.service.organization)
        self.person = self.newcomer()

    def newcomer(self) -> Person:
        """A further person with every agreement."""
        person = a_person(self.session, self.actor)
        agrees_to_support(self.session, self.actor, person)
        agrees_to_tell(self.session, self.actor, person, self.service.organization)
        return person

    def match(self, state: State = State.PROPOSED, *, person: Person | None = None) -> Placement:
        """A match of the person and the service that came to a state by the usual way."""
        placement = placements.propose(self.session, self.actor, person or self.person, self.service)
        for after in ORDER[1 : ORDER.index(state) + 1]:
            self.go(placement, after)
        return placement

    def go(self, placement: Placement, after: State) -> None:
        """Take one step to a state with what it needs."""
        today = clock.today()
        needed: dict[State, dict[str, Any]] = {
            State.ASKED: {"words": WORDS},
            State.VISIT_PLANNED: {"visit_on": today, "reason": "電話で確かめた"},
            State.VISITED: {"on": today},
            State.TRIAL: {"on": today},
            State.ACCEPTED: {"person_says": Fact.YES, "host_says": Fact.YES},
            State.ATTENDING: {"on": today},
        }
        reasoned = {State.PAUSED, State.STOPPED, State.GRADUATED, *(state for state in State if "declined" in state)}
        arguments = needed.get(after, {"reason": "わけ"} if after in reasoned | {State.WITHDRAWN} else {})
        STEPS[after](self.session, self.actor, placement, version=placement.version, **arguments)

    def questions(self) -> list[HostQuestion]:
        """What the host has to answer."""
        return inbox.open_questions(self.session, self.host.organization_ids)

    def answers(self, answer: Answer, *, words: str = "", number: int | None = None) -> HostQuestion:
        """The host answers its oldest question, and the answer is passed on."""
        question = self.questions()[0]
        inbox.answer(self.session, self.host, question, GivenAnswer(answer, words, number))
        pass_on(self.session)
        return question


STEPS: dict[State, Any] = {
    State.OFFERED: placements.offer,
    State.ASKED: placements.ask,
    State.VISIT_PLANNED: placements.plan_visit,
    State.VISITED: placements.record_visit,
    State.TRIAL: placements.record_trial,
    State.ACCEPTED: placements.accept,
    State.ATTENDING: placements.attend,
    State.SETTLED: placements.settle,
    State.GRADUATED: placements.graduate,
    State.PAUSED: placements.pause,
    State.STOPPED: placements.stop,
    State.DECLINED_BY_PERSON: placements.decline_by_person,
    State.DECLINED_BY_HOST: placements.decline_by_host,
    State.WITHDRAWN: placements.withdraw,
}


def pass_on(session: Session) -> None:
    """Do what the worker does with every promise that our own rows keep."""
    while rows := due_messages(session, HANDLERS):
        for message in rows:
            HANDLERS[message.kind](session, message)
            message.done_at = clock.now()
            session.flush()


def days_later(days: int) -> Any:
    """The clock, so many days from now."""
    return clock.standing_at(clock.now() + timedelta(days=days))
