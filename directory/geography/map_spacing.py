"""How boxes that would cover one another are moved apart, all at once and as little as it takes."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from directory.geography.map_frames import Box

Column = NDArray[np.float64]
_GAP: Final = 1.5
_ROUNDS: Final = 150
_ENOUGH: Final = 0.05


def moved_apart(boxes: Sequence[Box], kept_free: Sequence[Box], paper: Box) -> list[tuple[float, float]]:
    """Return the boxes' new middles: on the paper, off what is kept free, and apart where there is room."""
    if not boxes:
        return []
    middles, halves = _columns(boxes)
    fixed, fixed_halves = _columns(kept_free)
    middles = _on_paper(middles, halves, paper)
    for _ in range(_ROUNDS):
        among = _pushes(middles, halves, middles, halves)
        from_fixed = _pushes(middles, halves, fixed, fixed_halves)
        push = among.sum(axis=1) / 2 + from_fixed.sum(axis=1)
        if not np.abs(push).max() > _ENOUGH:
            break
        middles = _on_paper(middles + push, halves, paper)
    return [(float(x), float(y)) for x, y in middles]


def _columns(boxes: Sequence[Box]) -> tuple[Column, Column]:
    corners = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes], float).reshape(-1, 4)
    return (corners[:, :2] + corners[:, 2:]) / 2, (corners[:, 2:] - corners[:, :2]) / 2


def _pushes(middles: Column, halves: Column, others: Column, other_halves: Column) -> Column:
    """Return for each box and other the way out, along the shorter side of their overlap; ties go by order."""
    apart = middles[:, None, :] - others[None, :, :]
    overlap = halves[:, None, :] + other_halves[None, :, :] + _GAP - np.abs(apart)
    overlap[(overlap <= 0).any(axis=2)] = 0
    if middles is others:
        np.einsum("iij->ij", overlap)[:] = 0
    order = np.arange(len(middles))[:, None] - np.arange(len(others))[None, :]
    side = np.where(apart == 0, np.where(order < 0, -1.0, 1.0)[:, :, None], np.sign(apart))
    is_shorter = np.stack([overlap[:, :, 0] < overlap[:, :, 1], overlap[:, :, 0] >= overlap[:, :, 1]], axis=2)
    return np.asarray(side * overlap * is_shorter, dtype=np.float64)


def _on_paper(middles: Column, halves: Column, paper: Box) -> Column:
    least = np.array([paper.left, paper.top]) + halves + _GAP
    most = np.array([paper.right, paper.bottom]) - halves - _GAP
    return np.minimum(np.maximum(middles, least), most)
