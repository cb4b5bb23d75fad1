"""Whatever a coordinator and a host do in whatever order: places are counted right, hosts hear only what was agreed."""

from collections import Counter
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from casework import consents
from casework.models.consent import Purpose
from core import audit, clock
from core.database import Database
from core.errors import DomainError
from core.scope import open_for_all
from directory import inbox, listings
from directory.inbox import CHOICES, GivenAnswer
from directory.models.host_inbox import HostQuestion, QuestionKind
from matching import daily, follow_ups, moves, placements, places
from matching.lifecycle import ATTENDED, HOLDING, LIFE_CYCLE, State
from matching.models.follow_up import FollowUp, Side
from matching.models.placement import IntakeCount, Placement, PlacementStep
from matching.reports import Attendance, Report
from tests.factories.matches import ORDER, WORDS, Scene, pass_on
from tests.factories.people import agrees_to_support, agrees_to_tell
from tests.fixtures.databases import create_tables
from tests.fixtures.surprises import THAT_MORNING

PEOPLE = 3
SECRETS = ("山根", "澄子", "やまね", "すみこ", "1951", "駅前町", "0999", "090-1234")
WENT = {State.VISITED, State.TRIAL, State.ATTENDING}
TOLD = set(State) - {State.PROPOSED, State.OFFERED, State.EXPIRED}


