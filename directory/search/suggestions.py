"""Which listing was meant when nothing is found? The names most like the words, to be offered as もしかして."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from directory.search.forms import name_form

Numbers = npt.NDArray[np.int64]

MOST: Final = 5
LEAST_LIKENESS: Final = 0.4
LEAST_LIKENESS_OF_WORDS: Final = 0.5
_MOST_VOCABULARIES: Final = 64
_WORDS: Final = re.compile("[ァ-ヺー]{4,}|[一-鿿々]{3,}|[ぁ-ゖー]{5,}")


@dataclass(frozen=True, eq=False)
class Likeness:
    """Forms that others are compared with by shared bigrams (Dice); `postings` say how often each form has a bigram."""

    ids: tuple[str, ...]
    sizes: Numbers
    postings: Mapping[str, tuple[Numbers, Numbers]]

    @classmethod
    def of(cls, forms: Mapping[str, str]) -> Self:
        """The likeness to these forms, given by id."""
        rows: dict[str, list[tuple[int, int]]] = {}
        for row, form in enumerate(forms.values()):
            for gram, count in _bigrams(form).items():
                rows.setdefault(gram, []).append((row, count))
        postings = {gram: _columns(pairs) for gram, pairs in rows.items()}
        return cls(tuple(forms), np.array([len(form) - 1 for form in forms.values()], dtype=np.int64), postings)

    def nearest(self, form: str, *, least: float, most: int = MOST) -> tuple[str, ...]:
        """The ids of the forms that are at least so much alike, best first, equals by id."""
        shared, wanted = np.zeros(len(self.ids), dtype=np.int64), _bigrams(form)
        for gram in wanted.keys() & self.postings.keys():
            rows, counts = self.postings[gram]
            shared[rows] += np.minimum(counts, wanted[gram])
        near = np.flatnonzero(shared)
        alike = 2 * shared[near] / (self.sizes[near] + wanted.total())
        found = [(-one, self.ids[row]) for one, row in zip(alike.tolist(), near.tolist(), strict=True) if one >= least]
        return tuple(key for _, key in nsmallest(most, found))


def similar_names(words: str, names: Likeness, *, most: int = MOST) -> tuple[str, ...]:
    """The ids of the names most like the words, best first."""
    return names.nearest(name_form(words), least=LEAST_LIKENESS, most=most)


def similar_name_words(word: str, known: Likeness, *, most: int = MOST) -> tuple[str, ...]:
    """The words of names most like a mistyped one, best first."""
    return known.nearest(f"/{name_form(word).strip('/')}/", least=LEAST_LIKENESS_OF_WORDS, most=most)


def name_words(name: str) -> Iterator[str]:
    """The words of a name that are long enough to be known again: each a stretch of one script."""
    return (match[0] for match in _WORDS.finditer(unicodedata.normalize("NFKC", name)))


def similar_words(word: str, known: tuple[str, ...], *, most: int = MOST) -> tuple[str, ...]:
    """The known words most like a mistyped one, best first; the word itself is no correction."""
    form = name_form(word)
    found = _of_words(known).nearest(form, least=LEAST_LIKENESS_OF_WORDS, most=most + 1)
    return tuple(one for one in found if f"/{one}/" != form)[:most]


@lru_cache(maxsize=_MOST_VOCABULARIES)
def _of_words(known: tuple[str, ...]) -> Likeness:
    return Likeness.of({one: f"/{one}/" for one in known})


def _columns(pairs: Iterable[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    rows, counts = np.array(list(pairs), dtype=np.int64).T
    return rows, counts


def _bigrams(form: str) -> Counter[str]:
    return Counter(form[start : start + 2] for start in range(len(form) - 1))
