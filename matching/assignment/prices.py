"""What would one more place add, and does that prove that no answer is better?

The price of an option is the gain of the best chain that one more place there would set off: somebody comes, leaves a
place to somebody else, and so on. It is the smallest price that proves the answer, and exactly the value of one more
place. Someone's own price is what their being there adds at least. For every pair, both prices together are no less
than the pair's weight, and for every chosen pair exactly that much; only full options and placed people have one.
"""

from dataclasses import dataclass

import numpy as np

from matching.assignment.instance import BoolArray
from matching.assignment.network import Network
from matching.assignment.types import IntArray

FAR = -(1 << 61)
"""Less than any chain is worth."""


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """For each word of the weights: the price of every option and person; and the first pair of each best chain.

    `first` is −1 where no chain adds anything; `seat` is everyone's chosen pair, −1 for the unplaced.
    """

    options: tuple[IntArray, ...]
    people: tuple[IntArray, ...]
    first: IntArray
    seat: IntArray


def prices(network: Network, words: tuple[IntArray, ...], chosen: IntArray) -> Chains:
    """The smallest prices that prove the chosen pairs best, word by word."""
    seat = np.full(network.people, -1, dtype=np.int64)
    seat[network.person[chosen]] = chosen
    load = np.bincount(network.option[chosen], minlength=len(network.capacity))
    full = load >= network.capacity
    free_pairs = np.ones(len(network.person), dtype=np.bool_)
    free_pairs[chosen] = False
    usable = free_pairs & full[network.option]
    start = np.zeros(len(network.capacity), dtype=np.int64)
    first = np.full(len(network.capacity), -1, dtype=np.int64)
    of_options: list[IntArray] = []
    of_people: list[IntArray] = []
    for word in words:
        gain, first = _longest(network, word, seat, usable, start)
        leave = _leaving(network, word, seat, gain)
        of_options.append(gain)
        of_people.append(-leave)
        usable = usable & (word + leave[network.person] == gain[network.option])
        start = np.where((gain > 0) | (start < 0), FAR, 0)
    return Chains(tuple(of_options), tuple(of_people), first, seat)


def _leaving(network: Network, word: IntArray, seat: IntArray, gain: IntArray) -> IntArray:
    """What is gained when someone leaves where they are: the chain behind them, less what they had."""
    seated = seat >= 0
    at = np.where(seated, seat, 0)
    if not len(word):
        return np.zeros(network.people, dtype=np.int64)
    return np.where(seated, gain[network.option[at]] - word[at], 0)


def _longest(
    network: Network,
    word: IntArray,
    seat: IntArray,
    usable: BoolArray,
    start: IntArray,
) -> tuple[IntArray, IntArray]:
    """The best chain into every full option; only what has changed is looked at again."""
    pairs = np.flatnonzero(usable)
    gain = start.copy()
    first = np.full(len(gain), -1, dtype=np.int64)
    leave = _leaving(network, word, seat, gain)
    while len(pairs):
        came = word[pairs] + leave[network.person[pairs]]
        before = gain.copy()
        np.maximum.at(gain, network.option[pairs], came)
        option = network.option[pairs]
        best = (came == gain[option]) & (came > before[option])
        first[option[best]] = pairs[best]
        leave = _leaving(network, word, seat, gain)
        moved = gain > before
        changed = (seat >= 0) & moved[network.option[np.maximum(seat, 0)]]
        pairs = np.flatnonzero(usable & changed[network.person])
    return gain, first
