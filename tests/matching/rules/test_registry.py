"""The laws that all hard rules obey."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.codes import Code
from matching.rules.findings import all_hold, fails, one_suffices, passes, unknown
from matching.rules.registry import BY_KEY, NEVER_OVERRIDDEN, RULES, Rule, fail_mask, judge_all
from matching.types import Need, Option, Outcome, Verdict
from tests.factories import matching as make
from tests.factories.matching import TODAY, need, option


def demand_that_less_knowledge_only_opens(rule: Rule, full: tuple[Need, Option], partial: tuple[Need, Option]) -> None:
    """The law: what is decided on less knowledge is decided the same way on all of it; unknown is never a fail."""
    decided = rule.judge(*full, TODAY).outcome
    assert rule.judge(*partial, TODAY).outcome in {Outcome.UNKNOWN, decided}


@given(person=make.needs, thing=make.options, asked=make.need_forgettings, gaps=make.forgettings)
def test_what_is_not_known_never_fails_and_never_passes(
    person: Need, thing: Option, asked: frozenset[str], gaps: frozenset[str]
) -> None:
    gaps -= {"tags"}  # an avoid list reads what the option says of itself, and no more
    partial = make.forget_need(person, asked), make.forget_option(thing, gaps)
    for rule in RULES:
        demand_that_less_knowledge_only_opens(rule, (person, thing), partial)


@pytest.mark.control
def test_a_rule_that_takes_unknown_for_no_is_caught() -> None:
    def harsh(person: Need, thing: Option, _today: object) -> Verdict:
        met = all(key in thing.facts and thing.facts[key].value for key in person.access_needs)
        return all_hold("harsh", [passes(Code.ACCESS_MET) if met else fails(Code.ACCESS_MISSING)])

    planted = Rule("harsh", 31, "", harsh)
    person = need(access_needs=frozenset({"step_free"}))
    full = option(facts={"step_free": make.YES})
    with pytest.raises(AssertionError):
        demand_that_less_knowledge_only_opens(planted, (person, full), (person, replace(full, facts={})))


def test_the_usual_pair_passes_every_rule() -> None:
    assert {verdict.outcome for verdict in judge_all(need(), option(), TODAY)} == {Outcome.PASS}


def test_every_verdict_bears_its_rules_key_and_says_why() -> None:
    for rule, verdict in zip(RULES, judge_all(need(), option(), TODAY), strict=True):
        assert verdict.rule == rule.key
        assert verdict.evidence


def test_bits_are_lasting() -> None:
    lasting = {"consent": 0, "avoid": 1, "eligibility": 2, "vacancy": 3, "sessions": 4}
    lasting |= {"reach": 5, "accessibility": 6, "cost": 7, "freshness": 8, "contact": 9}
    lasting |= {"safeguarding": 10, "trial": 11, "protection": 12}
    assert {rule.key: rule.bit for rule in RULES} == lasting


def test_agreement_and_safety_can_never_be_relaxed() -> None:
    assert {"consent", "avoid", "safeguarding", "protection"} == NEVER_OVERRIDDEN
    assert not any(BY_KEY[key].is_relaxable for key in NEVER_OVERRIDDEN)
    assert all(BY_KEY[key].is_sensitive for key in NEVER_OVERRIDDEN)


@given(make.needs, make.options)
def test_the_fail_mask_has_the_bits_of_the_failing_rules(person: Need, thing: Option) -> None:
    verdicts = judge_all(person, thing, TODAY)
    failing = {verdict.rule for verdict in verdicts if verdict.outcome is Outcome.FAIL}
    assert {rule.key for rule in RULES if fail_mask(verdicts) & rule.mask} == failing


def test_all_must_hold_or_one_suffices() -> None:
    no, yes, open_ = fails(Code.NOT_FREE), passes(Code.ASSURED), unknown(Code.SEASONAL)
    assert all_hold("x", [yes, open_, no]).outcome is Outcome.FAIL
    assert all_hold("x", [yes, open_]).outcome is Outcome.UNKNOWN
    assert one_suffices("x", [no, open_, yes]).outcome is Outcome.PASS
    assert one_suffices("x", [no, open_]).outcome is Outcome.UNKNOWN
    assert one_suffices("x", []).outcome is Outcome.FAIL
