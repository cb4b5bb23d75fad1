"""Which words does each row have, and how many rows have each word? A column of words, by row and counted."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of words: the words of row `r` are `names[code]` for `codes[starts[r]:starts[r + 1]]`."""

    names: tuple[str, ...]
    codes: Codes
    starts: npt.NDArray[np.int64]
    is_one_each: bool

    @classmethod
    def of(cls, words: Sequence[Iterable[str]]) -> Self:
        """The column of these rows' words."""
        kept = [tuple(dict.fromkeys(of_row)) for of_row in words]
        names = tuple(sorted({word for of_row in kept for word in of_row}))
        code_of = {name: code for code, name in enumerate(names)}
        starts = np.zeros(len(kept) + 1, dtype=np.int64)
        np.cumsum([len(of_row) for of_row in kept], out=starts[1:])
        codes = np.array([code_of[word] for of_row in kept for word in of_row], dtype=np.int32)
        return cls(names, codes, starts, all(len(of_row) == 1 for of_row in kept))

    def renewed(self, kept: Rows, places: Rows, fresh: "Labels") -> Self:
        """The column of the kept rows, with fresh rows put in before these places of them."""
        names = tuple(sorted({*self.names, *fresh.names}))
        at, lengths = self._places(kept)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        fresh_lengths = np.diff(fresh.starts)
        codes = np.insert(
            _recoded(self.codes[at], self.names, names),
            np.repeat(starts[places], fresh_lengths),
            _recoded(fresh.codes, fresh.names, names),
        )
        joined = np.insert(lengths, places, fresh_lengths)
        is_one_each = bool((joined == 1).all())
        return type(self)(names, codes, np.concatenate([[0], np.cumsum(joined)]).astype(np.int64), is_one_each)

    def having(self, wanted: Iterable[str], rows: Rows) -> Mask:
        """Which of these rows have at least one of the words."""
        is_wanted = np.zeros(len(self.names) + 1, dtype=np.bool_)
        for word in set(wanted):
            place = bisect_left(self.names, word)
            is_wanted[place] |= self.names[place : place + 1] == (word,)
        if self.is_one_each:
            return is_wanted[self.codes[rows]]
        places, lengths = self._places(rows)
        hits = is_wanted[self.codes[places]]
        return np.bincount(np.repeat(np.arange(len(rows)), lengths)[hits], minlength=len(rows)) > 0

    def counts(self, rows: Rows) -> dict[str, int]:
        """How many of these rows have each word; words that none has are left out."""
        codes = self.codes[rows if self.is_one_each else self._places(rows)[0]]
        numbers = np.bincount(codes, minlength=len(self.names)).tolist()
        return {name: number for name, number in zip(self.names, numbers, strict=True) if number}

    def _places(self, rows: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
        """Where in `codes` the words of these rows stand, and how many each row has."""
        if len(rows) == len(self.starts) - 1:
            return np.arange(len(self.codes)), np.diff(self.starts)
        begins = self.starts[rows]
        lengths = self.starts[rows + 1] - begins
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        return np.repeat(begins - ends + lengths, lengths) + np.arange(total), lengths


def _recoded(codes: Codes, names: tuple[str, ...], wanted: tuple[str, ...]) -> Codes:
    """Codes of some names as codes of the wanted names."""
    if names == wanted:
        return codes
    code_of = {name: code for code, name in enumerate(wanted)}
    return np.array([code_of[name] for name in names], dtype=np.int32)[codes]
