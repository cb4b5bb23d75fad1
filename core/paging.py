"""Which part of a long list? A page number and size, and what comes before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
PER_PAGE = 20
MOST = 100


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows with the number of all."""

    rows: Sequence[Row]
    total: int
    number: int
    per_page: int

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number < self.count

    @property
    def has_previous(self) -> bool:
        """Whether a page goes before."""
        return self.number > 1

    @property
    def first_position(self) -> int:
        """The position in the whole list of the page's first row, from 1."""
        return (self.number - 1) * self.per_page + 1


def slice_of(number: int, per_page: int) -> slice:
    """The positions that a page covers."""
    start = (number - 1) * per_page
    return slice(start, start + per_page)


def batches(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    """The rows a few at a time, in their order."""
    return (rows[start : start + size] for start in range(0, len(rows), size))
