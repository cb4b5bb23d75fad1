"""Which listing was meant when nothing is found? The names most like the words, to be offered as もしかして."""

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from directory.search.forms import name_form

MOST = 5
LEAST_LIKENESS = 0.4
LEAST_LIKENESS_OF_WORDS = 0.5


def similar_names(words: str, names: Mapping[str, str], *, most: int = MOST) -> tuple[str, ...]:
    """The ids of the names most like the words by shared bigrams (Dice), best first; `names` is id → name form."""
    wanted = _bigrams(name_form(words))
    likeness = {key: _dice(wanted, _bigrams(name)) for key, name in names.items()}
    near = (key for key, value in likeness.items() if value >= LEAST_LIKENESS)
    return tuple(nsmallest(most, near, key=lambda key: (-likeness[key], key)))


def similar_words(word: str, known: Iterable[str], *, most: int = MOST) -> tuple[str, ...]:
    """The known words most like a mistyped one, best first; the word itself is no correction."""
    wanted = _bigrams(name_form(word))
    likeness = {one: _dice(wanted, _bigrams(f"/{one}/")) for one in known}
    near = (
        one for one, value in likeness.items() if value >= LEAST_LIKENESS_OF_WORDS and name_form(word) != f"/{one}/"
    )
    return tuple(nsmallest(most, near, key=lambda one: (-likeness[one], one)))


def _bigrams(form: str) -> Counter[str]:
    return Counter(form[start : start + 2] for start in range(len(form) - 1))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
