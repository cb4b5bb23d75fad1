"""Consent, avoid lists, eligibility, vacancy, accessibility, cost, freshness and contact, case by case."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from core.facts import Fact
from matching.rules import (
    accessibility,
    avoid,
    consent,
    contact,
    cost,
    eligibility,
    freshness,
    protection,
    safeguarding,
    trial,
    vacancy,
)
from matching.types import Gender, Known, Need, Option, Status, Verdict
from tests.factories.matching import LATELY, LONG_AGO, NO, TODAY, YES, need, option, said

Judge = Callable[[Need, Option, date], Verdict]

AMONG_YES, AMONG_NO = ({"may_be_with_children": answer} for answer in (Fact.YES, Fact.NO))

UNSAFE_MITO, UNSAFE_MASUDA = ({"unsafe_districts": frozenset({name})} for name in ("mito", "masuda"))
AVOIDS_P2 = {"avoid_persons": frozenset({"p2"})}
KODOMO = "kodomo_shokudo"
UNCHECKED = {"adults_checked": NO}
CASES: list[tuple[Judge, dict[str, Any], dict[str, Any], str, list[str]]] = [
    (consent.judge, {"consent": Fact.YES}, {}, "pass", ["consent_given"]),
    (consent.judge, {"consent": Fact.NO}, {}, "fail", ["consent_refused"]),
    (consent.judge, {"consent": Fact.UNKNOWN}, {}, "unknown", ["consent_not_asked"]),
    (avoid.judge, {}, {}, "pass", ["nothing_avoided"]),
    (avoid.judge, {"avoid_kinds": frozenset({"kayoinoba"})}, {}, "fail", ["avoided_kind"]),
    (avoid.judge, {"avoid_organizations": frozenset({"o1"})}, {}, "fail", ["avoided_organization"]),
    (avoid.judge, {"avoid_services": frozenset({"s1"})}, {}, "fail", ["avoided_service"]),
    (avoid.judge, {"avoid_words": frozenset({"ＡＮＩＭＡＬＳ"})}, {}, "fail", ["avoided_tag"]),
    (avoid.judge, {"avoid_words": frozenset({"犬"})}, {"text": "犬は入れません"}, "unknown", ["avoided_word_in_text"]),
    (avoid.judge, {"avoid_words": frozenset({" "})}, {}, "pass", ["nothing_avoided"]),
    (avoid.judge, {}, {"excluded_persons": frozenset({"p1"})}, "fail", ["host_excludes"]),
    (avoid.judge, AVOIDS_P2, {"participants": frozenset({"p2"})}, "fail", ["kept_apart"]),
    (
        avoid.judge,
        AVOIDS_P2,
        {"participants": frozenset({"p3"})},
        "pass",
        ["nothing_avoided"],
    ),
    (consent.judge, {"refused_hosts": frozenset({"o1"})}, {}, "fail", ["telling_refused"]),
    (consent.judge, {"refused_hosts": frozenset({"o2"})}, {}, "pass", ["consent_given"]),
    (protection.judge, {}, {}, "pass", ["nothing_to_protect"]),
    (protection.judge, {"is_protected": True}, {}, "unknown", ["names_unknown"]),
    (protection.judge, {"is_protected": True}, {"facts": {"names_kept": YES}}, "pass", ["names_kept"]),
    (protection.judge, {"is_protected": True}, {"facts": {"names_kept": NO}}, "fail", ["names_shown"]),
    (protection.judge, UNSAFE_MASUDA, {}, "fail", ["unsafe_district"]),
    (protection.judge, UNSAFE_MITO, {}, "pass", ["nothing_to_protect"]),
    (
        protection.judge,
        UNSAFE_MITO,
        {"district": None},
        "unknown",
        ["unsafe_district_unknown"],
    ),
    (
        protection.judge,
        UNSAFE_MASUDA,
        {"comes_to_home": True},
        "pass",
        ["nothing_to_protect"],
    ),
    (safeguarding.judge, {}, {}, "pass", ["no_child_concerned"]),
    (safeguarding.judge, {"age": 15}, {}, "unknown", ["adults_unknown"]),
    (safeguarding.judge, {"age": 15}, {"facts": {"adults_checked": YES}}, "pass", ["adults_checked"]),
    (safeguarding.judge, {"age": 15}, {"facts": {"adults_checked": NO}}, "fail", ["adults_not_checked"]),
    (safeguarding.judge, {"age": None}, {}, "unknown", ["age_for_safety_unknown"]),
    (safeguarding.judge, {}, {"kind": KODOMO}, "unknown", ["with_children_not_asked"]),
    (
        safeguarding.judge,
        {},
        {"kind": KODOMO, "facts": {"children_present": NO}},
        "pass",
        ["no_child_concerned"],
    ),
    (safeguarding.judge, {}, {"kind": KODOMO, "facts": {"adults_checked": YES}}, "pass", ["adults_checked"]),
    (safeguarding.judge, AMONG_YES, {"facts": {"children_present": YES}}, "pass", ["with_children_agreed"]),
    (safeguarding.judge, AMONG_NO, {"facts": {"children_present": YES}}, "unknown", ["adults_unknown"]),
    (
        safeguarding.judge,
        AMONG_NO,
        {"kind": KODOMO, "facts": {"adults_checked": NO}},
        "fail",
        ["with_children_refused"],
    ),
    (trial.judge, {}, {}, "pass", ["no_condition"]),
    (trial.judge, {}, {"facts": {"companion_required": NO}}, "pass", ["no_condition"]),
    (trial.judge, {}, {"facts": {"companion_required": YES}}, "unknown", ["companion_not_asked"]),
    (trial.judge, {"has_companion": Fact.YES}, {"facts": {"companion_required": YES}}, "pass", ["companion_comes"]),
    (trial.judge, {"has_companion": Fact.NO}, {"facts": {"companion_required": YES}}, "fail", ["companion_missing"]),
    (eligibility.judge, {}, {}, "pass", ["open_to_all"]),
    (eligibility.judge, {}, {"age_min": 65}, "fail", ["too_young"]),
    (eligibility.judge, {}, {"age_max": 39}, "fail", ["too_old"]),
    (eligibility.judge, {}, {"age_min": 52, "age_max": 52}, "pass", ["age_suits"]),
    (eligibility.judge, {"age": None}, {"age_min": 65}, "unknown", ["age_unknown"]),
    (eligibility.judge, {"age": None}, {}, "pass", ["open_to_all"]),
    (eligibility.judge, {}, {"gender_limit": Gender.MALE}, "fail", ["other_gender_only"]),
    (eligibility.judge, {}, {"gender_limit": Gender.FEMALE}, "pass", ["gender_suits"]),
    (eligibility.judge, {"gender": None}, {"gender_limit": Gender.MALE}, "unknown", ["gender_unknown"]),
    (eligibility.judge, {"gender": Gender.OTHER}, {"gender_limit": Gender.MALE}, "unknown", ["gender_unknown"]),
    (eligibility.judge, {}, {"service_area": frozenset({"mito"})}, "fail", ["district_not_served"]),
    (eligibility.judge, {}, {"service_area": frozenset({"masuda"})}, "pass", ["district_served"]),
    (eligibility.judge, {}, {"excluded_districts": frozenset({"masuda"})}, "fail", ["district_not_served"]),
    (eligibility.judge, {}, {"excluded_districts": frozenset({"mito"})}, "pass", ["district_served"]),
    (eligibility.judge, {}, {"arranged_districts": frozenset({"masuda"})}, "unknown", ["district_by_arrangement"]),
    (eligibility.judge, {"district": None}, {"service_area": frozenset({"mito"})}, "unknown", ["district_unknown"]),
    (vacancy.judge, {}, {}, "pass", ["has_vacancy"]),
    (vacancy.judge, {}, {"soft_reserved": 2}, "fail", ["no_vacancy"]),
    (vacancy.judge, {}, {"soft_reserved": 5}, "fail", ["no_vacancy"]),
    (vacancy.judge, {}, {"intake_slots": 0}, "fail", ["no_vacancy"]),
    (vacancy.judge, {}, {"intake_slots": None}, "unknown", ["vacancy_unknown"]),
    (vacancy.judge, {}, {"intake_stated_on": None}, "unknown", ["vacancy_unknown"]),
    (vacancy.judge, {}, {"intake_stated_on": LONG_AGO}, "unknown", ["vacancy_stated_long_ago"]),
    (accessibility.judge, {}, {}, "pass", ["no_access_need"]),
    (accessibility.judge, {"access_needs": frozenset({"step_free"})}, {}, "unknown", ["access_unknown"]),
    (accessibility.judge, {"access_needs": frozenset({"a"})}, {"facts": {"a": YES}}, "pass", ["access_met"]),
    (accessibility.judge, {"access_needs": frozenset({"a"})}, {"facts": {"a": NO}}, "fail", ["access_missing"]),
    (accessibility.judge, {"access_needs": frozenset("ab")}, {"facts": {"a": NO}}, "fail", ["access_missing"]),
    (accessibility.judge, {"access_needs": frozenset("ab")}, {"facts": {"a": YES}}, "unknown", ["access_unknown"]),
    (cost.judge, {"fee_limit": None}, {"fee": 9999}, "pass", ["no_fee_limit"]),
    (cost.judge, {"fee_limit": 100}, {"fee": 100}, "pass", ["fee_within"]),
    (cost.judge, {"fee_limit": 100}, {"fee": 101}, "fail", ["fee_above"]),
    (cost.judge, {"fee_limit": 0}, {"fee": None, "is_free": YES}, "pass", ["free_of_charge"]),
    (cost.judge, {"fee_limit": 0}, {"fee": None, "is_free": NO}, "fail", ["not_free"]),
    (cost.judge, {"fee_limit": 100}, {"fee": None, "is_free": NO}, "unknown", ["fee_unknown"]),
    (cost.judge, {"fee_limit": 100}, {"fee": None}, "unknown", ["fee_unknown"]),
    (cost.judge, {"fee_limit": 100}, {"fee": 300, "is_free": YES}, "unknown", ["fee_contradicts"]),
    (cost.judge, {"fee_limit": 100}, {"fee": 0, "is_free": NO}, "unknown", ["fee_contradicts"]),
    (freshness.judge, {}, {}, "pass", ["assured", "assured"]),
    (freshness.judge, {}, {"assured_on": None}, "unknown", ["never_assured"]),
    (freshness.judge, {}, {"assured_on": date(2026, 5, 27)}, "pass", ["assured", "assured"]),
    (freshness.judge, {}, {"assured_on": date(2026, 5, 26)}, "unknown", ["assured_long_ago"]),
    (freshness.judge, {}, {"status": Status.PAUSED}, "fail", ["paused"]),
    (freshness.judge, {}, {"status": Status.ENDED}, "fail", ["ended"]),
    (freshness.judge, {}, {"status": Status.DRAFT}, "fail", ["draft"]),
    (freshness.judge, {}, {"status": Status.SEASONAL}, "unknown", ["seasonal"]),
    (contact.judge, {}, {"has_host_contact": True}, "pass", ["has_contact"]),
    (contact.judge, {}, {"has_host_contact": False}, "fail", ["no_contact"]),
    (contact.judge, {}, {"has_host_contact": None}, "unknown", ["contact_unknown"]),
]


@pytest.mark.parametrize(("judge", "person", "thing", "outcome", "codes"), CASES)
def test_the_rule_says(
    judge: Judge, person: dict[str, Any], thing: dict[str, Any], outcome: str, codes: list[str]
) -> None:
    assert said(judge(need(**person), option(**thing), TODAY)) == (outcome, codes)


def test_a_verdict_is_as_old_as_its_oldest_fact() -> None:
    facts = {"a": YES, "b": Known(value=True, as_of=LONG_AGO)}
    verdict = accessibility.judge(need(access_needs=frozenset("ab")), option(facts=facts), TODAY)
    assert verdict.as_of == LONG_AGO


def test_a_full_place_says_when_the_host_said_so() -> None:
    assert vacancy.judge(need(), option(intake_slots=0), TODAY).as_of == LATELY
