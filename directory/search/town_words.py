"""Which words mean the same in the towns that a session sees? The product's own list with what the office added."""

from functools import lru_cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models.word_group import Direction, WordGroup
from directory.search.synonyms import Synonyms, folded, read_synonyms

_Added = tuple[tuple[Direction, tuple[str, ...]], ...]
_MOST_TOWNS: Final = 64


def synonyms_of(session: Session) -> Synonyms:
    """The words of this session's towns; one query, and the same object while the office changes nothing."""
    rows = session.execute(select(WordGroup.direction, WordGroup.words).order_by(WordGroup.id)).all()
    return _merged(tuple((direction, tuple(words)) for direction, words in rows))


@lru_cache(maxsize=_MOST_TOWNS)
def _merged(added: _Added) -> Synonyms:
    own = {way: folded(words for direction, words in added if direction is way) for way in Direction}
    return read_synonyms().with_own(own[Direction.BOTH], own[Direction.FROM_FIRST]) if added else read_synonyms()
