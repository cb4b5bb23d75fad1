"""Which listings have what the words are about? The subject's words and kinds, each with how well it is met.

Every word of the subject must be in the listing; a verb (遊べる) and a background word only lift it. A kind of help is
met by its own listings first, then by those that have its word in the name; by those that speak of it only where the
town has neither. The nearest other kinds stand below all of them, and only where the right kind is found.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from directory.search.catalogue import Board
from directory.search.columns import Columns
from directory.search.forms import Field, is_kana_needle
from directory.search.matched import Match, Matches, Rows, Tier, among, together
from directory.search.reading.conditions import Condition, Matter, Piece, Reading
from directory.search.reading.lexicon import kind_relations
from directory.search.synonyms import Synonyms
from directory.search.words import Query, Term, term_of

Find = Callable[[Query], Matches]
MOST_DOUBTFUL: Final = 3_000
RIGHT_KIND: Final = 3
"""What the right kind adds to the tier of a listing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a listing must be about: words, kinds, and words that only lift it."""

    pieces: tuple[Piece, ...] = ()
    kinds: tuple[Condition, ...] = ()
    lifting: tuple[str, ...] = ()

    @classmethod
    def of(cls, reading: Reading) -> "Subject":
        """The subject of a reading; a verb tells of it only where nothing else does."""
        nouns = tuple(piece for piece in reading.subject if not piece.is_verb)
        verbs = tuple(piece for piece in reading.subject if piece.is_verb)
        kinds = reading.of(Matter.KIND)
        phrases = tuple(piece for piece in verbs if piece.means)
        needed = nouns or (() if kinds else phrases or (() if reading.conditions else verbs))
        lifting = [piece.means or piece.whole for piece in verbs if piece not in needed]
        return cls(needed, kinds, (*lifting, *reading.background))

    @property
    def is_empty(self) -> bool:
        """Whether any listing will do."""
        return not (self.pieces or self.kinds)

    def without(self, piece: Piece) -> "Subject":
        """The subject with one word let go."""
        return replace(self, pieces=tuple(one for one in self.pieces if one != piece))


@dataclass(frozen=True, slots=True)
class Seeker:
    """Looks for subjects in one state of the index."""

    board: Board
    synonyms: Synonyms
    find: Find

    def seek(self, subject: Subject) -> Matches:
        """The listings that have the whole subject, each with its match; all of them when there is none."""
        if subject.is_empty:
            return self._everything()
        parts = [self._piece(piece) for piece in subject.pieces]
        parts += [self._kind(kind) for kind in subject.kinds if not kind.is_negated]
        found = together(parts or [self._everything()])
        if refused := {code for kind in subject.kinds if kind.is_negated for code in kind.values}:
            found = found.where(~self._columns.kinds.having(refused, found.rows))
        return self._lifted(found, subject.lifting)

    def named(self, query: Query) -> Matches:
        """The listings whose name is what was typed, or has it as one word."""
        found = self.find(query) if query.terms else Matches.nothing()
        is_named = found.weakest == Tier.NAME_EXACT
        if len(query.terms) == 1:
            is_named |= found.weakest == Tier.NAME
        return found.where(is_named)

    @property
    def _columns(self) -> Columns:
        return self.board.columns

    def _everything(self) -> Matches:
        return Matches.all_as(self._columns.everything, Match(Tier.SYNONYM, 0))

    def _piece(self, piece: Piece) -> Matches:
        if piece.means:
            return self._word(piece.means)
        found = self._word(piece.whole)
        return found.or_better(self.find(Query(tuple(self._terms(piece.parts))))) if piece.parts else found

    def _word(self, word: str) -> Matches:
        terms = tuple(self._terms((word,)))
        if not terms:
            return Matches.nothing()
        found = self.find(Query(terms))
        return self._distinct(terms[0], found if len(found) else self._heard(terms[0]))

    def _distinct(self, term: Term, found: Matches) -> Matches:
        """The same; where names have the word, without those of a kind that only lists it beside other things.

        A nursery is no kindergarten, though both are of one kind.
        """
        if not (found.best >= Tier.NAME).any():
            return found
        lists_others = self._columns.kinds.having(kind_relations().distinct, found.rows)
        doubtful = np.flatnonzero((found.best == Tier.KIND) & lists_others)
        if not 0 < len(doubtful) <= MOST_DOUBTFUL:
            return found
        is_gone = np.zeros(len(found), dtype=np.bool_)
        is_gone[doubtful] = [not self._speaks_of(row, term) for row in found.rows[doubtful].tolist()]
        return found.where(~is_gone)

    def _speaks_of(self, row: int, term: Term) -> bool:
        known = self.board.listing_at(row)
        said = known.name + known.unread.forms[Field.TEXT]
        return any(needle in said for needle in (*term.spellings, *term.alike))

    def _heard(self, term: Term) -> Matches:
        """What a word in kana finds that nobody states the reading of: names and places in kanji that are read so."""
        spoken = filter(is_kana_needle, term.spellings)
        written = tuple(dict.fromkeys(word for sounds in spoken for word in self.board.heard.written(sounds)))
        return self.find(Query((Term(written),))) if written else Matches.nothing()

    def _terms(self, words: Iterable[str]) -> Iterable[Term]:
        return (term for word in words if (term := term_of(word, self.synonyms)).spellings)

    def _kind(self, condition: Condition) -> Matches:
        codes = set(condition.values)
        right = self._of_kinds(codes)
        spoken = self._word(condition.text)
        spoken = replace(spoken, scores=spoken.weakest)
        if not len(right):
            named = spoken.where(spoken.best >= Tier.SYNONYM_NAME)
            return named if len(named) else spoken
        nearest = {code for kind in codes for code in kind_relations().neighbours.get(kind, ())} - codes
        neighbours = Matches.all_as(self._of_kinds(nearest), Match(Tier.SYNONYM, 0, is_neighbour=True))
        return _right(right, spoken).over(spoken.where(spoken.best >= Tier.SYNONYM_NAME)).over(neighbours)

    def _of_kinds(self, codes: set[str]) -> Rows:
        return np.flatnonzero(self._columns.kinds.having(codes, self._columns.everything)) if codes else _NONE

    def _lifted(self, found: Matches, words: Iterable[str]) -> Matches:
        for word in words:
            found = replace(found, scores=found.scores + among(found.rows, self._word(word).rows))
        return found


_NONE: Final[Rows] = np.empty(0, dtype=np.intp)


def without_lone_neighbours(found: Matches) -> Matches:
    """The same, where the right kind is among them; the neighbouring kind never stands instead of it."""
    return found if (~found.neighbours).any() else found.where(_NONE)


def _right(rows: Rows, spoken: Matches) -> Matches:
    """The listings of the right kind: by the kind, or better by their name."""
    found = Matches.all_as(rows, Match(Tier.KIND, Tier.KIND + RIGHT_KIND, Tier.KIND))
    is_spoken = among(rows, spoken.rows) if len(spoken) else np.zeros(len(rows), dtype=np.bool_)
    tiers = found.weakest.copy()
    named = spoken.within(rows[is_spoken])
    tiers[is_spoken] = np.where(named.best >= Tier.SYNONYM_NAME, np.maximum(named.weakest, Tier.KIND), Tier.KIND)
    return replace(found, weakest=tiers, best=tiers, scores=tiers + RIGHT_KIND)