class Lives(RuleBasedStateMachine):
    """Three people, one host with two places, and anything that may happen to them."""

    @initialize()
    def begin(self) -> None:
        """An empty town on that morning."""
        self.exits = ExitStack()
        folder = self.exits.enter_context(TemporaryDirectory())
        url = f"sqlite:///{Path(folder) / 'lives.sqlite3'}"
        create_tables(url)
        self.database = Database(url)
        self.exits.callback(self.database.close)
        self.session = self.exits.enter_context(self.database.write_session())
        self.now: datetime = THAT_MORNING
        self.clock = self.exits.enter_context(ExitStack())
        self.clock.enter_context(clock.standing_at(self.now))
        self.scene = Scene(open_for_all(self.session), intake_slots=2)
        self.people = [self.scene.person, *(self.scene.newcomer() for _ in range(PEOPLE - 1))]
        self.agreed: dict[str, list[str]] = {}
        for person in self.people:
            self.scene.match(person=person)
        self.session.commit()

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "exits"):
            assert next(audit.verify(self.session), None) is None
            self.exits.close()

    def tried(self, act: Any, *arguments: Any, **named: Any) -> bool:
        """Do something that may be refused; a refusal changes nothing."""
        try:
            act(*arguments, **named)
        except DomainError:
            self.session.rollback()
            return False
        self.session.commit()
        return True

    def matches(self) -> list[Placement]:
        return list(self.session.execute(select(Placement).order_by(Placement.id)).scalars())

    def pick(self, number: int) -> Placement | None:
        found = self.matches()
        return found[number % len(found)] if found else None

    @rule(number=st.integers(0, PEOPLE - 1))
    def propose(self, number: int) -> None:
        self.tried(placements.propose, self.session, self.scene.actor, self.people[number], self.scene.service)

    @rule(number=st.integers(0, 9), steps=st.integers(1, 5), wish=st.integers(0, 2))
    def go_on(self, number: int, steps: int, wish: int) -> None:
        """Some steps of the usual way."""
        placement = self.pick(number)
        for _ in range(steps if placement else 0):
            if placement is None or placement.state not in ORDER[:-1]:
                return
            self.step(placement, ORDER[ORDER.index(State(placement.state)) + 1], wish)

    @rule(number=st.integers(0, 9), way=st.integers(0, 9))
    def turn_off(self, number: int, way: int) -> None:
        """Any step that the table allows."""
        placement = self.pick(number)
        ways = sorted(LIFE_CYCLE.moves.get(State(placement.state), ())) if placement else []
        if placement is not None and ways:
            self.step(placement, ways[way % len(ways)], 0)

    def step(self, placement: Placement, state: State, wish: int) -> None:
        if state is State.EXPIRED or (placement.state == State.PAUSED and state is State.ATTENDING):
            return  # the clock's own step, and the one that has a rule of its own
        event(f"to {state}")
        if state is not State.ASKED:
            self.tried(self.scene.go, placement, state)
            return
        words, actor = f"{WORDS}{wish}", self.scene.actor
        if self.tried(placements.ask, self.session, actor, placement, version=placement.version, words=words):
            self.agreed.setdefault(placement.reference, []).append(words)

    @rule(number=st.integers(0, 9))
    def resume(self, number: int) -> None:
        placement = self.pick(number)
        if placement is not None:
            self.tried(placements.resume, self.session, self.scene.actor, placement, version=placement.version)

    @rule(number=st.integers(0, 9))
    def undo(self, number: int) -> None:
        placement = self.pick(number)
        if placement is not None:
            self.tried(moves.undo, self.session, self.scene.actor, placement, version=placement.version)

    @rule(days=st.sampled_from([1, 1, 3, 8, 15, 40]))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.clock.enter_context(clock.standing_at(self.now))
        self.tried(daily.run, self.session)

    @precondition(lambda self: bool(self.scene.questions()))
    @rule(number=st.integers(0, 9), press=st.integers(0, 9))
    def host_answers(self, number: int, press: int) -> None:
        questions = self.scene.questions()
        question = questions[number % len(questions)]
        choices = CHOICES[question.kind]
        given = GivenAnswer(choices[press % len(choices)])
        self.tried(inbox.answer, self.session, self.scene.host, question, given)
        self.tried(pass_on, self.session)

    @rule()
    def host_takes_an_answer_back(self) -> None:
        lately = inbox.lately_answered(self.session, self.scene.host.organization_ids)
        if lately:
            self.tried(inbox.undo, self.session, self.scene.host, lately[0].question)
            self.tried(pass_on, self.session)

    @rule(slots=st.sampled_from([0, 1, 2, 3, None]))
    def host_states_a_number(self, slots: int | None) -> None:
        self.tried(listings.set_intake, self.session, self.scene.host, self.scene.service, slots)

    @rule(number=st.integers(0, PEOPLE - 1), purpose=st.sampled_from(Purpose))
    def person_takes_an_agreement_back(self, number: int, purpose: Purpose) -> None:
        held = consents.current(self.session, self.people[number].id, purpose)
        if held is not None:
            self.tried(consents.withdraw, self.session, self.scene.actor, held)
            self.tried(pass_on, self.session)

    @rule(number=st.integers(0, PEOPLE - 1))
    def person_agrees_again(self, number: int) -> None:
        person, organization = self.people[number], self.scene.service.organization
        self.tried(agrees_to_support, self.session, self.scene.actor, person)
        self.tried(agrees_to_tell, self.session, self.scene.actor, person, organization)

    @rule(attendance=st.sampled_from(Attendance), has_worry=st.booleans())
    def coordinator_asks_how_it_goes(self, attendance: Attendance, has_worry: bool) -> None:  # noqa: FBT001 - drawn
        due = follow_ups.list_due(self.session, self.scene.actor, until=date.max)
        if due:
            report = Report(attendance=attendance, has_worry=has_worry)
            self.tried(follow_ups.record, self.session, self.scene.actor, due[0], report, version=due[0].version)

    @invariant()
    def every_place_is_counted_once(self) -> None:
        matches = self.matches()
        assert all(one.holds_place is (State(one.state) in HOLDING) for one in matches)
        counted = places.taken_of(self.session, [self.scene.service.id]).get(self.scene.service.id, 0)
        assert counted <= sum(one.holds_place for one in matches)
        row = self.session.get(IntakeCount, self.scene.service.id, populate_existing=True)
        assert row is None or row.taken >= counted

    @invariant()
    def steps_form_a_chain_of_allowed_moves(self) -> None:
        for placement in self.matches():
            steps: list[PlacementStep] = placement.steps
            assert steps[-1].after == placement.state
            for earlier, later in pairwise(steps):
                assert later.before == earlier.after
                is_undo = later.undoes is not None
                assert is_undo or LIFE_CYCLE.allows(State(earlier.after), State(later.after))
            assert max(Counter(step.undoes for step in steps if step.undoes).values(), default=1) == 1

    @invariant()
    def hosts_hear_only_what_was_agreed_and_when_asked(self) -> None:
        by_reference = {one.reference: one for one in self.matches()}
        for question in self.session.execute(select(HostQuestion)).scalars():
            placement = by_reference[question.reference]
            assert any(step.after == State.ASKED for step in placement.steps)
            said = f"{question.content}{question.asked_by_name}"
            assert not [secret for secret in SECRETS if secret in said]
            if question.kind is QuestionKind.INTRODUCTION:
                assert question.content["words"] in self.agreed[question.reference]

    @invariant()
    def what_was_agreed_is_kept(self) -> None:
        for placement in self.matches():
            agreed = self.agreed.get(placement.reference)
            assert placement.agreed_words == (agreed[-1] if agreed else "")
            if agreed:
                assert placement.consent_id is not None

    @invariant()
    def an_ended_match_leaves_nothing_open(self) -> None:
        ended = {one.id: one for one in self.matches() if LIFE_CYCLE.is_final(State(one.state))}
        references = {one.reference for one in ended.values()}
        assert not [question for question in self.scene.questions() if question.reference in references]
        query = select(FollowUp).where(FollowUp.done_at.is_(None), FollowUp.cancelled_at.is_(None))
        waiting = self.session.execute(query).scalars().all()
        assert not [one for one in waiting if one.placement_id in ended]
        assert max(Counter((one.placement_id, one.side) for one in waiting).values(), default=1) == 1

    @invariant()
    def who_went_is_followed_up(self) -> None:
        for placement in self.matches():
            standing = {step.after for step in moves.standing_steps(placement)}
            assert (placement.first_went_on is not None) is bool(standing & WENT)
            if State(placement.state) in ATTENDED:
                for side in Side:
                    assert follow_ups.find_open(self.session, placement, side) is not None


Lives.TestCase.settings = settings(stateful_step_count=30, max_examples=8)
TestLives = pytest.mark.slow(Lives.TestCase)
