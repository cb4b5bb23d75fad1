"""A town sets its own weights, version by version; people are ranked with the newest, old matches keep theirs."""

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from core.access import Role
from core.errors import InvalidError, NotFoundError, StaleVersionError
from matching import suggestions, town_weights
from matching.profiles.weights import WeightProfile, profiles
from tests.factories.matches import Scene
from tests.factories.town import a_worker

SHIPPED = profiles()["standard"]
NEARER = {**SHIPPED.weights, "goal_fit": 120, "travel": 260}


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session, is_by_arrangement=True)


@pytest.mark.db
def test_the_next_person_is_ranked_with_what_was_saved(session: Session, scene: Scene) -> None:
    old = suggestions.choose(session, scene.actor, scene.person, scene.service.id)
    saved = _save(session, scene, NEARER)
    assert (saved.version, saved.label) == (SHIPPED.version + 1, SHIPPED.label)
    ranking = suggestions.rank_for(session, scene.person)
    assert (ranking.profile.version, ranking.profile.weights) == (saved.version, NEARER)
    assert old.explanation is not None
    assert old.explanation["profile_version"] == SHIPPED.version


def test_every_version_stays(session: Session, scene: Scene) -> None:
    _save(session, scene, NEARER)
    _save(session, scene, SHIPPED.weights, version=SHIPPED.version + 1)
    town = town_weights.find_profile(session, "standard")
    numbers = [(row.number, row.weights["travel"]) for row in town.versions]
    assert numbers == [(SHIPPED.version + 2, 160), (SHIPPED.version + 1, 260)]


def test_what_changes_nothing_makes_no_version(session: Session, scene: Scene) -> None:
    assert _save(session, scene, SHIPPED.weights).version == SHIPPED.version
    assert town_weights.find_profile(session, "standard").versions == []


def test_other_profiles_stay_as_they_were(session: Session, scene: Scene) -> None:
    _save(session, scene, NEARER)
    assert town_weights.profile_of(session, "visit") == profiles()["first_step"]
    assert town_weights.profile_of(session, "join_at_times").weights == NEARER


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"travel": 140}, "travel", "ぜんぶで1000点にしてください。"),
        ({"variety": 45, "travel": 161}, "travel", "ぜんぶで1000点にしてください。"),
        ({"travel": -1}, "travel", "0以上の整数を入れてください。"),
        ({"outcome_evidence": 31, "travel": 129}, "outcome_evidence", "これまでの経験は30点までです。"),
    ],
)
def test_what_must_change_is_said_on_its_field(
    session: Session, scene: Scene, change: dict[str, int], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        _save(session, scene, {**SHIPPED.weights, **change})
    assert refused.value.fields == {field: sentence}


def test_an_old_form_overwrites_nothing(session: Session, scene: Scene) -> None:
    _save(session, scene, NEARER)
    with pytest.raises(StaleVersionError):
        _save(session, scene, SHIPPED.weights)


@pytest.mark.control
def test_only_the_administrator_sets_weights(session: Session, scene: Scene) -> None:
    with pytest.raises(NotFoundError):
        town_weights.save(session, scene.actor, "standard", NEARER, version=SHIPPED.version)


def test_a_profile_that_is_none_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        town_weights.find_profile(session, "../secret")


def _save(session: Session, scene: Scene, weights: Mapping[str, int], version: int = SHIPPED.version) -> WeightProfile:
    administrator = a_worker(session, scene.town, role=Role.ADMINISTRATOR)
    return town_weights.save(session, administrator, "standard", weights, version=version)
