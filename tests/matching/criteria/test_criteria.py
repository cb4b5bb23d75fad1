"""Each soft criterion, case by case, and the law that knowing more only narrows it."""

from datetime import time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from matching.criteria import availability, comfort, goal, host, interest, travel
from matching.criteria.registry import CRITERIA, Criterion, Measure
from matching.criteria.values import Value, anything, certain
from matching.types import Comfort, Gender, Mode, Need, Option, Place
from matching.week import Session, Week
from tests.factories import matching as make
from tests.factories.matching import HOME, LONG_AGO, NO, TODAY, YES, need, option

MORNING = Week.free_at([(2, time(9), time(11))])
QUIET = frozenset({Comfort.QUIET})
TWO_WISHES = frozenset({Comfort.QUIET, Comfort.BEGINNERS_WELCOME})
SAME_SEX = frozenset({Comfort.SAME_SEX})

CASES: list[tuple[Measure, dict[str, Any], dict[str, Any], str, str]] = [
    (goal.value, {}, {}, "1", "1"),
    (goal.value, {"goal_step": "move_on"}, {}, "1/4", "1/4"),
    (goal.value, {"goal_step": None}, {}, "0", "1"),
    (goal.value, {"goal_step": "fly"}, {}, "0", "1"),
    (goal.value, {}, {"kind": "other"}, "0", "1"),
    (interest.value, {}, {}, "1", "1"),
    (interest.value, {"wishes": frozenset()}, {}, "0", "1"),
    (interest.value, {"wishes": frozenset({"animals", "cooking"})}, {}, "1/2", "1/2"),
    (interest.value, {"strengths": frozenset({"cooking"})}, {}, "2/3", "2/3"),
    (interest.value, {}, {"tags": frozenset()}, "0", "1"),
    (interest.value, {"wish_words": frozenset({"どうぶつ"})}, {"tags": frozenset()}, "1/2", "1"),
    (interest.value, {"wish_words": frozenset({"将棋"})}, {}, "1/2", "1/2"),
    (travel.value, {}, {"place": HOME}, "1", "1"),
    (travel.value, {}, {"place": None}, "0", "1"),
    (travel.value, {"home": None}, {}, "0", "1"),
    (travel.value, {"travel": {}}, {}, "0", "1"),
    (travel.value, {"travel": {Mode.WALK: None}}, {}, "0", "1"),
    (travel.value, {"travel": {Mode.BUS: 30}}, {"place": HOME}, "0", "1"),
    (travel.value, {"travel": {Mode.LIFT: None}}, {"transport": YES}, "1", "1"),
    (travel.value, {"travel": {Mode.LIFT: None}}, {"transport": NO}, "0", "0"),
    (travel.value, {"travel": {Mode.LIFT: None}}, {}, "0", "1"),
    (travel.value, {"travel": {Mode.LIFT: 30}}, {"transport": YES, "place": HOME}, "1", "1"),
    (travel.value, {}, {"place": None, "comes_to_home": True}, "1", "1"),
    (availability.value, {}, {}, "1", "1"),
    (availability.value, {"availability": MORNING}, {}, "2/3", "2/3"),
    (availability.value, {"availability": None}, {}, "0", "1"),
    (availability.value, {}, {"sessions": ()}, "0", "1"),
    (availability.value, {}, {"sessions": (), "by_arrangement": True}, "1", "1"),
    (availability.value, {}, {"sessions": (Session(2),)}, "1", "1"),
    (availability.value, {"availability": MORNING}, {"sessions": (Session(3),)}, "0", "0"),
    (availability.value, {"availability": MORNING}, {"sessions": (Session(2),)}, "0", "1"),
    (availability.value, {"availability": MORNING}, {"sessions": (Session(None),)}, "0", "1"),
    (comfort.comfort_value, {}, {}, "1", "1"),
    (comfort.comfort_value, {"comfort": QUIET}, {}, "0", "1"),
    (comfort.comfort_value, {"comfort": QUIET}, {"facts": {"quiet": YES}}, "1", "1"),
    (comfort.comfort_value, {"comfort": QUIET}, {"facts": {"quiet": NO}}, "0", "0"),
    (comfort.comfort_value, {"comfort": TWO_WISHES}, {"facts": {"quiet": YES}}, "1/2", "1"),
    (comfort.social_value, {"comfort": QUIET}, {}, "1", "1"),
    (comfort.social_value, {"comfort": SAME_SEX}, {"gender_limit": Gender.FEMALE}, "1", "1"),
    (comfort.social_value, {"comfort": SAME_SEX}, {"gender_limit": Gender.MALE}, "0", "0"),
    (comfort.social_value, {"comfort": SAME_SEX, "gender": None}, {"gender_limit": Gender.MALE}, "0", "1"),
    (comfort.social_value, {"comfort": SAME_SEX}, {}, "0", "1"),
    (comfort.social_value, {"comfort": SAME_SEX}, {"facts": {"same_sex": YES}}, "1", "1"),
    (host.continuity_value, {"known_organizations": frozenset({"o1"})}, {}, "1", "1"),
    (host.continuity_value, {}, {}, "0", "0"),
    (host.readiness_value, {}, {}, "2/3", "2/3"),
    (host.readiness_value, {}, {"intake_slots": 9}, "1", "1"),
    (host.readiness_value, {}, {"intake_stated_on": LONG_AGO}, "0", "1"),
    (host.variety_value, {"ended_kinds": frozenset({"kayoinoba"})}, {}, "0", "0"),
    (host.variety_value, {}, {}, "1", "1"),
]


