"""Which words does a town know? Read once for each board, from districts, kinds and the addresses of listings."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from directory.districts import list_districts
from directory.public_listing import PublicListing
from directory.search.catalogue import Board
from directory.search.forms import text_needle
from directory.search.reading.vocabulary import NamedDistrict, Vocabulary
from directory.search.synonyms import Synonyms

_TOWN_OF_ADDRESS: Final = re.compile(
    r"^(?:.{2,3}[都道府県])?(?:[^\d\s]{1,6}郡)?(?:[^\d\s]{1,7}?[市区町村])(?:[^\d\s市]{1,4}区)?(?:大?字)?([^\d\s]{2,8})"
)
_BLOCK: Final = re.compile("[一二三四五六七八九十]*丁目|番|[イロハニホヘト](?=$)|の(?=$)")
_MOST_PLACES: Final = 5_000
_MOST_ADDRESSES: Final = 131_072
_known: WeakKeyDictionary[Board, tuple[Synonyms, Vocabulary]] = WeakKeyDictionary()


def vocabulary_of(session: Session, board: Board, synonyms: Synonyms) -> Vocabulary:
    """The vocabulary of the towns on a board; made again when the board or the town's own words change."""
    kept, known = _known.get(board, (None, None))
    if known is None or kept is not synonyms:
        known = _made(session, board, synonyms)
        _known[board] = (synonyms, known)
    return known


def _made(session: Session, board: Board, synonyms: Synonyms) -> Vocabulary:
    districts = [
        NamedDistrict(one.code, one.name, one.name_kana, one.latitude, one.longitude) for one in list_districts(session)
    ]
    places = dict.fromkeys(place for one in board.known.values() for place in places_of(one.listing))
    return Vocabulary.of(synonyms, board.kinds.values(), districts, list(places)[:_MOST_PLACES])


def places_of(listing: PublicListing) -> Iterator[str]:
    """The towns (町字) that a listing's addresses name, as folded."""
    for place in filter(None, (listing.place, *(line.place for line in listing.timetable))):
        if town := _town_of(place.address):
            yield town


@lru_cache(maxsize=_MOST_ADDRESSES)
def _town_of(address: str) -> str:
    """The town in an address, which is worked out once though boards come and go."""
    match = _TOWN_OF_ADDRESS.match(address)
    return text_needle(_BLOCK.split(match[1])[0]) if match else ""
