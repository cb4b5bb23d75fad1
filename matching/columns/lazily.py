"""A sequence whose items are worked out when somebody looks at them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

from matching.columns.outcomes import Rows

T = TypeVar("T")


class Lazily(Sequence[T], Generic[T]):
    """As long as the keys; item i is what `make` gives for key i, made once. It equals any sequence of equal items.

    Keys that cost something to find may be given as what finds them.
    """

    def __init__(self, keys: Rows | Callable[[], Rows], make: Callable[[int], T]) -> None:
        self._given = keys
        self._make = make
        self._made: dict[int, T] = {}

    @cached_property
    def _keys(self) -> Rows:
        return self._given() if callable(self._given) else self._given

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        key = int(self._keys[index])
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[T]:
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment] # Python's own way to say that it cannot be a key
