"""The ranking by columns is the plain ranking: the same places, points, counts and reasons (matching.md §4)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import ranking as plain
from matching.columns import criteria, rules
from matching.columns.layers import Layers
from matching.columns.ranking import rank
from matching.criteria import goal
from matching.criteria.registry import CRITERIA, Criterion
from matching.criteria.values import Value, anything
from matching.profiles.weights import WeightProfile, profiles
from matching.rules import vacancy
from matching.rules.findings import all_hold, fails
from matching.rules.registry import RULES, Rule
from matching.types import Need, Option, Verdict
from tests.factories.matching import TODAY, option_named
from tests.factories.wild_towns import luck_of, wild_option, wild_town

seeds = st.integers(0, 1 << 32)
profile_names = st.sampled_from(sorted(profiles()))


def demand_the_same(person: Need, layers: Layers, things: list[Option], profile: WeightProfile, k: int) -> None:
    """The law: both rankings are equal in every part."""
    assert rank(person, layers, profile, TODAY, k=k) == plain.rank(person, things, profile, TODAY, k=k)


def weighing_experience(profile: WeightProfile) -> WeightProfile:
    """The same profile with the most points that experience may have."""
    weights = {**profile.weights, "goal_fit": profile.weights["goal_fit"] - 30, "outcome_evidence": 30}
    return replace(profile, weights=weights)


@given(seeds, profile_names, st.integers(0, 6))
@settings(max_examples=300)
def test_equals_the_plain_ranking(seed: int, name: str, k: int) -> None:
    person, things = wild_town(seed)
    demand_the_same(person, Layers.of(things), things, weighing_experience(profiles()[name]), k)


@given(seeds)
@settings(max_examples=100)
def test_equals_the_plain_ranking_of_what_changed(seed: int) -> None:
    """Options come, go and become otherwise, in either layer."""
    person, things = wild_town(seed)
    luck, known = luck_of(seed), {thing.service: thing for thing in things}
    layers = Layers.of(things)
    for _ in range(4):
        withdrawn = frozenset(luck.sample(sorted(known), len(known) // 4))
        fresh = [wild_option(luck, f"s{luck.randint(0, 15):02}") for _ in range(2)]
        fresh = list({thing.service: thing for thing in fresh if thing.service not in withdrawn}.values())
        layers = layers.changed(fresh, withdrawn)
        known = {key: thing for key, thing in known.items() if key not in withdrawn}
        known |= {thing.service: thing for thing in fresh}
        demand_the_same(person, layers, list(known.values()), profiles()["standard"], 5)


def test_layers_become_one_when_much_changed() -> None:
    luck = luck_of(1)
    layers = Layers.of([wild_option(luck, f"s{number:03}") for number in range(200)])
    few, many = ([wild_option(luck, f"t{number:03}") for number in range(count)] for count in (10, 65))
    assert len(layers.changed(few).patch) == 10
    assert len(layers.changed(few).changed(many).patch) == 0
    assert len(list(layers.changed(few).changed(many).current())) == 265


def test_every_rule_and_criterion_has_a_form_in_columns() -> None:
    assert {rule.judge for rule in RULES} == set(rules.SCREENS) | rules.OPTION_BY_OPTION
    assert {criterion.value for criterion in CRITERIA} == set(criteria.WEIGHINGS) | criteria.OPTION_BY_OPTION


def test_asks_a_rule_and_a_criterion_without_a_form_of_every_option() -> None:
    def odd(_need: Need, option: Option, _today: date) -> Verdict:
        return all_hold("vacancy", [fails(vacancy.Code.NO_VACANCY)] if option.service.endswith("1") else [])

    def vague(_need: Need, option: Option, _today: date) -> Value:
        return anything() if option.kind == "kayoinoba" else goal.value(_need, option, _today)

    person, things = wild_town(3)
    own_rules = (*RULES[:3], Rule("vacancy", 3, "", odd, "空きが出れば"))
    own_criteria = tuple(Criterion(one.key, "", vague) for one in CRITERIA)
    profile = profiles()["standard"]
    found = rank(person, Layers.of(things), profile, TODAY, rules=own_rules, criteria=own_criteria)
    assert found == plain.rank(person, things, profile, TODAY, rules=own_rules, criteria=own_criteria)


def test_refuses_a_service_twice() -> None:
    _, things = wild_town(3)
    with pytest.raises(ValueError, match="once"):
        Layers.of([*things, option_named(things[0], things[1].service)])


@pytest.mark.control
def test_the_comparison_finds_one_place_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rules.SCREENS, vacancy.judge, rules.SCREENS[next(iter(rules.SCREENS))])
    with pytest.raises(AssertionError):
        for seed in range(50):
            person, things = wild_town(seed)
            demand_the_same(person, Layers.of(things), things, profiles()["standard"], 5)
