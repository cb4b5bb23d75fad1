"""Within the limit, beyond it, or too near the edge to say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.rules import reach
from matching.types import Mode, Need, Option, Outcome, Place
from tests.factories import matching as make
from tests.factories.matching import HOME, NO, TODAY, YES, need, option, said

DEGREE_METRES = 111_195


def north(walk_minutes: float) -> Place:
    """A place that is so many minutes' walk to the north."""
    return Place(HOME.latitude + walk_minutes * 4000 / 60 / 1.3 / DEGREE_METRES, HOME.longitude)


@pytest.mark.parametrize(
    ("minutes", "outcome", "code"),
    [
        (12, "pass", "within_reach"),
        (23.9, "pass", "within_reach"),
        (24.1, "unknown", "at_edge_of_reach"),
        (35.9, "unknown", "at_edge_of_reach"),
        (36.1, "fail", "out_of_reach"),
        (50, "fail", "out_of_reach"),
    ],
)
def test_a_fifth_of_the_limit_either_way_stays_open(minutes: float, outcome: str, code: str) -> None:
    assert said(reach.judge(need(), option(place=north(minutes)), TODAY)) == (outcome, [code])


def test_the_evidence_names_mode_limit_time_and_method() -> None:
    verdict = reach.judge(need(), option(place=north(50)), TODAY)
    assert verdict.evidence[0].params == {"mode": "walk", "limit": 30, "minutes": 50, "method": "straight_line"}


@pytest.mark.parametrize(
    ("person", "thing", "outcome", "codes"),
    [
        ({}, {"place": None}, "unknown", ["place_unknown"]),
        ({"home": None}, {}, "unknown", ["home_unknown"]),
        ({"travel": {}}, {}, "unknown", ["modes_not_asked"]),
        ({"travel": {}}, {"comes_to_home": True}, "pass", ["comes_to_home"]),
        ({"travel": {Mode.WALK: None}}, {}, "unknown", ["limit_not_asked"]),
        ({"travel": {Mode.BUS: 20}}, {}, "unknown", ["timetable_needed"]),
        ({"travel": {Mode.SHARED_TAXI: 5}}, {"place": north(200)}, "fail", ["out_of_reach"]),
        ({"travel": {Mode.LIFT: None}}, {"transport": YES}, "pass", ["lift_offered"]),
        ({"travel": {Mode.LIFT: None}}, {"transport": NO}, "fail", ["lift_not_offered"]),
        ({"travel": {Mode.LIFT: None}}, {}, "unknown", ["lift_unknown"]),
        ({"travel": {Mode.LIFT: 10}}, {"transport": YES, "place": north(300)}, "fail", ["out_of_reach"]),
        ({"travel": {Mode.LIFT: 10}}, {"transport": YES, "place": None}, "unknown", ["place_unknown"]),
        (
            {"travel": {Mode.WALK: 30, Mode.LIFT: None}},
            {"transport": YES, "place": north(99)},
            "pass",
            ["lift_offered"],
        ),
        ({"travel": {Mode.WALK: 30, Mode.CAR: 30}}, {"place": north(99)}, "pass", ["within_reach"]),
        (
            {"travel": {Mode.WALK: 30, Mode.LIFT: None}},
            {"transport": NO, "place": north(99)},
            "fail",
            ["out_of_reach", "lift_not_offered"],
        ),
    ],
)
def test_every_way_of_travelling(
    person: dict[str, object], thing: dict[str, object], outcome: str, codes: list[str]
) -> None:
    assert said(reach.judge(need(**person), option(**thing), TODAY)) == (outcome, codes)


@given(make.needs, make.options, st.sampled_from(Mode), st.integers(5, 90))
def test_another_way_of_travelling_never_makes_a_place_harder_to_reach(
    person: Need, thing: Option, mode: Mode, limit: int
) -> None:
    order = [Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS]
    before = reach.judge(person, thing, TODAY).outcome
    more = replace(person, travel={mode: limit, **person.travel})
    assert order.index(reach.judge(more, thing, TODAY).outcome) >= order.index(before)


@given(make.needs, make.options, st.floats(0, 1), st.floats(0, 1))
def test_a_rough_place_is_decided_only_when_every_point_it_may_be_agrees(
    person: Need, thing: Option, up: float, right: float
) -> None:
    assert thing.place is not None
    rough = replace(thing, place=replace(thing.place, uncertain_metres=800))
    near = Place(thing.place.latitude + up * 0.004, thing.place.longitude + right * 0.004)
    exact = reach.judge(person, replace(thing, place=near), TODAY).outcome
    assert reach.judge(person, rough, TODAY).outcome in {Outcome.UNKNOWN, exact}
