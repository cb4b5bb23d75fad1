"""What does a result say of itself? The parts of a listing card, in words."""

from dataclasses import dataclass

from flask import url_for

from app.public import wording
from app.rendering import filters
from directory.search.service import FoundListing, SearchResult


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


def cards_of(result: SearchResult) -> list[ListingCard]:
    """The results of a page, numbered through all pages."""
    first = result.page.first_position
    return [card_of(first + place, found, result) for place, found in enumerate(result.hits)]


def card_of(number: int, found: FoundListing, result: SearchResult) -> ListingCard:
    """One result in words."""
    listing = found.listing
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
        chips=wording.chips_of(found),
        assured=wording.assured_words(listing),
        stale=wording.stale_words(listing),
    )
