"""A coordinator gets ranked options with reasons, and chooses one; some rules nobody overrides."""

import pytest
from sqlalchemy.orm import Session

from casework import consents
from casework.models.consent import Purpose
from core.errors import ConflictError, InvalidError, NotFoundError
from matching import needs, suggestions
from matching.lifecycle import State
from matching.needs import Avoid, NeedDetails
from tests.factories.matches import Scene
from tests.factories.town import a_service, a_worker


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session, is_by_arrangement=True, tags=["animals"])


class TestSuggesting:
    @pytest.mark.db
    def test_gives_every_option_in_one_of_the_lists(self, session: Session, scene: Scene) -> None:
        a_service(session, scene.town, name="満員の会", intake_slots=0)
        needs.save(session, scene.actor, scene.person, NeedDetails(own_words="犬がいい"), version=0)
        found = suggestions.suggest(session, scene.actor, scene.person)
        ranking = found.ranking
        assert found.need.own_words == "犬がいい"
        assert ranking.ready_total + ranking.to_confirm_total + len(ranking.left_out) == 2
        assert [(one.option.name, one.rules) for one in ranking.left_out] == [("満員の会", ("vacancy", "contact"))]
        for proposal in (*ranking.ready, *ranking.to_confirm):
            assert sum(part.points for part in proposal.contributions) == proposal.score

    def test_knows_what_is_a_candidate_already(self, session: Session, scene: Scene) -> None:
        placement = scene.match()
        found = suggestions.suggest(session, scene.actor, scene.person)
        assert found.open_placements == {str(scene.service.id): placement}

    def test_is_for_the_persons_team_only(self, session: Session, scene: Scene) -> None:
        with pytest.raises(NotFoundError):
            suggestions.suggest(session, a_worker(session, scene.town), scene.person)


class TestChoosing:
    def test_keeps_the_score_and_why(self, session: Session, scene: Scene) -> None:
        placement = suggestions.choose(session, scene.actor, scene.person, scene.service.id)
        assert placement.state == State.PROPOSED
        assert placement.explanation is not None
        parts = placement.explanation["contributions"]
        assert sum(part["points"] for part in parts) == placement.score
        assert {verdict["rule"] for verdict in placement.explanation["verdicts"]} >= {"consent", "vacancy"}

    def test_what_a_rule_forbids_needs_a_reason(self, session: Session, scene: Scene) -> None:
        full = a_service(session, scene.town, intake_slots=0)
        with pytest.raises(InvalidError) as refused:
            suggestions.choose(session, scene.actor, scene.person, full.id)
        assert "空き" in refused.value.fields["reason"]
        placement = suggestions.choose(session, scene.actor, scene.person, full.id, reason="来月あく予定")
        assert (placement.score, placement.reason) == (None, "来月あく予定")

    def test_what_the_person_avoids_is_never_overridden(self, session: Session, scene: Scene) -> None:
        avoid = Avoid(services=(str(scene.service.id),))
        needs.save(session, scene.actor, scene.person, NeedDetails(avoid=avoid), version=0)
        with pytest.raises(ConflictError):
            suggestions.choose(session, scene.actor, scene.person, scene.service.id, reason="それでも")

    def test_nor_is_the_persons_no(self, session: Session, scene: Scene) -> None:
        held = consents.current(session, scene.person.id, Purpose.SUPPORT)
        assert held is not None
        consents.withdraw(session, scene.actor, held)
        with pytest.raises(ConflictError):
            suggestions.choose(session, scene.actor, scene.person, scene.service.id, reason="それでも")

    def test_a_draft_does_not_exist(self, session: Session, scene: Scene) -> None:
        draft = a_service(session, scene.town, status="draft")
        with pytest.raises(NotFoundError):
            suggestions.choose(session, scene.actor, scene.person, draft.id)
