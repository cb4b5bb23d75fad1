"""One search from criteria to a page of listings: index, columns, order, and the rows as they are in the database now.

The index may be late, for it only proposes: what changed after it is looked through directly, and every hit is read
from the database, so that a withdrawn listing never shows.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session as DatabaseSession

from core import clock
from core.facts import Fact
from core.paging import Page
from directory import listings
from directory.index_feed import changed_after
from directory.public_listing import PublicListing
from directory.recurrence.sessions import Session
from directory.search.catalogue import Board, Catalogue
from directory.search.criteria import SearchCriteria
from directory.search.holding import answers_of
from directory.search.ranking import Match, Tier, matches
from directory.search.reading.conditions import Condition, Matter, Reading
from directory.search.reading.reader import read
from directory.search.reasons import Reason, reasons_of
from directory.search.selection import Facets, Hit, Selection, select
from directory.search.suggestions import similar_names
from directory.search.synonyms import Synonyms
from directory.search.text_index.protocol import RebuildNeededError, TextIndex
from directory.search.text_index.scan import ScanSnapshot
from directory.search.town_words import synonyms_of
from directory.search.vocabularies import vocabulary_of
from directory.search.words import Query, query_of, query_of_reading
from directory.taxonomy.kinds import Kind

_A_FEW: Final = 3
_NO_WISH: Final = frozenset({Matter.KIND, Matter.NEAR})


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

    @property
    def page(self) -> Page[FoundListing]:
        """The results as one page of a long list."""
        return Page(self.hits, self.total, self.criteria.page, self.criteria.per_page)


def search(session: DatabaseSession, index: TextIndex, catalogue: Catalogue, criteria: SearchCriteria) -> SearchResult:
    """The page of public listings that the criteria ask for, best first."""
    board, synonyms = catalogue.current(session), synonyms_of(session)
    reading = read(criteria.words, vocabulary_of(session, board, synonyms), without=criteria.without)
    ground = _Ground(session, index, board, synonyms)
    result = _answered(ground, criteria, reading)
    if result.total or not criteria.words:
        return result
    similar = _similar(session, board, criteria)
    return replace(result, similar=similar, alternatives=tuple(_alternatives(ground, result)))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every answer to one search stands on."""

    session: DatabaseSession
    index: TextIndex
    board: Board
    synonyms: Synonyms


def _answered(ground: _Ground, criteria: SearchCriteria, reading: Reading) -> SearchResult:
    session, index, board, synonyms = ground.session, ground.index, ground.board, ground.synonyms
    query = query_of_reading(reading, synonyms)
    found = _found_words(session, index, board, query)
    named = _matches_by_name(session, index, board, query_of(criteria.words, synonyms)) if reading.conditions else {}
    if found is not None:
        found = found | named
    selection = select(board.columns, found, criteria, _unstated(board, reading, found, named))
    return SearchResult(
        criteria=criteria,
        query=query,
        total=selection.total,
        hits=_hydrated(session, criteria, selection, found or {}, reading),
        facets=selection.facets,
        kinds=board.kinds,
        reading=reading,
    )


def _alternatives(ground: _Ground, result: SearchResult) -> Iterator[Alternative]:
    """What there would be without one of the wishes; the subject is never let go."""
    wishes = [one for one in result.reading.conditions if one.matter not in _NO_WISH]
    few = replace(result.criteria, page=1, per_page=_A_FEW)
    for wish in wishes if result.query.terms or len(wishes) > 1 else ():
        left = replace(result.reading, conditions=tuple(one for one in result.reading.conditions if one is not wish))
        other = _answered(ground, few, left)
        if other.total:
            yield Alternative((wish,), (), other.total, other.hits)


def _matches(session: DatabaseSession, index: TextIndex, board: Board, query: Query) -> Mapping[str, Match]:
    """What the index finds, and what it would find in listings that changed since."""
    try:
        snapshot = index.snapshot()
    except RebuildNeededError:
        return matches(_unread(board, board.known), query)
    if snapshot.applied >= board.sequence:
        return matches(snapshot, query)
    changed = {str(key) for key in changed_after(session, snapshot.applied)}
    found = {key: match for key, match in matches(snapshot, query).items() if key not in changed}
    return found | matches(_unread(board, changed & board.known.keys()), query)


def _found_words(session: DatabaseSession, index: TextIndex, board: Board, query: Query) -> dict[str, Match] | None:
    return dict(_matches(session, index, board, query)) if query.terms else None


def _matches_by_name(session: DatabaseSession, index: TextIndex, board: Board, query: Query) -> dict[str, Match]:
    """The listings that are called so, whatever else the words could mean (水曜会)."""
    found = _matches(session, index, board, query) if query.terms else {}
    return {key: match for key, match in found.items() if match.weakest is Tier.NAME_EXACT}


def _unstated(
    board: Board, reading: Reading, found: Mapping[str, Match] | None, named: Mapping[str, Match]
) -> dict[str, int] | None:
    """How many wishes each listing leaves open; those that contradict one are left out.

    Without a subject at least one wish must be met; what has exactly the name that was typed need meet none.
    """
    if not any(one.matter not in _NO_WISH for one in reading.conditions):
        return None
    now = clock.now()
    left: dict[str, int] = {}
    for key in board.known if found is None else found.keys() & board.known.keys():
        answers = answers_of(reading, board.known[key].listing, now).values()
        is_met = found is not None or Fact.YES in answers
        if is_met and Fact.NO not in answers:
            left[key] = sum(answer is Fact.UNKNOWN for answer in answers)
    return left | dict.fromkeys(named, 0)


def _unread(board: Board, keys: Mapping[str, object] | set[str]) -> ScanSnapshot:
    return ScanSnapshot(board.sequence, {key: board.known[key].unread for key in keys})


def _hydrated(
    session: DatabaseSession,
    criteria: SearchCriteria,
    selection: Selection,
    found: Mapping[str, Match],
    reading: Reading,
) -> tuple[FoundListing, ...]:
    rows = listings.public_by_ids(session, [uuid.UUID(hit.id) for hit in selection.hits])
    pairs = ((hit, rows.get(uuid.UUID(hit.id))) for hit in selection.hits)
    return tuple(_found(listing, criteria, hit, found.get(hit.id), reading) for hit, listing in pairs if listing)


def _found(
    listing: PublicListing, criteria: SearchCriteria, hit: Hit, match: Match | None, reading: Reading
) -> FoundListing:
    upcoming = next(iter(listing.next_sessions(clock.now())), None)
    tier = Tier(match.weakest) if match else None
    answers = answers_of(reading, listing, clock.now())
    unstated = tuple(one for one in reading.conditions if answers.get(one.key) is Fact.UNKNOWN)
    reasons = reasons_of(listing, criteria, tier, upcoming)
    return FoundListing(listing, hit.score, hit.metres, upcoming, reasons, unstated)


def _similar(session: DatabaseSession, board: Board, criteria: SearchCriteria) -> tuple[PublicListing, ...]:
    names = {key: known.name for key, known in board.known.items() if known.row.is_shown_by_default}
    keys = [uuid.UUID(key) for key in similar_names(criteria.words, names)]
    rows = listings.public_by_ids(session, keys)
    return tuple(rows[key] for key in keys if key in rows)
