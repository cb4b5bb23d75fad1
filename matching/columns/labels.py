"""Which rows bear a label, and which one does each row bear?"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np

from matching.columns.outcomes import Mask, Rows

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Codes(Generic[T]):
    """A column in which every row bears one label: row i bears `labels[at[i]]`."""

    labels: tuple[T, ...]
    at: Rows

    def are_in(self, labels: Collection[T]) -> Mask:
        """The rows that bear one of these labels."""
        return np.array([label in labels for label in self.labels], dtype=np.bool_)[self.at]


@dataclass(frozen=True, eq=False)
class Labels:
    """A column in which every row bears any number of labels."""

    column: tuple[Collection[str], ...]

    @cached_property
    def are_there(self) -> Mask:
        """The rows that bear any label."""
        return np.array([bool(labels) for labels in self.column], dtype=np.bool_)

    def of(self, label: str) -> Rows:
        """The rows that bear this label."""
        return self._rows.get(label, _NO_ROWS)

    def mask(self, label: str) -> Mask:
        """The same as a mask; it is kept, so nobody may write into it."""
        if label not in self._masks:
            mask = np.zeros(len(self.column), dtype=np.bool_)
            mask[self.of(label)] = True
            self._masks[label] = mask
        return self._masks[label]

    @cached_property
    def _rows(self) -> dict[str, Rows]:
        found: dict[str, list[int]] = {}
        for row, labels in enumerate(self.column):
            for label in labels:
                found.setdefault(label, []).append(row)
        return {label: np.array(rows, dtype=np.intp) for label, rows in found.items()}

    @cached_property
    def _masks(self) -> dict[str, Mask]:
        return {}


def codes_of(column: Iterable[T]) -> Codes[T]:
    """The column, its labels in the order of their first rows."""
    number_of: dict[T, int] = {}
    at = [number_of.setdefault(label, len(number_of)) for label in column]
    return Codes(tuple(number_of), np.array(at, dtype=np.intp))


_NO_ROWS: Rows = np.array([], dtype=np.intp)
