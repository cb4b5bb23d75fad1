"""One match's life: allowed steps only, each with actor, time and reason; the host hears only what was agreed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import consents
from core import audit, clock
from core.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from core.facts import Fact
from directory.inbox import Answer
from matching import introductions, moves, placements
from matching.lifecycle import State
from tests.factories.matches import ORDER, WORDS, Scene, days_later
from tests.factories.people import agrees_to_tell
from tests.factories.town import a_worker

pytestmark = pytest.mark.slow


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session)


class TestTheUsualWay:
    @pytest.mark.db
    def test_leads_from_a_proposal_to_a_next_goal(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.GRADUATED)
        assert [step.after for step in placement.steps] == [state.value for state in ORDER]
        assert {step.actor for step in placement.steps} == {scene.actor.reference}

    def test_leaves_a_link_in_the_audit_for_every_step(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.GRADUATED)
        query = select(audit.AuditEntry.action).where(audit.AuditEntry.purpose == f"placement:{placement.id}")
        assert session.execute(query).scalars().all() == [f"placement.{state}" for state in ORDER]
        assert list(audit.verify(session)) == []

    def test_a_step_that_is_not_declared_is_refused(self, scene: Scene) -> None:
        placement = scene.match(State.OFFERED)
        with pytest.raises(ConflictError):
            scene.go(placement, State.ACCEPTED)
        assert placement.state == State.OFFERED

    def test_a_form_shown_before_another_step_is_refused(self, session: Session, scene: Scene) -> None:
        placement = scene.match()
        shown = placement.version
        scene.go(placement, State.OFFERED)
        with pytest.raises(StaleVersionError):
            placements.withdraw(session, scene.actor, placement, version=shown, reason="わけ")

    @pytest.mark.parametrize("state", [State.DECLINED_BY_PERSON, State.WITHDRAWN])
    def test_an_ending_needs_a_reason(self, session: Session, scene: Scene, state: State) -> None:
        step = {State.DECLINED_BY_PERSON: placements.decline_by_person, State.WITHDRAWN: placements.withdraw}[state]
        placement = scene.match(State.OFFERED)
        with pytest.raises(InvalidError):
            step(session, scene.actor, placement, version=placement.version, reason="  ")

    def test_the_same_pair_is_proposed_once_at_a_time(self, session: Session, scene: Scene) -> None:
        placement = scene.match()
        with pytest.raises(ConflictError):
            scene.match()
        scene.go(placement, State.WITHDRAWN)
        assert scene.match().id != placement.id

    def test_for_others_a_match_does_not_exist(self, session: Session, scene: Scene) -> None:
        placement = scene.match()
        assert placements.get(session, scene.actor, placement.id) is placement
        with pytest.raises(NotFoundError):
            placements.get(session, a_worker(session, scene.town), placement.id)

    @pytest.mark.parametrize(("person_says", "host_says"), [(Fact.UNKNOWN, Fact.YES), (Fact.YES, Fact.NO)])
    def test_both_must_say_yes(self, session: Session, scene: Scene, person_says: Fact, host_says: Fact) -> None:
        placement, actor = scene.match(State.VISITED), scene.actor
        said = {"person_says": person_says, "host_says": host_says}
        with pytest.raises(ConflictError):
            placements.accept(session, actor, placement, version=placement.version, **said)

    def test_nobody_was_there_tomorrow(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.VISIT_PLANNED)
        with pytest.raises(InvalidError):
            placements.record_visit(session, scene.actor, placement, version=placement.version, on=date(2026, 11, 26))


class TestAsking:
    def test_the_host_hears_nothing_before(self, scene: Scene) -> None:
        placement = scene.match(State.OFFERED)
        assert scene.questions() == []
        scene.go(placement, State.ASKED)
        (question,) = scene.questions()
        assert question.content == {"nickname": "スミさん", "words": WORDS}
        assert question.asked_by_name == scene.actor.name

    @pytest.mark.db
    def test_keeps_what_was_told_and_by_which_agreement(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        assert placement.agreed_words == WORDS
        told = session.get_one(consents.Consent, placement.consent_id)
        assert str(scene.service.organization_id) in told.recipients

    def test_nothing_in_the_question_leads_to_the_person(self, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        (question,) = scene.questions()
        said = f"{question.reference} {question.content}"
        for key in (placement.id, placement.person_id, placement.person_id.hex):
            assert str(key) not in said
        assert len(question.reference) >= 20

    @pytest.mark.parametrize("purpose", list(consents.Purpose))
    def test_needs_both_agreements(self, session: Session, scene: Scene, purpose: consents.Purpose) -> None:
        placement = scene.match(State.OFFERED)
        held = consents.current(session, scene.person.id, purpose)
        assert held is not None
        consents.withdraw(session, scene.actor, held)
        with pytest.raises(ConflictError, match="同意"):
            scene.go(placement, State.ASKED)
        assert scene.questions() == []
        assert placement.state == State.OFFERED

    def test_an_agreement_to_tell_another_host_does_not_count(self, session: Session, scene: Scene) -> None:
        other = Scene.newcomer(scene)
        placement = scene.match(State.OFFERED, person=other)
        for consent in consents.list_of(session, other.id):
            consent.recipients = []
        with pytest.raises(ConflictError):
            scene.go(placement, State.ASKED)

    @pytest.mark.parametrize(
        "words",
        [
            "",
            "　",
            "山根さんです",
            "すみこさん",
            "1951年3月4日生まれ",
            "駅前町17番1号",
            "0856-31-0999に電話を",
            "あ" * 601,
        ],
    )
    def test_words_that_give_the_person_away_are_refused(self, session: Session, scene: Scene, words: str) -> None:
        placement = scene.match(State.OFFERED)
        with pytest.raises(InvalidError) as refused:
            placements.ask(session, scene.actor, placement, version=placement.version, words=words)
        assert list(refused.value.fields) == ["words"]
        assert scene.questions() == []

    @pytest.mark.parametrize("ending", [State.WITHDRAWN, State.DECLINED_BY_PERSON])
    def test_an_ending_takes_an_open_question_back(self, scene: Scene, ending: State) -> None:
        placement = scene.match(State.ASKED)
        scene.go(placement, ending)
        assert scene.questions() == []


class TestPlanningAVisit:
    def test_follows_the_hosts_yes(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        scene.answers(Answer.YES)
        day = date(2026, 12, 2)
        placements.plan_visit(session, scene.actor, placement, version=placement.version, visit_on=day)
        assert (placement.state, placement.visit_on) == (State.VISIT_PLANNED, day)

    def test_without_the_hosts_yes_says_how_it_was_confirmed(self, session: Session, scene: Scene) -> None:
        placement, day = scene.match(State.ASKED), date(2026, 12, 2)
        with pytest.raises(InvalidError):
            placements.plan_visit(session, scene.actor, placement, version=placement.version, visit_on=day)
        placements.plan_visit(
            session, scene.actor, placement, version=placement.version, visit_on=day, reason="電話で確かめた"
        )
        assert placement.reason == "電話で確かめた"


class TestExpiring:
    def test_ends_an_offer_after_fourteen_days(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.OFFERED)
        with days_later(14):
            assert placements.expire_offers(session) == 0
        with days_later(15):
            assert placements.expire_offers(session) == 1
            assert placements.expire_offers(session) == 0
        assert (placement.state, placement.holds_place) == (State.EXPIRED, False)
        assert placement.steps[-1].actor == "machine"

    def test_leaves_what_was_asked_alone(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        with days_later(60):
            assert placements.expire_offers(session) == 0
        assert placement.state == State.ASKED


class TestUndoing:
    @pytest.mark.parametrize("state", ORDER[1:])
    def test_leads_back_by_a_compensating_step(self, session: Session, scene: Scene, state: State) -> None:
        placement = scene.match(ORDER[ORDER.index(state) - 1])
        before = (placement.state, placement.holds_place, placement.visit_on, placement.first_went_on)
        expires = placement.expires_on
        scene.go(placement, state)
        moves.undo(session, scene.actor, placement, version=placement.version, reason="押しまちがい")
        assert (placement.state, placement.holds_place, placement.visit_on, placement.first_went_on) == before
        assert placement.expires_on == expires
        assert placement.steps[-1].undoes == placement.steps[-2].id

    def test_ends_after_a_day(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.OFFERED)
        assert moves.can_be_undone(placement)
        with clock.standing_at(clock.now() + timedelta(hours=24, seconds=1)):
            assert not moves.can_be_undone(placement)
            with pytest.raises(ConflictError):
                moves.undo(session, scene.actor, placement, version=placement.version)

    def test_takes_the_question_out_of_the_hosts_sight(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        moves.undo(session, scene.actor, placement, version=placement.version)
        assert scene.questions() == []
        scene.go(placement, State.ASKED)
        assert len(scene.questions()) == 1

    def test_is_refused_once_the_host_has_answered(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        scene.answers(Answer.TALK)
        with pytest.raises(ConflictError):
            moves.undo(session, scene.actor, placement, version=placement.version)

    def test_of_an_ending_asks_the_host_again(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.ASKED)
        scene.go(placement, State.WITHDRAWN)
        moves.undo(session, scene.actor, placement, version=placement.version)
        assert [question.content["words"] for question in scene.questions()] == [WORDS]

    def test_of_an_ending_does_not_ask_again_without_the_persons_agreement(
        self, session: Session, scene: Scene
    ) -> None:
        placement = scene.match(State.ASKED)
        scene.go(placement, State.WITHDRAWN)
        for consent in consents.list_of(session, scene.person.id):
            consents.withdraw(session, scene.actor, consent)
        with pytest.raises(ConflictError):
            moves.undo(session, scene.actor, placement, version=placement.version)
        assert scene.questions() == []

    def test_the_first_proposal_is_withdrawn_instead(self, session: Session, scene: Scene) -> None:
        placement = scene.match()
        with pytest.raises(ConflictError):
            moves.undo(session, scene.actor, placement, version=placement.version)

    @pytest.mark.db
    def test_step_after_step(self, session: Session, scene: Scene) -> None:
        placement = scene.match(State.TRIAL)
        moves.undo(session, scene.actor, placement, version=placement.version)
        moves.undo(session, scene.actor, placement, version=placement.version)
        assert placement.state == State.VISIT_PLANNED


def test_a_later_agreement_lets_the_host_be_asked(session: Session, scene: Scene) -> None:
    placement = scene.match(State.OFFERED)
    held = consents.current(session, scene.person.id, consents.Purpose.TELL_HOST)
    assert held is not None
    consents.withdraw(session, scene.actor, held)
    agrees_to_tell(session, scene.actor, scene.person, scene.service.organization)
    scene.go(placement, State.ASKED)
    assert introductions.find_question(session, placement) is not None