@pytest.mark.parametrize(("measure", "person", "thing", "low", "high"), CASES)
def test_the_criterion_measures(
    measure: Measure, person: dict[str, Any], thing: dict[str, Any], low: str, high: str
) -> None:
    measured = measure(need(**person), option(**thing), TODAY)
    assert (measured.low, measured.high) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("seconds", "share"), [(0, "1"), (450, "1"), (900, "2/3"), (1350, "1/3"), (1800, "0"), (9999, "0")]
)
def test_the_first_quarter_of_the_way_costs_nothing_and_the_limit_costs_all(seconds: int, share: str) -> None:
    assert travel.ease(seconds, 30) == Fraction(share)


def test_the_best_way_of_travelling_counts() -> None:
    away = option(place=Place(HOME.latitude + 0.018, HOME.longitude))
    measured = travel.value(need(travel={Mode.WALK: 30, Mode.CAR: 30}), away, TODAY)
    assert measured.low == 1
    assert measured.evidence[0].params["mode"] == "car"


def demand_that_knowing_more_narrows(
    criterion: Criterion, full: tuple[Need, Option], partial: tuple[Need, Option]
) -> None:
    """The law: once something becomes known, the value lies where it was announced to lie."""
    announced, known = criterion.value(*partial, TODAY), criterion.value(*full, TODAY)
    assert announced.low <= known.low <= known.high <= announced.high


@given(make.needs, make.options, make.need_forgettings, make.forgettings)
def test_what_becomes_known_never_leaves_the_announced_range(
    person: Need, thing: Option, asked: frozenset[str], gaps: frozenset[str]
) -> None:
    partial = make.forget_need(person, asked), make.forget_option(thing, gaps)
    for criterion in CRITERIA:
        demand_that_knowing_more_narrows(criterion, (person, thing), partial)


@pytest.mark.control
def test_a_criterion_that_takes_unknown_for_a_middling_fit_is_caught() -> None:
    def guessing(person: Need, thing: Option, _today: object) -> Value:
        return certain(Fraction(1, 2)) if thing.place is None else certain(Fraction(1))

    planted = Criterion("guessing", "", guessing)
    with pytest.raises(AssertionError):
        demand_that_knowing_more_narrows(planted, (need(), option()), (need(), option(place=None)))


@given(make.needs, make.options, make.need_forgettings, make.forgettings)
def test_every_share_lies_between_nothing_and_all(
    person: Need, thing: Option, asked: frozenset[str], gaps: frozenset[str]
) -> None:
    for criterion in CRITERIA:
        measured = criterion.value(make.forget_need(person, asked), make.forget_option(thing, gaps), TODAY)
        assert anything().low <= measured.low <= measured.high <= anything().high


def test_every_kind_has_a_grade_for_every_step() -> None:
    assert {len(grades) for grades in goal.GRADES.values()} == {len(goal.GOAL_STEPS)} == {8}
    assert all(0 <= grade <= goal.TOP_GRADE for grades in goal.GRADES.values() for grade in grades)
