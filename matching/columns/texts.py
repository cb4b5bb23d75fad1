"""In which rows does a word occur? Every pair of letters is known with its places, so no text is read again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from matching.columns.outcomes import Integers, Mask, Rows
from matching.folding import fold

KEPT_WORDS: Final = 128
BETWEEN: Final = "\0"
"""What no text holds: nothing is found across it."""

Positions = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Texts:
    """One folded text for each row."""

    column: tuple[str, ...]

    def rows_with(self, word: str) -> Rows:
        """The rows whose text holds the word, however it is spelt; an empty word is nowhere."""
        return np.flatnonzero(self.mask(word))

    def mask(self, word: str) -> Mask:
        """The same as a mask, which nobody may write into; those of the last words are kept."""
        wanted = fold(word)
        if wanted not in self._masks:
            if len(self._masks) >= KEPT_WORDS:
                self._masks.clear()
            self._masks[wanted] = self._made(wanted)
        return self._masks[wanted]

    def _made(self, wanted: str) -> Mask:
        mask = np.zeros(len(self.column), dtype=np.bool_)
        if wanted:
            mask[self._index.rows_with(wanted)] = True
        return mask

    @cached_property
    def _masks(self) -> dict[str, Mask]:
        return {}

    @cached_property
    def _index(self) -> "_Index":
        return _indexed(self.column)


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """All texts as one: where each pair of letters stands, by pair; `row_at` says in which row each place is.

    A pair is a number: where its first letter stands in `alphabet`, times the number of letters, plus the second.
    """

    alphabet: str
    pairs: Integers
    starts: Integers
    places: Positions
    row_at: Positions

    def rows_with(self, word: str) -> Positions:
        """Some rows more than once."""
        letters = [self.alphabet.find(letter) for letter in word]
        if min(letters) < 0:
            return self.row_at[:0]
        found = self._beginning(letters[0]) if len(letters) == 1 else self._standing(letters)
        return self.row_at[found]

    def _beginning(self, letter: int) -> Positions:
        return self._between(letter * len(self.alphabet), (letter + 1) * len(self.alphabet))

    def _standing(self, letters: Sequence[int]) -> Positions:
        """Where the first letter stands with all others behind it; looked for by the rarest pair."""
        numbers = [first * len(self.alphabet) + second for first, second in pairwise(letters)]
        by_pair = sorted((self._between(pair, pair + 1) - at for at, pair in enumerate(numbers)), key=len)
        found, *others = by_pair
        for places in others:
            found = found[_are_in(found, places)]
        return found

    def _between(self, first: int, end: int) -> Positions:
        start, stop = self.starts[np.searchsorted(self.pairs, [first, end])]
        return self.places[start:stop]


def _are_in(wanted: Positions, places: Positions) -> Mask:
    """Which of these are among the places, which are in order."""
    if not len(places):
        return np.zeros(len(wanted), dtype=np.bool_)
    at = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    found: Mask = places[at] == wanted
    return found


def _indexed(column: Sequence[str]) -> _Index:
    """Each row ends with what no text holds, so that no pair reaches into the next row."""
    whole = "".join(text + BETWEEN for text in column)
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known, letters = np.unique(codes, return_inverse=True)
    numbers = letters[:-1].astype(np.int64) * len(known) + letters[1:]
    places = np.argsort(numbers, kind="stable").astype(np.int32)
    pairs, starts = np.unique(numbers[places], return_index=True)
    return _Index(
        "".join(map(chr, known.tolist())),
        pairs,
        np.append(starts, len(places)).astype(np.int64),
        places,
        np.repeat(np.arange(len(column), dtype=np.int32), [len(text) + 1 for text in column]),
    )


def joined(texts: Sequence[str]) -> str:
    """Several texts as one, folded."""
    return BETWEEN.join(map(fold, texts))
