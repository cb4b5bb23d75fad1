import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography.points import Metres
from directory.geography.travel import (
    DETOUR,
    KILOMETRES_AN_HOUR,
    Mode,
    Terrain,
    distance_words,
    travel_minutes,
    travel_words,
)


@pytest.mark.parametrize(
    ("metres", "mode", "terrain", "words"),
    [
        (900, Mode.WALK, Terrain.TOWN, "歩いて10〜25分"),
        (900, Mode.WALK_75, Terrain.TOWN, "ゆっくり歩いて15〜30分"),
        (900, Mode.WALK, Terrain.HILL, "歩いて15〜30分"),
        (900, Mode.WHEELCHAIR, Terrain.TOWN, "車いすで20〜35分"),
        (60, Mode.WALK, Terrain.TOWN, "歩いて5分以内"),
        (0, Mode.WALK, Terrain.TOWN, "歩いて5分以内"),
        (24_000, Mode.CAR, Terrain.HILL, "車で60〜95分"),
    ],
)
def test_the_way_is_said_as_a_range(metres: float, mode: Mode, terrain: Terrain, words: str) -> None:
    assert travel_words(mode, travel_minutes(Metres(metres), mode, terrain=terrain)) == words


@given(st.floats(0, 50_000), st.sampled_from(Mode), st.sampled_from(Terrain), st.floats(0, 3000))
def test_a_range_is_in_fives_and_holds_the_estimate(metres: float, mode: Mode, terrain: Terrain, slack: float) -> None:
    found = travel_minutes(Metres(metres), mode, terrain=terrain, slack=Metres(slack))
    estimate = metres * DETOUR[terrain] * 60 / (KILOMETRES_AN_HOUR[mode] * 1000)
    assert (found.low % 5, found.high % 5) == (0, 0)
    assert found.low <= estimate <= found.high
    surer = travel_minutes(Metres(metres), mode, terrain=terrain)
    assert found.low <= surer.low
    assert surer.high <= found.high


@pytest.mark.parametrize(
    ("metres", "words"),
    [(12, "約100m"), (340, "約300m"), (960, "約1.0km"), (1234, "約1.2km"), (9940, "約9.9km"), (12_345, "約12km")],
)
def test_a_distance_is_said_without_false_precision(metres: float, words: str) -> None:
    assert distance_words(Metres(metres)) == words
