"""What does a result say of itself? The parts of a listing card, in words."""

from dataclasses import dataclass

from flask import url_for

from app.public import wording
from app.public.condition_words import Speaker
from app.rendering import display, filters
from directory.search.highlight import Piece, excerpt, pieces, spans
from directory.search.service import FoundListing, SearchResult

EXCERPT_LENGTH = 60


@dataclass(frozen=True)
class ListingCard:
    """One numbered result in words; the fields are the arguments of the component listing_card."""

    number: int
    name: str
    href: str
    kana: str
    kind: str
    district: str
    next_session: str
    time_note: str
    distance: str
    cost: str
    chips: list[wording.Chip]
    assured: str
    stale: str
    marked: tuple[Piece, ...] = ()
    excerpt: tuple[Piece, ...] = ()


def cards_of(result: SearchResult, speaker: Speaker) -> list[ListingCard]:
    """The results of a page, numbered through all pages."""
    first = result.page.first_position
    return [card_of(first + place, found, result, speaker) for place, found in enumerate(result.hits)]


def card_of(number: int, found: FoundListing, result: SearchResult, speaker: Speaker) -> ListingCard:
    """One result in words; what was looked for is marked in its name, and in a line of its description."""
    listing = found.listing
    unstated = [speaker.say_unstated(wish) for wish in found.unstated]
    return ListingCard(
        number=number,
        name=listing.name,
        href=url_for("public.listing", service_id=listing.id),
        kana=listing.name_kana,
        kind=wording.kind_name(result.kinds.get(listing.kind)),
        district=listing.district_name,
        next_session=wording.session_words(found.next_session) or listing.timetable_words(wording.voice()),
        time_note=wording.doubt_words(found.next_session),
        distance=filters.distance(found.metres) if found.metres is not None else "",
        cost=wording.cost_words(listing),
        chips=wording.chips_of(found, unstated),
        assured=wording.assured_words(listing),
        stale=wording.stale_words(listing),
        marked=pieces(listing.name, result.query) if display.current().furigana == "off" else (),
        excerpt=excerpt_of(found, result),
    )


def excerpt_of(found: FoundListing, result: SearchResult) -> tuple[Piece, ...]:
    """The place of the description where the words stand; nothing when they do not."""
    text = found.listing.description
    if not result.query.terms or not spans(text, result.query):
        return ()
    shown = excerpt(text, result.query, EXCERPT_LENGTH)
    before, after = "" if text.startswith(shown) else "…", "" if text.endswith(shown) else "…"
    return (Piece(before, is_hit=False), *pieces(shown, result.query), Piece(after, is_hit=False))
