"""A weight profile is whole, sums to 1000, and changes its version with its weights."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria.goal import GOAL_STEPS
from matching.criteria.registry import BY_KEY
from matching.profiles.weights import TOTAL, UnsoundProfileError, WeightProfile, profile_for, profiles, scaled_to_total

RELEASED = {
    ("first_step", 1): "69d0ff711572",
    ("standard", 1): "1ad363f4599a",
    ("work_trial", 1): "89d3bb05d24a",
    ("first_step", 2): "152625cdf736",
    ("standard", 2): "d42d3a33fb8d",
    ("work_trial", 2): "d6b9c88161b1",
}
"""Profile and version → the seal of its weights. A change of weights is a new version, so a line more."""

raw_weights = st.fixed_dictionaries(dict.fromkeys(BY_KEY, st.integers(0, 50))).filter(lambda raw: any(raw.values()))


def seal(profile: WeightProfile) -> str:
    return sha256(repr(sorted(profile.weights.items())).encode()).hexdigest()[:12]


def test_released_weights_never_change_under_their_version() -> None:
    assert {(each.name, each.version): seal(each) for each in profiles().values()}.items() <= RELEASED.items()


@pytest.mark.control
def test_a_silent_change_of_weights_is_caught() -> None:
    weights = dict(profiles()["standard"].weights)
    weights["travel"], weights["variety"] = weights["variety"], weights["travel"]
    assert seal(replace(profiles()["standard"], weights=weights)) != RELEASED["standard", 2]


@pytest.mark.parametrize(
    "change",
    [
        {"outcome_evidence": 31, "travel": 129},
        {"travel": 161},
        {"travel": 160.0},
        {"travel": True, "variety": 179},
        {"travel": -1, "variety": 181},
        {"luck": 0},
    ],
)
@pytest.mark.control
def test_an_unsound_profile_is_refused(change: dict[str, int]) -> None:
    with pytest.raises(UnsoundProfileError):
        replace(profiles()["standard"], weights={**profiles()["standard"].weights, **change})


def test_a_goal_step_has_its_profile_or_the_standard_one() -> None:
    assert profile_for("visit").name == "first_step"
    assert profile_for("join_at_times").name == profile_for(None).name == "standard"
    assert all(each.goal_steps <= set(GOAL_STEPS) for each in profiles().values())


@given(raw_weights)
def test_any_weights_can_be_brought_to_the_total(raw: dict[str, int]) -> None:
    weights = scaled_to_total(raw)
    assert sum(weights.values()) == TOTAL
    assert all(abs(weights[key] - raw[key] * TOTAL / sum(raw.values())) < 1 for key in raw)


@given(raw_weights, st.integers(1, 40))
def test_the_same_proportions_give_the_same_weights(raw: dict[str, int], factor: int) -> None:
    assert scaled_to_total({key: weight * factor for key, weight in raw.items()}) == scaled_to_total(raw)


def test_no_weight_at_all_is_refused() -> None:
    with pytest.raises(UnsoundProfileError):
        scaled_to_total(dict.fromkeys(BY_KEY, 0))
