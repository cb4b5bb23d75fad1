"""The compiled kernel and SciPy find the same worth, and prices prove it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.assignment.backends import LARGE, SCIPY, Backend, backend_for, has_kernel, kernel
from matching.assignment.network import Network
from matching.assignment.plain import best_of
from matching.assignment.types import IntArray

pytestmark = pytest.mark.skipif(not has_kernel(), reason="the extra scale is not on this machine")


@st.composite
def networks(draw: st.DrawFn, *, people: int = 8, options: int = 6) -> tuple[Network, IntArray]:
    """A network with zero places here and there, and weights that tie."""
    count, width = draw(st.integers(1, people)), draw(st.integers(1, options))
    codes = sorted(draw(st.sets(st.integers(0, count * width - 1), min_size=1)))
    code = np.array(codes, dtype=np.int64)
    capacity = draw(st.lists(st.integers(0, 3), min_size=width, max_size=width))
    top = draw(st.sampled_from((2, 9, 1000, 1 << 58)))
    weight = draw(st.lists(st.integers(0, top), min_size=len(codes), max_size=len(codes)))
    network = Network(count, code // width, code % width, np.array(capacity, dtype=np.int64))
    return network, np.array(weight, dtype=np.int64)


def made_up(people: int, options: int, *, seed: int, places: int = 3) -> tuple[Network, IntArray]:
    chance = np.random.default_rng(seed)
    code = np.unique(np.repeat(np.arange(people), 12) * options + chance.integers(0, options, people * 12))
    network = Network(people, code // options, code % options, chance.integers(0, places, options))
    return network, chance.integers(1, 1001, len(code))


def keeps_places(network: Network, chosen: IntArray) -> bool:
    load = np.bincount(network.option[chosen], minlength=len(network.capacity))
    return len(set(network.person[chosen].tolist())) == len(chosen) and bool((load <= network.capacity).all())


def is_proven(network: Network, weight: IntArray, backend: Backend) -> bool:
    """Primal equals dual in whole numbers, and no pair is worth more than its prices."""
    best = best_of(network, (weight,), backend)
    (people,), (options,) = best.chains.people, best.chains.options
    paid = sum(people.tolist()) + sum(p * c for p, c in zip(options.tolist(), network.capacity.tolist(), strict=True))
    covers = (people[network.person] + options[network.option] >= weight).all()
    return bool(covers) and paid == sum(weight[best.chosen].tolist()) and keeps_places(network, best.chosen)


class TestKernel:
    @given(networks())
    def test_an_answer_is_proven_by_its_prices(self, asked: tuple[Network, IntArray]) -> None:
        assert is_proven(*asked, kernel())

    @pytest.mark.parametrize("seed", range(100))
    def test_a_middle_instance_has_the_worth_that_scipy_finds(self, seed: int) -> None:
        network, weight = made_up(150, 20 + 4 * seed, seed=seed, places=2 + seed % 5)
        found, other = kernel().match(network, weight), SCIPY.match(network, weight)
        assert weight[found].sum() == weight[other].sum()
        assert keeps_places(network, found)
        assert keeps_places(network, other)

    def test_words_are_solved_one_after_another(self) -> None:
        network, points = made_up(60, 30, seed=5)
        digits = [(points >= level).astype(np.int64) for level in range(100, 1000, 60)]
        worth = [
            [int(digit[best_of(network, (*digits, points), backend).chosen].sum()) for digit in (*digits, points)]
            for backend in (kernel(), SCIPY)
        ]
        assert worth[0] == worth[1]

    def test_an_empty_network_has_an_empty_answer(self) -> None:
        nothing = np.zeros(0, dtype=np.int64)
        assert kernel().match(Network(3, nothing, nothing, np.array([1])), nothing).tolist() == []

    def test_the_same_network_has_the_same_answer(self) -> None:
        network, weight = made_up(200, 60, seed=3)
        flat = np.ones_like(weight)
        assert kernel().match(network, flat).tolist() == kernel().match(network, flat).tolist()


class TestChoice:
    def test_a_town_is_left_to_scipy_and_a_prefecture_to_the_kernel(self) -> None:
        town, _ = made_up(80, 30, seed=1)
        assert backend_for(town) is SCIPY
        pairs = LARGE // 2
        crowd = Network(pairs, np.arange(pairs), np.zeros(pairs, dtype=np.int64), np.array([3]))
        assert backend_for(crowd) is kernel()

    @pytest.mark.control
    def test_a_worse_answer_is_told(self) -> None:
        lazy = Backend(lambda _network, _weight: np.zeros(0, dtype=np.int64), SCIPY.bits)
        assert not is_proven(*made_up(20, 10, seed=1), lazy)
