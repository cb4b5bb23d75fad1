"""People, options with places, and pairs with weights: the plain case, where prices prove the best answer."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matching.assignment.instance import BoolArray
from matching.assignment.types import IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Everyone takes one option at most; pairs are sorted by person, then by option, and stand once."""

    people: int
    person: IntArray
    option: IntArray
    capacity: IntArray

    def only(self, keep: BoolArray | IntArray) -> "Network":
        """The same people and places with fewer pairs."""
        return Network(self.people, self.person[keep], self.option[keep], self.capacity)


@dataclass(frozen=True, slots=True, eq=False)
class Seats:
    """Pairs with scarce options, how many places each of these has, and the first column of every option."""

    pairs: IntArray
    places: IntArray
    columns: IntArray


def match_by_scipy(network: Network, weight: IntArray) -> IntArray:
    """The chosen pairs of the largest total weight, where being unplaced weighs 0.

    Options that have a place for each of their candidates bind nobody: a person's best one of them stands in for
    being unplaced. Every other option becomes as many columns as it has places.
    """
    wishes = np.bincount(network.option, minlength=len(network.capacity))
    binding = (network.capacity < wishes)[network.option]
    fallback, at_fallback = _best_free(network, weight, ~binding)
    scarce = np.flatnonzero(binding & (weight > fallback[network.person]) & (network.capacity[network.option] > 0))
    places = network.capacity[network.option[scarce]]
    if not len(scarce):
        return at_fallback[at_fallback >= 0]
    columns = np.concatenate(([0], np.cumsum(np.where(network.capacity < wishes, network.capacity, 0))))
    chosen = _assigned(network, weight, Seats(scarce, places, columns), fallback)
    taken = np.full(network.people, -1, dtype=np.int64)
    taken[network.person[chosen]] = chosen
    taken = np.where(taken >= 0, taken, at_fallback)
    return taken[taken >= 0]


def expanded_pairs(network: Network) -> int:
    """How many pairs SciPy would be given."""
    wishes = np.bincount(network.option, minlength=len(network.capacity))
    return int((wishes * np.where(network.capacity < wishes, network.capacity, 0)).sum())


def _best_free(network: Network, weight: IntArray, free: BoolArray) -> tuple[IntArray, IntArray]:
    """For everyone the weight and position of the best pair that binds nobody; 0 and −1 where there is none."""
    best = np.zeros(network.people, dtype=np.int64)
    at = np.full(network.people, -1, dtype=np.int64)
    pairs = np.flatnonzero(free & (weight > 0))
    np.maximum.at(best, network.person[pairs], weight[pairs])
    pairs = pairs[weight[pairs] == best[network.person[pairs]]]
    at[network.person[pairs[::-1]]] = pairs[::-1]
    return best, at


def _assigned(network: Network, weight: IntArray, seats: Seats, fallback: IntArray) -> IntArray:
    """The scarce pairs that the assignment takes; a person's own last column stands for the fallback."""
    scarce, places, columns = seats.pairs, seats.places, seats.columns
    width = int(columns[-1])
    pair = np.repeat(scarce, places)
    starts = np.cumsum(places) - places
    column = columns[network.option[pair]] + np.arange(len(pair)) - np.repeat(starts, places)
    own = np.arange(network.people)
    dear = int(max(weight[scarce].max(), fallback.max())) + 1
    cost = np.concatenate((dear - weight[pair], dear - fallback)).astype(np.float64)
    row = np.concatenate((network.person[pair], own))
    at = np.concatenate((column, width + own))
    shape = (network.people, width + network.people)
    rows, taken = min_weight_full_bipartite_matching(csr_array((cost, (row, at)), shape=shape))
    real = taken < width
    option = np.searchsorted(columns, taken[real], side="right") - 1
    code = network.person * len(network.capacity) + network.option
    return np.asarray(np.searchsorted(code, rows[real] * len(network.capacity) + option), dtype=np.int64)
