"""The side constraints of one part as rows of a whole-number program.

Columns are first the pairs, then one for each option with a minimum (it runs or not), then one for each level that a
person with several places may reach. Every column is 0 or 1.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from matching.assignment.instance import BoolArray, Instance
from matching.assignment.types import IntArray, Objective
from matching.assignment.weights import thresholds

FREE = 1 << 40
"""No limit that a row of zeros and ones could reach."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sum of columns between two integers."""

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    low: int
    high: int


@dataclass(slots=True)
class Formulation:
    """The rows of one part; `pairs` are its positions in the instance, `runs` the columns of options with a minimum."""

    instance: Instance
    pairs: IntArray
    rows: list[Row] = field(default_factory=list)
    columns: int = 0
    runs: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = len(self.pairs)

    def add_column(self) -> int:
        """One more column; its number."""
        self.columns += 1
        return self.columns - 1

    def add(self, terms: Mapping[int, int], low: int = -FREE, high: int = FREE) -> None:
        """One more row."""
        self.rows.append(Row(tuple(terms), tuple(terms.values()), low, high))


def formulated(instance: Instance, pairs: IntArray) -> Formulation:
    """A part with the rows of every rule."""
    program = Formulation(instance, pairs)
    _people(program)
    _options(program)
    _resources(program)
    _rides(program)
    return program


def digits(program: Formulation) -> list[IntArray]:
    """The wishes of the objective, most important first, as factors of all columns."""
    instance, pairs, problem = program.instance, program.pairs, program.instance.problem
    score = instance.score[pairs]
    levels: tuple[int, ...] = ()
    if problem.objective is Objective.PLACED:
        levels = (0,)
    if problem.objective is Objective.LEXIMIN:
        levels = thresholds(problem)
    reached = [_level(program, score >= level) for level in levels]
    found = [*reached, score]
    if problem.current:
        found.append(instance.current[pairs].astype(np.int64))
    return [np.concatenate((digit, np.zeros(program.columns - len(digit), dtype=np.int64))) for digit in found]


def _level(program: Formulation, reaches: BoolArray) -> IntArray:
    """Whoever has at least one pair that reaches the level counts once."""
    instance, pairs = program.instance, program.pairs
    several = instance.quota[instance.person[pairs]] > 1
    factors = np.zeros(program.columns, dtype=np.int64)
    factors[: len(pairs)] = reaches & ~several
    added = [(program.add_column(), columns) for columns in _groups(instance.person[pairs], reaches & several).values()]
    for column, columns in added:
        program.add({column: 1, **dict.fromkeys(columns, -1)}, high=0)
    return np.concatenate((factors, np.ones(len(added), dtype=np.int64)))


def _people(program: Formulation) -> None:
    """Nobody takes more options than they may, nor two of one slot."""
    instance, pairs = program.instance, program.pairs
    for person, columns in _groups(instance.person[pairs]).items():
        quota = int(instance.quota[person])
        if len(columns) > quota:
            program.add(dict.fromkeys(columns, 1), high=quota)
        if quota > 1:
            for together in _clashes(program, columns):
                program.add(dict.fromkeys(together, 1), high=1)


def _clashes(program: Formulation, columns: list[int]) -> Iterator[list[int]]:
    """The columns of one person that take place at the same time."""
    slots: dict[int, list[int]] = defaultdict(list)
    for column in columns:
        slots[int(program.instance.slot[program.instance.option[program.pairs[column]]])].append(column)
    yield from (together for slot, together in slots.items() if slot >= 0 and len(together) > 1)


def _options(program: Formulation) -> None:
    """No option takes more people than it has places; one with a minimum takes so many, or nobody."""
    instance, pairs = program.instance, program.pairs
    for option, columns in _groups(instance.option[pairs]).items():
        capacity, minimum = int(instance.capacity[option]), int(instance.minimum[option])
        if minimum:
            runs = program.runs[option] = program.add_column()
            program.add({**dict.fromkeys(columns, 1), runs: -min(capacity, len(columns))}, high=0)
            program.add({**dict.fromkeys(columns, 1), runs: -minimum}, low=0)
        elif len(columns) > capacity:
            program.add(dict.fromkeys(columns, 1), high=capacity)


def _resources(program: Formulation) -> None:
    """Households take of no resource more than there is."""
    instance, pairs, problem = program.instance, program.pairs, program.instance.problem
    for option, columns in _groups(instance.option[pairs]).items():
        opening = problem.options[int(instance.opening_at[option])]
        for resource, given in opening.resources.items():
            sizes = {column: size_of(instance, int(pairs[column]), resource) for column in columns}
            if sum(sizes.values()) > given:
                program.add({column: size for column, size in sizes.items() if size}, high=given)


def size_of(instance: Instance, pair: int, resource: str) -> int:
    """How much of a resource the household of a pair takes."""
    return instance.problem.people[int(instance.party_at[instance.person[pair]])].size.get(resource, 0)


def _rides(program: Formulation) -> None:
    """In every slot the van carries no more people than it has seats."""
    instance, pairs = program.instance, program.pairs
    for columns in _groups(instance.slot[instance.option[pairs]], instance.rides[pairs]).values():
        slot = instance.problem.options[int(instance.opening_at[instance.option[pairs[columns[0]]]])].slot
        seats = instance.problem.rides.seats.get(slot, 0)
        if len(columns) > seats:
            program.add(dict.fromkeys(columns, 1), high=seats)


def _groups(keys: IntArray, keep: BoolArray | None = None) -> dict[int, list[int]]:
    """Key → the columns that have it."""
    found: dict[int, list[int]] = defaultdict(list)
    for column in range(len(keys)) if keep is None else np.flatnonzero(keep).tolist():
        found[int(keys[column])].append(column)
    return found
