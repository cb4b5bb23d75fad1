"""What do people look for that the town does not have? Searches that found nothing, counted by the words of the field.

Only words that the product knows are kept, and what was read as a condition: whatever else was typed may be a name. A
count says nothing of who asked; a small one is shown to nobody.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import tally
from core.tally import Tally
from directory.search.forms import text_needle
from directory.search.reading.conditions import Reading

MONTH: Final = timedelta(days=30)
FEWEST_SHOWN: Final = 5
_LONGEST: Final = 80
_NAME: Final = "empty-search"


@dataclass(frozen=True, slots=True)
class EmptySearch:
    """How often these words found nothing in the thirty days from a moment on."""

    words: str
    count: int
    since: datetime


def missed_words(reading: Reading, known: Iterable[str]) -> str:
    """What a search was for, in known words and conditions; empty where it holds none."""
    ours = frozenset(known)
    subject = [piece.whole for piece in reading.subject if text_needle(piece.whole) in ours]
    return " ".join((*subject, *(one.text for one in reading.conditions)))[:_LONGEST]


def count_one(session: Session, municipality_id: uuid.UUID, words: str) -> None:
    """Count one more search that found nothing."""
    tally.add_one(session, f"{_NAME}:{municipality_id}:{words}", MONTH)


def list_frequent(session: Session, municipality_id: uuid.UUID) -> list[EmptySearch]:
    """What was missed at least five times in a month, the newest month and the most frequent first."""
    beginning = f"{_NAME}:{municipality_id}:"
    query = select(Tally).where(Tally.name.startswith(beginning, autoescape=True), Tally.count >= FEWEST_SHOWN)
    rows = session.execute(query.order_by(Tally.window_start.desc(), Tally.count.desc(), Tally.name)).scalars()
    return [EmptySearch(row.name.removeprefix(beginning), row.count, row.window_start) for row in rows]
