"""What was found in one cell, and what must be said about it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from directory.exchange.listing import Level

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value read from a cell; with a level when it was repaired or is doubted.

    `is_whole` is False when the cell says more than the value holds, so that its text must be kept as well.
    """

    value: T
    level: Level | None = None
    message: str = ""
    is_whole: bool = True


def repaired(value: T, message: str) -> Found[T]:
    """A value that the file meant but wrote in another way."""
    return Found(value, Level.REPAIRED, message)


def doubtful(value: T, message: str) -> Found[T]:
    """A value that somebody should look at; the cell's own text is kept beside it."""
    return Found(value, Level.DOUBTFUL, message, is_whole=False)
