"""Shortest augmenting paths for a prefecture or the nation, compiled: the best pairs of a network in whole numbers.

People come one after another. Everyone takes the cheapest path to a place: go somewhere, somebody there goes somewhere
else, and so on, until a free place is found or somebody is better left out. Prices of full options keep all earlier
choices best (Dijkstra on reduced weights, as Edmonds and Karp, and Tomizawa, have it). This is the only module that
knows numba; `backends` loads it where it is installed.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from matching.assignment.network import Network
from matching.assignment.types import IntArray

FAR = 1 << 62
"""Farther than any path."""
OFTEN = 16
"""How often the least price is looked up, so that this costs no more than looking at everyone so many times."""
OUT = -1
"""Where a path ends that leaves the newcomer without a place."""
LENGTH, END, WAITING, SCANNED, LEAST = range(5)
"""What a search keeps of itself: the cheapest path so far, its end, and how many options wait and are looked through.

`LEAST` is a price that every option has at least; prices never fall, so that it may be old.
A path ends at an option with a free place, or below `OUT` at the seat (−2 − seat) of whoever is left out.
"""


class State(NamedTuple):
    """The columns that everything stands in.

    Pairs of person i are from `start[i]` up to `start[i + 1]`, the heaviest first; seats of option j from `first[j]` up
    to `first[j + 1]`,
    of which `taken[j]` are taken; `sits` is the pair on a seat, `place_of` the option of a seat, `seat` everyone's
    seat, −1 for none. `price` is what an option costs, `left` what everyone has left over. Of one search: distances,
    the pair by which each option was reached, a heap of options by distance with everyone's position in it, the
    options looked through, and the search itself.
    """

    start: IntArray
    person: IntArray
    option: IntArray
    weight: IntArray
    first: IntArray
    taken: IntArray
    sits: IntArray
    place_of: IntArray
    seat: IntArray
    price: IntArray
    left: IntArray
    distance: IntArray
    came: IntArray
    heap: IntArray
    position: IntArray
    scanned: IntArray
    search: IntArray


def match_by_paths(network: Network, weight: IntArray) -> IntArray:
    """The chosen pairs of the largest total weight, where being unplaced weighs 0."""
    useful = np.flatnonzero((weight > 0) & (network.capacity[network.option] > 0))
    useful = useful[np.lexsort((-weight[useful], network.person[useful]))]
    state = _state(network.only(useful), weight[useful])
    _place_all(state)
    return np.asarray(np.sort(useful[state.sits[state.sits >= 0]]), dtype=np.int64)


def _state(network: Network, weight: IntArray) -> State:
    """Nobody has a place yet, and nothing costs anything."""
    people, options = network.people, len(network.capacity)
    places = np.minimum(network.capacity, np.bincount(network.option, minlength=options))
    first = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(places)))
    return State(
        start=np.searchsorted(network.person, np.arange(people + 1)).astype(np.int64),
        person=network.person,
        option=network.option,
        weight=weight,
        first=first,
        taken=_filled(options, 0),
        sits=_filled(int(first[-1]), -1),
        place_of=np.repeat(np.arange(options), places),
        seat=_filled(people, -1),
        price=_filled(options, 0),
        left=_filled(people, 0),
        distance=_filled(options, FAR),
        came=_filled(options, -1),
        heap=_filled(options, -1),
        position=_filled(options, -1),
        scanned=_filled(options, -1),
        search=_filled(5, 0),
    )


def _filled(size: int, value: int) -> IntArray:
    return np.full(size, value, dtype=np.int64)


@njit(cache=True)
def _place_all(state: State) -> None:
    """Everyone takes the cheapest path, one after another."""
    for person in range(len(state.start) - 1):
        if person % (OFTEN + len(state.price) // OFTEN) == 0:
            state.search[LEAST] = state.price.min()
        best = 0
        for pair in range(state.start[person], state.start[person + 1]):
            best = max(best, state.weight[pair] - state.price[state.option[pair]])
        state.left[person] = best
        if best > 0:
            _find(state, person)
            _reprice(state)
            state.left[person] -= state.search[LENGTH]
            _forget(state)
            if state.search[END] != OUT:
                _shift(state)


@njit(cache=True)
def _find(state: State, person: int) -> None:
    """Look for the cheapest path from a person, nearest options first."""
    search = state.search
    search[LENGTH], search[END], search[WAITING], search[SCANNED] = state.left[person], OUT, 0, 0
    _look(state, person, 0)
    while search[WAITING] > 0:
        option = state.heap[0]
        distance = state.distance[option]
        if distance >= search[LENGTH]:
            break
        _pop(state)
        state.scanned[search[SCANNED]] = option
        search[SCANNED] += 1
        for seat in range(state.first[option], state.first[option] + state.taken[option]):
            guest = state.person[state.sits[seat]]
            if distance + state.left[guest] < search[LENGTH]:
                search[LENGTH], search[END] = distance + state.left[guest], -2 - seat
            _look(state, guest, distance)


@njit(cache=True)
def _look(state: State, person: int, distance: int) -> None:
    """Where else a person could go; only what is nearer than the best end so far matters."""
    search = state.search
    left = distance + state.left[person]
    for pair in range(state.start[person], state.start[person + 1]):
        if left - state.weight[pair] + search[LEAST] >= search[LENGTH]:
            break
        option = state.option[pair]
        there = left - state.weight[pair] + state.price[option]
        if there < search[LENGTH] and there < state.distance[option]:
            state.came[option] = pair
            if state.taken[option] < state.first[option + 1] - state.first[option]:
                search[LENGTH], search[END] = there, option
            else:
                state.distance[option] = there
                _push(state, option)


@njit(cache=True)
def _reprice(state: State) -> None:
    """Scanned options rise by what their path was shorter, and their guests have so much less left over."""
    for number in range(state.search[SCANNED]):
        option = state.scanned[number]
        rise = state.search[LENGTH] - state.distance[option]
        state.price[option] += rise
        for seat in range(state.first[option], state.first[option] + state.taken[option]):
            state.left[state.person[state.sits[seat]]] -= rise


@njit(cache=True)
def _forget(state: State) -> None:
    """Clear the distances that this search has set."""
    for number in range(state.search[SCANNED]):
        state.distance[state.scanned[number]] = FAR
    for number in range(state.search[WAITING]):
        state.distance[state.heap[number]] = FAR
        state.position[state.heap[number]] = -1


@njit(cache=True)
def _shift(state: State) -> None:
    """Everyone on the path moves one on, from the end back to the newcomer."""
    end = state.search[END]
    if end >= 0:
        seat = state.first[end] + state.taken[end]
        state.taken[end] += 1
    else:
        seat = -2 - end
        state.seat[state.person[state.sits[seat]]] = -1
    while seat >= 0:
        pair = state.came[state.place_of[seat]]
        person = state.person[pair]
        before = state.seat[person]
        state.sits[seat] = pair
        state.seat[person] = seat
        seat = before


@njit(cache=True)
def _push(state: State, option: int) -> None:
    """Put an option into the heap, or move it up where it waits already."""
    at = state.position[option]
    if at < 0:
        at = state.search[WAITING]
        state.search[WAITING] += 1
    distance = state.distance[option]
    while at > 0:
        above = (at - 1) >> 1
        other = state.heap[above]
        if state.distance[other] <= distance:
            break
        state.heap[at] = other
        state.position[other] = at
        at = above
    state.heap[at] = option
    state.position[option] = at


@njit(cache=True)
def _pop(state: State) -> None:
    """Take the nearest option off the heap."""
    state.position[state.heap[0]] = -1
    state.search[WAITING] -= 1
    size = state.search[WAITING]
    option = state.heap[size]
    at, below = 0, 1
    while below < size:
        if below + 1 < size and state.distance[state.heap[below + 1]] < state.distance[state.heap[below]]:
            below += 1
        other = state.heap[below]
        if state.distance[other] >= state.distance[option]:
            break
        state.heap[at] = other
        state.position[other] = at
        at, below = below, 2 * below + 1
    if size > 0:
        state.heap[at] = option
        state.position[option] = at
