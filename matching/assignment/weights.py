"""What is a pair worth when several wishes stand one above the other?

Each wish is a digit of a pair: placed, at level 2, …, points, kept from the current plan. Digits are packed into one
integer with bases so large that no sum of lower digits outweighs one unit of a higher digit. Where one integer would
grow beyond what a solver adds exactly, the digits are spread over several words, and words are solved one after
another on the answers that are best for the words before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.assignment.instance import BoolArray
from matching.assignment.types import IntArray, Objective, Problem

SCIPY_BITS = 51
"""SciPy adds in float64, exact below 2 to the 53rd; a path adds and takes away up to four weights' worth."""
KERNEL_BITS = 60
"""The kernel adds in int64."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The words of every pair, most important first, and for each word the bases of the digits in it."""

    words: tuple[IntArray, ...]
    bases: tuple[tuple[int, ...], ...]


def thresholds(problem: Problem) -> tuple[int, ...]:
    """The points from which on each level is reached."""
    return problem.levels or tuple(sorted(set(problem.candidates.score.tolist())))


def digits_of(problem: Problem, score: IntArray, current: BoolArray) -> tuple[IntArray, ...]:
    """The wishes of the objective for every pair, most important first."""
    digits: list[IntArray] = []
    if problem.objective is Objective.PLACED:
        digits.append(np.ones_like(score))
    if problem.objective is Objective.LEXIMIN:
        digits.extend((score >= level).astype(np.int64) for level in thresholds(problem))
    digits.append(score)
    if problem.current:
        digits.append(current.astype(np.int64))
    return tuple(digits)


def packed(digits: Sequence[IntArray], *, count: int, bits: int) -> Weights:
    """The digits in as few words as the bits allow, when at most `count` pairs are chosen."""
    words: list[IntArray] = []
    bases: list[tuple[int, ...]] = []
    room = 0
    for digit in digits:
        top = max(1, int(digit.max(initial=0)))
        base = 1 << (count * top).bit_length()
        if words and room + base.bit_length() - 1 <= bits:
            words[-1] = words[-1] * base + digit
            bases[-1] = (*bases[-1], base)
            room += base.bit_length() - 1
        else:
            words.append(digit.copy())
            bases.append((base,))
            room = top.bit_length()
    return Weights(tuple(words), tuple(bases))
