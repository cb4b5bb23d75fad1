"""How do the columns follow the directory? A large layer that stays, and a small one of what changed since.

A change makes the small layer anew; once it is no longer small, both become one. So a change costs as much as the
options that changed lately, and the answers are those of columns made afresh.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

import numpy as np

from matching.columns.outcomes import Integers, Rows
from matching.columns.table import Columns, columns_of
from matching.types import Option

FEW: Final = 64
SMALL_PART: Final = 50


@dataclass(frozen=True, eq=False)
class Layers:
    """The options of a town: row i is row i of `base`, then come the rows of `patch`; those of `gone` are no more."""

    base: Columns
    patch: Columns = field(default_factory=lambda: columns_of(()))
    gone: frozenset[str] = frozenset()

    @classmethod
    def of(cls, options: Iterable[Option]) -> Self:
        """These options, each service once."""
        return cls(columns_of(options))

    def __len__(self) -> int:
        return len(self.base) + len(self.patch)

    @property
    def parts(self) -> tuple[Columns, ...]:
        """The layers that hold anything; at least one."""
        return (self.base, self.patch) if len(self.patch) else (self.base,)

    def option(self, row: int) -> Option:
        """The option of a row."""
        first = len(self.base)
        return self.base.options[row] if row < first else self.patch.options[row - first]

    def current(self) -> Iterable[Option]:
        """Every option as it is now."""
        yield from (option for option in self.base.options if option.service not in self.gone)
        yield from self.patch.options

    def changed(self, options: Iterable[Option], withdrawn: Collection[str] = ()) -> "Layers":
        """The same town after these options came or became otherwise, and those services went."""
        fresh = {option.service: option for option in options}
        kept = (one for one in self.patch.options if one.service not in fresh and one.service not in withdrawn)
        patch = (*kept, *fresh.values())
        gone = self.gone | {service for service in (*fresh, *withdrawn) if service in self.base.row_of}
        layers = Layers(self.base, columns_of(patch), gone)
        return Layers.of(layers.current()) if layers.is_thick else layers

    @property
    def is_thick(self) -> bool:
        """So much changed that one layer is better."""
        return len(self.patch) + len(self.gone) > max(FEW, len(self.base) // SMALL_PART)

    @cached_property
    def gone_rows(self) -> Rows:
        """The rows of the base that hold no longer."""
        return np.array(sorted(self.base.row_of[service] for service in self.gone), dtype=np.intp)

    @cached_property
    def order(self) -> Integers:
        """The place of every row in the order of the services' references."""
        step = len(self.patch) + 1
        references = [option.service for option in self.base.options] if len(self.patch) else []
        between = [bisect_left(references, option.service) for option in self.patch.options]
        of_patch = np.array(between, dtype=np.int64) * step + np.arange(len(self.patch))
        return np.concatenate([np.arange(len(self.base)) * step + len(self.patch), of_patch])
