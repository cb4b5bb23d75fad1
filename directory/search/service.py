"""One search from criteria to a page of listings: index, columns, order, and the rows as they are in the database now.

The index may be late, for it only proposes: what changed after it is looked through directly, and every hit is read
from the database, so that a withdrawn listing never shows.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, islice
from typing import Final

import numpy as np
from sqlalchemy.orm import Session as DatabaseSession

from core import clock
from core.facts import Fact
from core.paging import Page
from directory import listings
from directory.geography.points import GeoPoint
from directory.public_listing import PublicListing
from directory.recurrence.sessions import Session
from directory.search.catalogue import Board, Catalogue
from directory.search.criteria import SearchCriteria
from directory.search.empty_searches import missed_words
from directory.search.lookup import CurrentLookup
from directory.search.matched import Match, Matches, Tier
from directory.search.ranking import matches
from directory.search.reading.conditions import Condition, Matter, Piece, Reading
from directory.search.reading.reader import read
from directory.search.reading.vocabulary import Vocabulary
from directory.search.reasons import Reason, ReasonCode, reasons_of
from directory.search.selection import Facets, Hit, Selection, select
from directory.search.suggestions import similar_name_words, similar_names, similar_words
from directory.search.text_index.protocol import TextIndex
from directory.search.time_closeness import closeness
from directory.search.town_words import synonyms_of
from directory.search.vocabularies import vocabulary_of
from directory.search.wanted import Seeker, Subject, without_lone_neighbours
from directory.search.wishes import Wishes, unstated, whole
from directory.search.words import Query, query_of
from directory.taxonomy.kinds import Kind

MOST_ALTERNATIVES: Final = 4
SHOWN_OF_EACH: Final = 3
OFFERS: Final = frozenset({"temporary_care", "sick_child_care", "wheelchair_loan", "stroller_loan"})
"""Facts that are what somebody comes for; where nobody states them they are not there."""


@dataclass(frozen=True, slots=True)
class FoundListing:
    """One result as residents see it, with why it stands there; `unstated` are the wishes that are 未確認 here."""

    listing: PublicListing
    score: int
    metres: float | None
    next_session: Session | None
    reasons: tuple[Reason, ...]
    unstated: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """What there is when some wishes are let go: conditions, or words of the subject."""

    let_go: tuple[Condition, ...]
    words_let_go: tuple[str, ...]
    total: int
    hits: tuple[FoundListing, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of results with everything that the page says about all of them.

    Where nothing was found: `alternatives` say which wish was let go, `corrections` are words that may have been meant
    (もしかして: 体操), `similar` are listings with such a name.
    """

    criteria: SearchCriteria
    query: Query
    total: int
    hits: tuple[FoundListing, ...]
    facets: Facets
    kinds: Mapping[str, Kind]
    reading: Reading
    similar: tuple[PublicListing, ...] = ()
    corrections: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    missed: str = ""
    """What was looked for in vain, in known words only, to be counted."""

    @property
    def page(self) -> Page[FoundListing]:
        """The results as one page of a long list."""
        return Page(self.hits, self.total, self.criteria.page, self.criteria.per_page)


def search(session: DatabaseSession, index: TextIndex, catalogue: Catalogue, criteria: SearchCriteria) -> SearchResult:
    """The page of public listings that the criteria ask for, best first."""
    return Search.of(session, index, catalogue, criteria).result()


