"""The plain case, solved: everyone takes one option at most, and options have places and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.assignment.backends import Backend, backend_for
from matching.assignment.instance import BoolArray
from matching.assignment.network import Network
from matching.assignment.prices import Chains, prices
from matching.assignment.types import IntArray
from matching.assignment.weights import Weights, packed


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best pairs, and the prices that prove it."""

    chosen: IntArray
    weights: Weights
    chains: Chains


def best_of(network: Network, digits: Sequence[IntArray], backend: Backend | None = None) -> Best:
    """The pairs with the largest digits, the most important digit first, and their proof."""
    return proven_best(network, digits, chosen_of(network, digits, backend), backend)


def chosen_of(network: Network, digits: Sequence[IntArray], backend: Backend | None = None) -> IntArray:
    """The pairs with the largest digits, word by word: each on the answers that are best for the words before."""
    backend = backend or backend_for(network)
    words = _weights(network, digits, backend).words
    chosen = backend.match(network, words[0])
    for number in range(1, len(words)):
        known, word = words[:number], words[number]
        chains = prices(network, known, chosen)
        keep = _equally_good(network, known, chains)
        due = _due(chains.people)[network.person] + _due(chains.options)[network.option]
        mark = (int(word.max(initial=0)) + 1) * (network.people + 1)
        at = np.flatnonzero(keep)
        chosen = at[backend.match(network.only(keep), (word + mark * due)[keep])]
    return chosen


def proven_best(network: Network, digits: Sequence[IntArray], chosen: IntArray, backend: Backend | None = None) -> Best:
    """Best pairs with the prices that prove them."""
    weights = _weights(network, digits, backend or backend_for(network))
    return Best(chosen, weights, prices(network, weights.words, chosen))


def _weights(network: Network, digits: Sequence[IntArray], backend: Backend) -> Weights:
    """The digits in one word; where that is too narrow, in words with room for marks.

    A later word marks who must stay placed and which option must stay full.
    """
    count = max(1, min(network.people, int(network.capacity.sum())))
    weights = packed(digits, count=count, bits=backend.bits)
    if len(weights.words) == 1:
        return weights
    return packed(digits, count=count, bits=backend.bits - network.people.bit_length() - 2)


def _equally_good(network: Network, known: Sequence[IntArray], chains: Chains) -> BoolArray:
    """The pairs that an answer may hold that is as good in every known word."""
    priced = zip(known, chains.options, chains.people, strict=True)
    equal = [o[network.option] + p[network.person] == word for word, o, p in priced]
    return np.asarray(np.logical_and.reduce(equal), dtype=np.bool_)


def _due(words: Sequence[IntArray]) -> IntArray:
    """One for everyone, or every option, that has a price in any word and must therefore stay placed, or full."""
    return np.asarray(np.logical_or.reduce([word != 0 for word in words]), dtype=np.int64)
