"""What do people, hosts and the machine do in the demo town? All of it, put into the history."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.demo import machine
from app.demo.history import Deed, History
from app.demo.life_entries import LivesEntry, QuestionEntry
from app.demo.listings import Directory
from app.demo.matches import Matches
from app.demo.people import Casework
from core.access import Actor
from directory import inbox
from directory.inbox import GivenAnswer, NewQuestion


def plan(history: History, entry: LivesEntry, directory: Directory, casework: Casework) -> None:
    """Put the machine's rounds, the people, their matches, and the questions to hosts into the history."""
    for days_ago in machine.round_days():
        history.was_done(days_ago, machine.make_round)
    for person in entry.people:
        casework.plan(history, person)
        Matches(directory, casework).plan(history, person)
    for question in entry.questions:
        history.was_done(question.asked, asking(question, directory, casework.actors))
    for task in entry.tasks:
        history.was_done(max(1, 2 - task.due), casework.promising(task, task.worker))


def asking(entry: QuestionEntry, directory: Directory, actors: Mapping[str, Actor]) -> Deed:
    """The deed of asking a host about its listing, and its answer, where it has answered at once."""

    def deed(session: Session) -> None:
        service = directory.listings[entry.listing]
        asked = NewQuestion(service=service, kind=entry.kind, reference=f"listing:{service.id}")
        question = inbox.ask(session, actors[entry.worker], asked)
        if entry.answer is not None:
            host = directory.steward_actor(directory.keys[entry.listing].org)
            inbox.answer(session, host, question, GivenAnswer(entry.answer, number=entry.number))
            machine.work_off(session)

    return deed
