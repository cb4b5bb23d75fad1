"""What stands in the files about people, their matches and the questions to hosts?

`on`, `registered` and `asked` are days ago; `due`, `to` and `support_ends` are in days from today.
"""

import tomllib
from datetime import date
from functools import cache
from typing import Any

from app.demo.entries import FOLDER, Entry
from casework.consents import Item
from casework.models.consent import ConsentMethod
from core.facts import Fact
from directory.inbox import Answer
from directory.models.host_inbox import QuestionKind
from matching.models.follow_up import Side
from matching.reports import Attendance, Barrier


class NeedEntry(Entry):
    """What a person wishes and needs; `available` are free stretches of the week (水 9:00-12:00)."""

    own_words: str
    wishes: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    strength_words: str = ""
    goal_step: str | None = None
    available: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    travel_minutes: int | None = None
    needs: tuple[str, ...] = ()
    fee_limit: int | None = None
    comforts: tuple[str, ...] = ()
    avoid_words: tuple[str, ...] = ()
    nearest_stop: str = ""
    stop_minutes: int | None = None
    has_companion: Fact = Fact.UNKNOWN
    hides_name: bool = False
    unsafe_districts: tuple[str, ...] = ()
    may_be_with_children: Fact = Fact.UNKNOWN


class StepEntry(Entry):
    """One step of a match; `went` is moved to a day on which the activity took place."""

    on: int
    do: str
    reason: str = ""
    note: str = ""
    answer: Answer = Answer.YES
    side: Side = Side.PERSON
    to: int = 0
    attendance: Attendance | None = None
    feeling: int | None = None
    burden: int | None = None
    barriers: tuple[Barrier, ...] = ()
    wants_to_continue: Fact = Fact.UNKNOWN


class MatchEntry(Entry):
    """A person and a listing; until `routine_until` days ago both sides were asked on time and all was well."""

    listing: str
    steps: tuple[StepEntry, ...]
    tell: ConsentMethod | None = None
    items: tuple[Item, ...] = ()
    words: str = ""
    routine_until: int | None = None


class TaskEntry(Entry):
    """Something that a worker promised."""

    title: str
    due: int
    worker: str = ""


class PersonEntry(Entry):
    """A person whom the town supports."""

    key: str
    name: str
    kana: str
    nickname: str
    born: date
    gender: str
    district: str
    tel: int
    safe_contact: str
    means: tuple[str, ...]
    worker: str
    team: tuple[str, ...] = ()
    registered: int
    support: ConsentMethod
    support_ends: int | None = None
    need: NeedEntry
    matches: tuple[MatchEntry, ...] = ()
    tasks: tuple[TaskEntry, ...] = ()


class QuestionEntry(Entry):
    """A question to a host about its listing."""

    listing: str
    kind: QuestionKind
    asked: int
    worker: str
    answer: Answer | None = None
    number: int | None = None


class LivesEntry(Entry):
    """Everything that the files about people say."""

    people: tuple[PersonEntry, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()
    tasks: tuple[TaskEntry, ...] = ()


@cache
def read_lives() -> LivesEntry:
    """The people, questions and tasks, in the order of the lines."""
    found: dict[str, list[Any]] = {}  # Any: tables as they stand in the files
    for path in sorted((FOLDER / "people").glob("*.toml")):
        for name, tables in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(name, []).extend(tables)
    return LivesEntry.model_validate(found)
