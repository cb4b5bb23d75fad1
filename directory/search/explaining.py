"""Why is a listing among the hits of a search, and why not? Word by word and wish by wish, from the same steps."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session as DatabaseSession

from core.facts import Fact
from directory.search.catalogue import Catalogue, KnownListing
from directory.search.criteria import SearchCriteria
from directory.search.forms import Field
from directory.search.lookup import CurrentLookup
from directory.search.matched import Match, Matches, Tier
from directory.search.ranking import questions_of
from directory.search.reading.conditions import Condition, Matter
from directory.search.selection import select
from directory.search.service import Search
from directory.search.text_index.protocol import TextIndex
from directory.search.wanted import Subject
from directory.search.wishes import whole
from directory.search.words import term_of


class Outcome(StrEnum):
    """Where a listing is left out, or that it is not."""

    HIT = "hit"
    NOT_PUBLIC = "not public"
    WORDS_MISSING = "a word is missing"
    CONTRADICTED = "a wish is contradicted"
    BELOW_THE_RIGHT_KIND = "not of the kind that was asked for"
    FILTERED = "a filter excludes it, or its kind must be asked for"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a needle stands in a listing, and what that is worth."""

    needle: str
    field: Field
    tier: Tier


@dataclass(frozen=True)
class Explained:
    """What became of one listing in one search.

    `place` counts from 1; `words` has for each word of the subject where it was found, nowhere when it was not.
    """

    outcome: Outcome
    total: int
    place: int | None = None
    match: Match | None = None
    words: Mapping[str, tuple[Place, ...]] | None = None
    wishes: Mapping[Condition, Fact] | None = None


def explain(
    session: DatabaseSession, index: TextIndex, catalogue: Catalogue, criteria: SearchCriteria, listing_id: uuid.UUID
) -> Explained:
    """What became of a listing in the search that the criteria ask for."""
    asked = Search.of(session, index, catalogue, replace(criteria, page=1))
    columns, subject = asked.board.columns, Subject.of(asked.reading)
    found = asked.matches(asked.reading, subject)
    chosen = select(columns, found, replace(asked.criteria, per_page=max(1, columns.count)))
    known, row = asked.board.known.get(str(listing_id)), columns.row_of(str(listing_id))
    if known is None or row is None:
        return Explained(Outcome.NOT_PUBLIC, chosen.total)
    places = {hit.id: place for place, hit in enumerate(chosen.hits, start=1)}
    words = dict(_words(asked, CurrentLookup(session, index, asked.board), subject, row))
    wishes = asked.wishes(asked.reading).verdicts(known)
    place = places.get(str(listing_id))
    outcome = Outcome.HIT if place else _left_out(asked, found, row, known, wishes)
    match = found.of_row(row) if found is not None else None
    return Explained(outcome, chosen.total, place, match, words, wishes)


def _left_out(
    asked: Search, found: Matches | None, row: int, known: KnownListing, wishes: Mapping[Condition, Fact]
) -> Outcome:
    """The first step that a listing does not pass."""
    if found is None or found.of_row(row) is not None:
        return Outcome.FILTERED
    if asked.seeker.seek(Subject.of(asked.reading)).of_row(row) is None:
        of_kind = {code for one in asked.reading.of(Matter.KIND) for code in one.values}
        return Outcome.BELOW_THE_RIGHT_KIND if of_kind - {known.listing.kind} else Outcome.WORDS_MISSING
    return Outcome.CONTRADICTED if whole(wishes) is Fact.NO else Outcome.FILTERED


def _words(asked: Search, lookup: CurrentLookup, subject: Subject, row: int) -> Iterator[tuple[str, tuple[Place, ...]]]:
    for word in (*(piece.means or piece.whole for piece in subject.pieces), *(one.text for one in subject.kinds)):
        term = term_of(word, asked.seeker.synonyms)
        places = [
            Place(needle, field, tier)
            for tier, (field, needle) in questions_of(term)
            if row in lookup.rows([(field, needle)])
        ]
        yield word, tuple(sorted(places, key=lambda one: -one.tier))
