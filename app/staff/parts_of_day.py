"""When is a person free, as it is asked and said: by weekday and part of the day, not by the clock?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from app.rendering.words import gettext as _
from core.words import word
from matching.needs import Span
from matching.week import DAYS, minute_of


@dataclass(frozen=True)
class PartOfDay:
    """A part of the day with its hours."""

    code: str
    name: str
    start: time
    end: time

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return _(self.name)


PARTS: Final = (
    PartOfDay("morning", word("午前"), time(8), time(12)),
    PartOfDay("afternoon", word("午後"), time(12), time(17)),
    PartOfDay("evening", word("夜"), time(17), time(21)),
)
LEAST_MINUTES: Final = 60
SLOTS: Final = tuple(f"{day}-{part.code}" for day in range(DAYS) for part in PARTS)
"""Every box of the form: weekday (Monday = 0) and part of the day."""


def spans_of(slots: Iterable[str]) -> tuple[Span, ...]:
    """The hours that the ticked boxes stand for; neighbouring parts of a day join."""
    chosen = set(slots)
    return tuple(_joined([Span(day, part.start, part.end) for day, part in _boxes() if f"{day}-{part.code}" in chosen]))


def slots_of(spans: Sequence[Span]) -> list[str]:
    """The boxes of which the person is free for an hour at least."""
    return [f"{day}-{part.code}" for day, part in _boxes() if _is_free(day, part, spans)]


def is_by_parts(spans: Sequence[Span]) -> bool:
    """Whether the boxes say exactly these hours."""
    return set(spans) == set(spans_of(slots_of(spans)))


def days_by_part(spans: Sequence[Span]) -> list[tuple[PartOfDay, list[int]]]:
    """Each part of the day with its weekdays, the empty ones left out."""
    found = [(part, [day for day in range(DAYS) if _is_free(day, part, spans)]) for part in PARTS]
    return [(part, days) for part, days in found if days]


def _boxes() -> Iterator[tuple[int, PartOfDay]]:
    return ((day, part) for day in range(DAYS) for part in PARTS)


def _is_free(day: int, part: PartOfDay, spans: Sequence[Span]) -> bool:
    return any(span.weekday == day and _minutes_in(part, span) >= LEAST_MINUTES for span in spans)


def _minutes_in(part: PartOfDay, span: Span) -> int:
    start, end = max(part.start, span.start), min(part.end, span.end)
    return minute_of(end) - minute_of(start)


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """A person who is free in the morning and in the afternoon is free at noon."""
    for span in spans:
        before = next((one for one in spans if (one.weekday, one.end) == (span.weekday, span.start)), None)
        if before is None:
            yield _extended(span, spans)


def _extended(span: Span, spans: Sequence[Span]) -> Span:
    after = next((one for one in spans if (one.weekday, one.start) == (span.weekday, span.end)), None)
    return span if after is None else _extended(Span(span.weekday, span.start, after.end), spans)
