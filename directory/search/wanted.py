"""Which listings have what the words are about? The subject's words and kinds, each with how well it is met.

Every word of the subject must be in the listing; a verb (遊べる) and a background word only lift it. A kind of help is
met by its own listings first, then by those that have its word in the name; by those that speak of it only where the
town has neither. The nearest other kinds stand below all of them, and only where the right kind is found.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from directory.search.catalogue import Board
from directory.search.forms import Field, is_kana_needle
from directory.search.ranking import Match, Tier
from directory.search.reading.conditions import Condition, Matter, Piece, Reading
from directory.search.reading.lexicon import kind_relations
from directory.search.synonyms import Synonyms
from directory.search.words import Query, Term, term_of

Find = Callable[[Query], Mapping[str, Match]]
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

    def seek(self, subject: Subject) -> dict[str, Match]:
        """The listings that have the whole subject, each with its match; all of them when there is none."""
        if subject.is_empty:
            return dict.fromkeys(self.board.known, Match(Tier.SYNONYM, 0))
        parts = [self._piece(piece) for piece in subject.pieces]
        parts += [self._kind(kind) for kind in subject.kinds if not kind.is_negated]
        refused = {code for kind in subject.kinds if kind.is_negated for code in kind.values}
        if not parts:
            parts = [dict.fromkeys(self.board.known, Match(Tier.SYNONYM, 0))]
        common = set(parts[0]).intersection(*parts[1:])
        found = {key: _together([part[key] for part in parts]) for key in common}
        found = {key: match for key, match in found.items() if self.board.known[key].listing.kind not in refused}
        return self._lifted(found, subject.lifting)

    def named(self, query: Query) -> dict[str, Match]:
        """The listings whose name is what was typed, or has it as one word."""
        found = self.find(query) if query.terms else {}
        is_one = len(query.terms) == 1
        return {
            key: match
            for key, match in found.items()
            if match.weakest is Tier.NAME_EXACT or (is_one and match.weakest is Tier.NAME)
        }

    def _piece(self, piece: Piece) -> dict[str, Match]:
        if piece.means:
            return dict(self._word(piece.means))
        found = dict(self._word(piece.whole))
        if piece.parts:
            for key, match in self.find(Query(tuple(self._terms(piece.parts)))).items():
                found[key] = max(found.get(key, match), match, key=_score)
        return found

    def _word(self, word: str) -> Mapping[str, Match]:
        terms = tuple(self._terms((word,)))
        return self._distinct(terms[0], self.find(Query(terms)) or self._heard(terms[0])) if terms else {}

    def _distinct(self, term: Term, found: Mapping[str, Match]) -> Mapping[str, Match]:
        """The same; where names have the word, without those of a kind that only lists it beside other things.

        A nursery is no kindergarten, though both are of one kind.
        """
        if not any(match.best >= Tier.NAME for match in found.values()):
            return found
        doubtful = [key for key, match in found.items() if match.best is Tier.KIND and self._lists_other_things(key)]
        if len(doubtful) > MOST_DOUBTFUL:
            return found
        gone = {key for key in doubtful if not self._speaks_of(key, term)}
        return {key: match for key, match in found.items() if key not in gone}

    def _lists_other_things(self, key: str) -> bool:
        return self.board.known[key].listing.kind in kind_relations().distinct

    def _speaks_of(self, key: str, term: Term) -> bool:
        known = self.board.known[key]
        said = known.name + known.unread.forms[Field.TEXT]
        return any(needle in said for needle in (*term.spellings, *term.alike))

    def _heard(self, term: Term) -> Mapping[str, Match]:
        """What a word in kana finds that nobody states the reading of: names and places in kanji that are read so."""
        spoken = filter(is_kana_needle, term.spellings)
        written = tuple(dict.fromkeys(word for sounds in spoken for word in self.board.heard.written(sounds)))
        return self.find(Query((Term(written),))) if written else {}

    def _terms(self, words: Iterable[str]) -> Iterable[Term]:
        return (term for word in words if (term := term_of(word, self.synonyms)).spellings)

    def _kind(self, condition: Condition) -> dict[str, Match]:
        codes = set(condition.values)
        right = {key for key, known in self.board.known.items() if known.listing.kind in codes}
        spoken = {key: _own(match) for key, match in self._word(condition.text).items()}
        found = {key: match for key, match in spoken.items() if match.best >= Tier.SYNONYM_NAME}
        for key in right:
            tier = max(found[key].weakest if key in found else Tier.KIND, Tier.KIND)
            found[key] = Match(tier, tier + RIGHT_KIND, tier)
        return (self._neighbours(codes) | found if right else found) or spoken

    def _neighbours(self, codes: set[str]) -> dict[str, Match]:
        nearest = {code for kind in codes for code in kind_relations().neighbours.get(kind, ())} - codes
        near = (key for key, known in self.board.known.items() if known.listing.kind in nearest)
        return dict.fromkeys(near, Match(Tier.SYNONYM, 0, is_neighbour=True))

    def _lifted(self, found: dict[str, Match], words: Iterable[str]) -> dict[str, Match]:
        for word in words:
            for key in self._word(word).keys() & found.keys():
                found[key] = found[key]._replace(score=found[key].score + 1)
        return found


def without_lone_neighbours(found: Mapping[str, Match]) -> Mapping[str, Match]:
    """The same, where the right kind is among them; the neighbouring kind never stands instead of it."""
    return found if any(not match.is_neighbour for match in found.values()) else {}


def _own(match: Match) -> Match:
    return Match(match.weakest, match.weakest, match.best)


def _score(match: Match) -> int:
    return match.score


def _together(matches: Iterable[Match]) -> Match:
    kept = list(matches)
    return Match(
        Tier(min(match.weakest for match in kept)),
        sum(match.score for match in kept),
        max(match.best for match in kept),
        is_neighbour=any(match.is_neighbour for match in kept),
    )
