"""Which pairs have nothing to do with one another, so that they are solved apart, and which of them are plain?"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from matching.assignment.instance import BoolArray, Instance
from matching.assignment.types import IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The pairs of all plain parts together, and the pairs of each part with side constraints."""

    plain: IntArray
    bound: tuple[IntArray, ...]


def parts_of(instance: Instance) -> Parts:
    """The pairs, cut wherever no person, option or van joins them."""
    bound = bound_pairs(instance)
    if not bound.any():
        return Parts(np.arange(instance.pairs), ())
    label = labels_of(instance)
    touched = np.zeros(int(label.max()) + 1, dtype=np.bool_)
    touched[label[bound]] = True
    order = np.argsort(label, kind="stable")
    order = order[touched[label[order]]]
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return Parts(np.flatnonzero(~touched[label]), tuple(np.split(order, cuts)))


def bound_pairs(instance: Instance) -> BoolArray:
    """The pairs that a side constraint concerns: a seat, a household, a minimum, or a second place."""
    choices = np.bincount(instance.person, minlength=len(instance.people))
    several = (instance.quota != 1) & (choices > 1) | (instance.quota < 1)
    least = instance.minimum[instance.option] > 0
    return np.asarray(instance.rides | least | several[instance.person] | _sized(instance), dtype=np.bool_)


def _sized(instance: Instance) -> BoolArray:
    """The pairs where a household takes of a resource that is limited."""
    problem = instance.problem
    found = np.zeros(instance.pairs, dtype=np.bool_)
    for resource in sorted({name for opening in problem.options for name in opening.resources}):
        asks = np.array([problem.people[place].size.get(resource, 0) > 0 for place in instance.party_at.tolist()])
        limits = np.array([resource in problem.options[place].resources for place in instance.opening_at.tolist()])
        found |= asks[instance.person] & limits[instance.option]
    return found


def labels_of(instance: Instance) -> IntArray:
    """The number of the part that each pair belongs to."""
    people, options = len(instance.people), len(instance.options)
    slots = int(instance.slot.max(initial=-1)) + 2
    shared = np.flatnonzero(instance.rides)
    ends = (
        np.concatenate((instance.person, people + instance.option[shared])),
        np.concatenate((people + instance.option, people + options + 1 + instance.slot[instance.option[shared]])),
    )
    size = people + options + slots
    graph = coo_array((np.ones(len(ends[0]), dtype=np.int8), ends), shape=(size, size))
    _count, label = connected_components(graph, directed=False)
    return np.asarray(label, dtype=np.int64)[instance.person]