@dataclass(frozen=True)
class Search:
    """One search as far as everything is known that it stands on."""

    session: DatabaseSession
    board: Board
    criteria: SearchCriteria
    reading: Reading
    seeker: Seeker
    vocabulary: Vocabulary

    @classmethod
    def of(cls, session: DatabaseSession, index: TextIndex, catalogue: Catalogue, criteria: SearchCriteria) -> "Search":
        """Read the words and the state of the town."""
        board, synonyms = catalogue.current(session), synonyms_of(session)
        vocabulary = vocabulary_of(session, board, synonyms)
        reading = read(criteria.words, vocabulary, without=criteria.without)
        day_seed = clock.today().toordinal() if criteria.day_seed is None else criteria.day_seed
        seeker = Seeker(board, synonyms, partial(matches, CurrentLookup(session, index, board)))
        return cls(session, board, replace(criteria, day_seed=day_seed), reading, seeker, vocabulary)

    def result(self) -> SearchResult:
        """The page, and what may help where it is empty."""
        found, selection = self.selected(self.reading, Subject.of(self.reading))
        is_empty = bool(self.criteria.words.strip()) and not selection.total
        return SearchResult(
            criteria=self.criteria,
            query=query_of(self.criteria.words, self.seeker.synonyms),
            total=selection.total,
            hits=self._hydrated(selection, found),
            facets=selection.facets,
            kinds=self.board.kinds,
            reading=self.reading,
            similar=self._similar() if is_empty else (),
            corrections=self._corrections() if is_empty else (),
            alternatives=tuple(islice(self._alternatives(), MOST_ALTERNATIVES)) if is_empty else (),
            missed=missed_words(self.reading, self.vocabulary.subjects) if is_empty else "",
        )

    def ids(self) -> frozenset[str]:
        """The ids of all that is found, whatever page is looked at."""
        everything = replace(self.criteria, page=1, per_page=max(len(self.board.known), 1))
        _, selection = replace(self, criteria=everything).selected(self.reading, Subject.of(self.reading))
        return frozenset(hit.id for hit in selection.hits)

    def matches(self, reading: Reading, subject: Subject) -> Matches | None:
        """What the words ask for, conditions and all; None when they ask for nothing."""
        query = query_of(reading.words, self.seeker.synonyms)
        if not query.terms:
            return None
        wishes = self.wishes(reading)
        found = self.seeker.seek(subject)
        if wishes.conditions:
            found = self._judged(found, wishes, is_anything=subject.is_empty)
        if subject == Subject.of(self.reading) and reading == self.reading:
            found = _with_names(found, self.seeker.named(query))
        return without_lone_neighbours(found)

    def wishes(self, reading: Reading) -> Wishes:
        """The conditions of a reading as they stand now; kinds belong to the subject."""
        near = self.criteria.near
        here = GeoPoint(near.latitude, near.longitude) if near else None
        return Wishes(tuple(one for one in reading.conditions if one.matter is not Matter.KIND), clock.now(), here)

    def _judged(self, found: Matches, wishes: Wishes, *, is_anything: bool) -> Matches:
        """Those that nothing contradicts, each with how much is left open."""
        kept, changed = [], []
        for place, (row, match) in enumerate(found):
            known = self.board.listing_at(row)
            verdicts = wishes.verdicts(known)
            if whole(verdicts) is Fact.NO or (is_anything and _is_for_nobody(verdicts)) or _lacks_an_offer(verdicts):
                continue
            near = closeness(wishes.conditions, known) if is_anything else 0
            kept.append(place)
            changed.append((match.score + near, _as_asked(match, verdicts).best, len(unstated(verdicts))))
        scores, best, open_wishes = np.array(changed, dtype=np.int64).reshape(-1, 3).T
        return replace(found.where(np.array(kept, dtype=np.intp)), scores=scores, best=best, unstated=open_wishes)

    def selected(self, reading: Reading, subject: Subject) -> tuple[Matches | None, Selection]:
        """What a reading asks for, and the page of it."""
        found = self.matches(reading, subject)
        return found, select(self.board.columns, found, self.criteria)

    def _alternatives(self) -> Iterator[Alternative]:
        """What there is with one wish let go, else with one word let go, else with two wishes."""
        subject, wished = Subject.of(self.reading), self.reading.conditions
        singles = [self._without((one,), (), subject) for one in wished]
        words = [self._without((), (piece,), subject) for piece in subject.pieces if len(subject.pieces) > 1 or wished]
        pairs = (
            [] if any((*singles, *words)) else [self._without(pair, (), subject) for pair in combinations(wished, 2)]
        )
        return filter(None, (*singles, *words, *pairs))

    def _without(
        self, wishes: tuple[Condition, ...], pieces: tuple[Piece, ...], subject: Subject
    ) -> Alternative | None:
        rest = replace(self.reading, conditions=tuple(one for one in self.reading.conditions if one not in wishes))
        kept = replace(
            subject,
            pieces=tuple(piece for piece in subject.pieces if piece not in pieces),
            kinds=tuple(one for one in subject.kinds if one not in wishes),
        )
        if kept.is_empty and not rest.conditions:
            return None
        found, selection = self.selected(rest, kept)
        if not selection.total:
            return None
        few = replace(selection, hits=selection.hits[:SHOWN_OF_EACH])
        return Alternative(wishes, tuple(one.whole for one in pieces), selection.total, self._hydrated(few, found))

    def _corrections(self) -> tuple[str, ...]:
        """The query with one mistyped word put right, where that finds something."""
        found = []
        for piece in Subject.of(self.reading).pieces:
            for word in self._meant(piece.whole):
                words = self.criteria.words.replace(piece.whole, word)
                corrected = replace(self.criteria, words=words)
                reading = read(words, self.vocabulary, without=self.criteria.without)
                other = replace(self, criteria=corrected, reading=reading)
                if other.selected(reading, Subject.of(reading))[1].total:
                    found.append(words)
        return tuple(dict.fromkeys(found))[:SHOWN_OF_EACH]

    def _meant(self, typed: str) -> tuple[str, ...]:
        """Words that may have been meant: of the field, and of which this town's names are made."""
        named = similar_name_words(typed, self.board.name_words)
        return tuple(dict.fromkeys((*similar_words(typed, self.vocabulary.subjects), *named)))

    def _similar(self) -> tuple[PublicListing, ...]:
        keys = [uuid.UUID(key) for key in similar_names(self.criteria.words, self.board.names)]
        rows = listings.public_by_ids(self.session, keys)
        return tuple(rows[key] for key in keys if key in rows)

    def _hydrated(self, selection: Selection, found: Matches | None) -> tuple[FoundListing, ...]:
        rows = listings.public_by_ids(self.session, [uuid.UUID(hit.id) for hit in selection.hits])
        pairs = ((hit, rows.get(uuid.UUID(hit.id))) for hit in selection.hits)
        return tuple(self._found(listing, hit, self._match(found, hit)) for hit, listing in pairs if listing)

    def _match(self, found: Matches | None, hit: Hit) -> Match | None:
        row = self.board.columns.row_of(hit.id)
        return None if found is None or row is None else found.of_row(row)

    def _found(self, listing: PublicListing, hit: Hit, match: Match | None) -> FoundListing:
        upcoming = next(iter(listing.next_sessions(clock.now())), None)
        tier = Tier(match.weakest) if match and match.score else None
        reasons = reasons_of(listing, self.criteria, tier, upcoming)
        if match and match.is_neighbour:
            reasons = (Reason(ReasonCode.NEIGHBOUR), *reasons)
        verdicts = self.wishes(self.reading).verdicts(self.board.known[hit.id])
        return FoundListing(listing, hit.score, hit.metres, upcoming, reasons, unstated(verdicts))


def _offers(verdicts: Mapping[Condition, Fact]) -> Iterator[Fact]:
    return (answer for one, answer in verdicts.items() if one.matter is Matter.FACT and OFFERS.intersection(one.values))


def _lacks_an_offer(verdicts: Mapping[Condition, Fact]) -> bool:
    """Whether something is asked for that a place does not have unless it says so (病児保育)."""
    return any(answer is not Fact.YES for answer in _offers(verdicts))


def _as_asked(match: Match, verdicts: Mapping[Condition, Fact]) -> Match:
    """The match, asked for as by its kind where it has what was asked for."""
    return match._replace(best=max(match.best, Tier.KIND)) if Fact.YES in _offers(verdicts) else match


def _with_names(found: Matches, named: Matches) -> Matches:
    """What was found, and in its place what a name says where it says more."""
    exact = named.where(named.weakest == Tier.NAME_EXACT)
    return exact.over(found.or_better(named))


def _is_for_nobody(verdicts: Mapping[Condition, Fact]) -> bool:
    """Whether only a group of people was named, and the listing does not say that it is for them."""
    return any(
        answer is Fact.UNKNOWN and one.matter is Matter.AUDIENCE and not one.is_negated
        for one, answer in verdicts.items()
    )
