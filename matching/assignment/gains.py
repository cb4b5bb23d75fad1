"""What one more place at an option would change, told in people and points."""

import numpy as np

from matching.assignment.instance import Instance
from matching.assignment.plain import Best
from matching.assignment.types import Gain, IntArray
from matching.assignment.weights import thresholds


def gains_of(instance: Instance, pairs: IntArray, best: Best) -> dict[str, Gain]:
    """Option → the gain of its best chain, for every option where one more place would add anything.

    `pairs` are the plain pairs that the answer was chosen from.
    """
    chains = best.chains
    options = np.flatnonzero(chains.first >= 0)
    if not len(options):
        return {}
    levels = thresholds(instance.problem)
    score = instance.score[pairs]
    level = np.searchsorted(np.array(levels), score, side="right")
    placed = np.zeros(len(options), dtype=np.int64)
    points = np.zeros(len(options), dtype=np.int64)
    at_level = np.zeros((len(options), len(levels) + 1), dtype=np.int64)
    row, link = np.arange(len(options)), chains.first[options]
    while len(row):
        placed[row] += 1
        points[row] += score[link]
        at_level[row, level[link]] += 1
        left = chains.seat[instance.person[pairs[link]]]
        row, left = row[left >= 0], left[left >= 0]
        placed[row] -= 1
        points[row] -= score[left]
        at_level[row, level[left]] -= 1
        link = chains.first[instance.option[pairs[left]]]
        row, link = row[link >= 0], link[link >= 0]
    counts = np.cumsum(at_level[:, :0:-1], axis=1)[:, ::-1]
    rows = zip(options.tolist(), placed.tolist(), counts.tolist(), points.tolist(), strict=True)
    return {instance.options[option]: Gain(some, tuple(reach), sum_) for option, some, reach, sum_ in rows}
