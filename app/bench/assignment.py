"""What does it cost to assign everyone at once, beside OR-Tools and SciPy on the same batches?

Large batches are given to every solver in a process of its own, so that its memory can be told. Making the batch,
loading and compiling the solver, and building its graph or matrix are timed apart from solving.
"""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from statistics import median
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from app.bench.batches import Batch, Size, made_up
from matching.assignment.backends import SCIPY, backend_for, has_kernel, kernel
from matching.assignment.network import match_by_scipy
from matching.assignment.solving import solve
from matching.assignment.types import Objective

SIZES: Final = (
    Size(80, 300, 1),
    Size(1_000, 1_000, 2),
    Size(10_000, 10_000, 2),
    Size(100_000, 100_000, 1),
    Size(100_000, 500_000, 6),
)
TINY: Final = Size(20, 10, 2)
DENSE: Final = 1_000
SPARSE: Final = 10_000
"""Beyond so many people SciPy's dense, and its sparse solver need more memory, or minutes."""
_MILLI: Final = 1000
_MEGA: Final = 1024
_BUSY: Final = 200_000

Ask = Callable[[], int]
"""Solve, and say the total of points."""


@dataclass(frozen=True)
class Timing:
    """One solver at one size. `prepare` has what was built and compiled before; CPU is what counts, others wait too."""

    solver: str
    people: int
    options: int
    places: int
    pairs: int
    points: int
    cpu_ms: float
    wall_ms: float
    prepare_cpu_ms: float
    generate_cpu_ms: float
    megabytes: int


def timings(sizes: Sequence[Size]) -> Iterator[Timing]:
    """Every solver that can take the size."""
    for size in sizes:
        for group in _apart(size):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                yield from pool.map(timed, group, [size] * len(group))


def _apart(size: Size) -> list[list[str]]:
    """The solvers that share a process: all of them where batches are so small that memory is that of the libraries."""
    found = solvers(size)
    return [found] if size.people <= DENSE else [[solver] for solver in found]


def solvers(size: Size) -> list[str]:
    """The names of the solvers that can take the size on this machine."""
    return [
        *("default, total", "default, leximin"),
        *(["kernel"] if has_kernel() else []),
        *(["OR-Tools flow"] if find_spec("ortools") else []),
        *(["SciPy sparse"] if size.people <= SPARSE else []),
        *(["SciPy dense"] if size.people <= DENSE else []),
    ]


def timed(solver: str, size: Size) -> Timing:
    """The median of several runs; large batches are solved once."""
    begun = time.process_time()
    batch = made_up(size)
    made = time.process_time()
    ask = PREPARED[solver](batch)
    ready = time.process_time()
    cpu, wall, points = [], [], 0
    for _ in range(_repeats(batch)):
        started, at = time.process_time(), time.perf_counter()
        points = ask()
        cpu.append(time.process_time() - started)
        wall.append(time.perf_counter() - at)
    return Timing(
        solver=solver,
        people=size.people,
        options=size.options,
        places=size.places,
        pairs=batch.pairs,
        points=points,
        cpu_ms=_ms(median(cpu)),
        wall_ms=_ms(median(wall)),
        prepare_cpu_ms=_ms(ready - made),
        generate_cpu_ms=_ms(made - begun),
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGA,
    )


def _repeats(batch: Batch) -> int:
    return 1 if batch.pairs > 10 * _BUSY else max(3, min(31, _BUSY // batch.pairs))


def _ms(seconds: float) -> float:
    return round(_MILLI * seconds, 2)


def _default(objective: Objective) -> Callable[[Batch], Ask]:
    """The product's own `solve`, names, proof and reasons and all; asked once of a tiny batch so that all is loaded."""

    def prepare(batch: Batch) -> Ask:
        solve(made_up(TINY).problem(objective))
        if backend_for(batch.network) is not SCIPY:
            _kernel(batch)
        problem = batch.problem(objective)
        return lambda: solve(problem).value

    return prepare


def _kernel(batch: Batch) -> Ask:
    """The compiled kernel on arrays; asked once of a tiny batch, which compiles it or reads what was compiled."""
    match = kernel().match
    tiny = made_up(TINY)
    match(tiny.network, tiny.points)
    return lambda: int(batch.points[match(batch.network, batch.points)].sum())


def _flow(batch: Batch) -> Ask:
    ask: Ask = import_module("app.bench.flow").prepared(batch.network, batch.points)
    return ask


def _sparse(batch: Batch) -> Ask:
    return lambda: int(batch.points[match_by_scipy(batch.network, batch.points)].sum())


def _dense(batch: Batch) -> Ask:
    """A column for every place, and 0 where somebody stays unplaced; the matrix is built before."""
    one = batch.network
    matrix = np.zeros((one.people, len(one.capacity)), dtype=np.float64)
    matrix[one.person, one.option] = batch.points
    columns = np.repeat(matrix, one.capacity, axis=1)

    def ask() -> int:
        rows, taken = linear_sum_assignment(columns, maximize=True)
        return int(columns[rows, taken].sum())

    return ask


PREPARED: Final[dict[str, Callable[[Batch], Ask]]] = {
    "default, total": _default(Objective.TOTAL),
    "default, leximin": _default(Objective.LEXIMIN),
    "kernel": _kernel,
    "OR-Tools flow": _flow,
    "SciPy sparse": _sparse,
    "SciPy dense": _dense,
}
