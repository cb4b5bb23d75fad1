"""Which solver takes the plain case: SciPy, or for a prefecture and more the compiled kernel where it is installed?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from matching.assignment.network import Network, expanded_pairs, match_by_scipy
from matching.assignment.types import IntArray
from matching.assignment.weights import KERNEL_BITS, SCIPY_BITS

LARGE = 300_000
"""From so many pairs with single places on, SciPy takes longer than the kernel needs to be loaded."""

Matcher = Callable[[Network, IntArray], IntArray]


@dataclass(frozen=True, slots=True)
class Backend:
    """A way of solving, and how large its weights may be."""

    match: Matcher
    bits: int


SCIPY = Backend(match_by_scipy, SCIPY_BITS)


def backend_for(network: Network) -> Backend:
    """The fastest solver for a network of this size that this installation has."""
    return kernel() if expanded_pairs(network) > LARGE and has_kernel() else SCIPY


def has_kernel() -> bool:
    """Whether the extra `scale` is installed."""
    return find_spec("numba") is not None


@cache
def kernel() -> Backend:
    """The compiled kernel; only an installation with the extra `scale` has it."""
    return Backend(import_module("matching.assignment.kernel").match_by_paths, KERNEL_BITS)
