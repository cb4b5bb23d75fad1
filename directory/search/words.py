"""What do the typed words ask for? Terms that must all be found, each in any of its spellings or by a synonym."""

import re
from dataclasses import dataclass

from core.japanese.numerals import spellings
from directory.search.forms import BREAK, text_needle
from directory.search.synonyms import Synonyms

LONGEST_QUERY = 200
MOST_TERMS = 8

_BETWEEN_TERMS = re.compile(r"[\s,，、]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query as needles: its own spellings first, and other words that mean the same."""

    spellings: tuple[str, ...]
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a query; all of them must be found, and without any term everything is."""

    terms: tuple[Term, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the whole query may be, as name needles."""
        if len(self.terms) == 1:
            return tuple(dict.fromkeys(needle.replace(BREAK, "") for needle in self.terms[0].spellings))
        return ("".join(term.spellings[0] for term in self.terms).replace(BREAK, ""),) if self.terms else ()

    @property
    def needles(self) -> tuple[str, ...]:
        """Every needle of the query, for highlighting."""
        return tuple(dict.fromkeys(needle for term in self.terms for needle in term.spellings + term.alike))


def query_of(words: str, synonyms: Synonyms) -> Query:
    """The query that a reader typed; any string will do, and no sign in it has a meaning of its own.

    Only the first 200 characters and eight words count; what has no letter and no digit is left out.
    """
    written = _BETWEEN_TERMS.split(words[:LONGEST_QUERY])
    first = {text_needle(word): word for word in reversed(written) if text_needle(word)}
    terms = [term_of(word, synonyms) for word in reversed(first.values())]
    return Query(tuple(terms[:MOST_TERMS]))


def term_of(word: str, synonyms: Synonyms) -> Term:
    """One word as a term; a word without letters and digits has no spelling."""
    numbered = [needle for spelling in spellings(word) if (needle := text_needle(spelling))]
    spelled = tuple(dict.fromkeys(other for needle in numbered for other in synonyms.spelled(needle)))
    alike = dict.fromkeys(other for needle in spelled for other in synonyms.alike(needle))
    return Term(spelled, tuple(other for other in alike if other not in spelled))
