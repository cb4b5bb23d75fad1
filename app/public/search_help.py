"""Nothing was found: what else is there, with which wish let go, and who helps to look?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import url_for

from app.public import wording
from app.public.condition_words import Speaker
from app.public.search_form import Asked
from app.public.search_words import address_of
from app.rendering.words import gettext as _
from app.rendering.words import ngettext
from directory.public_listing import PublicListing
from directory.search.reading.cutting import cut
from directory.search.service import Alternative, FoundListing, SearchResult

SHOWN: Final = 3


@dataclass(frozen=True)
class Place:
    """One place that is offered instead: its name, its address here, and what it is."""

    name: str
    href: str
    note: str


@dataclass(frozen=True)
class Offer:
    """What there is when something is let go: 「無料」をはずすと3か所."""

    words: str
    href: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class SearchHelp:
    """Everything that an empty page offers; `meant` are (words, address) for もしかして."""

    meant: tuple[tuple[str, str], ...]
    similar: tuple[Place, ...]
    offers: tuple[Offer, ...]


def help_of(asked: Asked, result: SearchResult, speaker: Speaker) -> SearchHelp:
    """What to offer beside the results; each offer says what was let go for it."""
    return SearchHelp(
        meant=tuple((words, address_of(asked, q=words)) for words in result.corrections),
        similar=tuple(_place(listing, result) for listing in result.similar),
        offers=tuple(_offers(asked, result, speaker)),
    )


def _offers(asked: Asked, result: SearchResult, speaker: Speaker) -> Iterator[Offer]:
    for alternative in result.alternatives:
        said = [_("「%(words)s」", words=speaker.say(wish)) for wish in alternative.let_go]
        said += [_("「%(words)s」", words=words) for words in alternative.words_let_go]
        count = ngettext("%(num)sか所", "%(num)sか所", alternative.total)
        yield Offer(
            words=_("%(wish)sをはずすと%(count)s", wish=_("・").join(said), count=count),
            href=address_of(asked, q=cut(asked.words, alternative.let_go, alternative.words_let_go) or None),
            places=tuple(_place(hit.listing, result, hit) for hit in _first(alternative)),
        )


def _first(alternative: Alternative) -> tuple[FoundListing, ...]:
    return alternative.hits[:SHOWN]


def _place(listing: PublicListing, result: SearchResult, hit: FoundListing | None = None) -> Place:
    next_one = wording.session_words(hit.next_session) if hit else ""
    parts = [wording.kind_name(result.kinds.get(listing.kind)), listing.district_name, next_one]
    return Place(
        name=listing.name,
        href=url_for("public.listing", service_id=listing.id),
        note=_("・").join(part for part in parts if part),
    )
