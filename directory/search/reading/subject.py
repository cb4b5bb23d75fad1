"""What is left of a query when conditions are taken out? The words of its subject, each whole and in known parts."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from core.japanese.folding import DASH
from directory.search.reading.conditions import Piece, Span
from directory.search.reading.finds import Find
from directory.search.reading.lettering import PARTICLES, Lettering

_MOST_PIECES: Final = 8
_INNER_PARTICLE: Final = re.compile("(?:から|まで|より|など|には|では|にも|[のでにをがはとへや])")
_VERB_END: Final = re.compile("[一-龠々][ぁ-ゖ]{0,2}[るうくすむぶつぐ]")
_VERB: Final = re.compile("[一-龠々]{1,2}[ぁ-ゖ]{0,4}(?:[るうくすむぶつぐてで]|たい|ない|ます)")
_SEPARATORS: Final = re.compile(rf"(?:[^\w{DASH}]|_)+")


class _Run(NamedTuple):
    """A stretch of the subject: its slice, and the known words in it."""

    start: int
    end: int
    known: tuple[Span, ...]


def pieces_of(letters: Lettering, chosen: Sequence[Find]) -> tuple[Piece, ...]:
    """The words of the subject, each once, at most eight."""
    seen: dict[str, Piece] = {}
    for find in chosen:
        if find.means:
            typed = letters.typed(find.start, find.end)
            seen.setdefault(find.means, Piece(typed, is_verb=find.is_weak, means=find.means))
    for run in _runs(letters, chosen):
        if _says_something(letters, run.start, run.end):
            seen.setdefault(letters.text[run.start : run.end], _piece(letters, run))
    return tuple(seen.values())[:_MOST_PIECES]


def _piece(letters: Lettering, run: _Run) -> Piece:
    parts = tuple(letters.typed(*part) for part in _parts(letters, run))
    is_verb = not run.known and _VERB.fullmatch(letters.text, run.start, run.end) is not None
    return Piece(letters.typed(run.start, run.end), parts if len(parts) > 1 else (), is_verb)


def _runs(letters: Lettering, chosen: Sequence[Find]) -> Iterator[_Run]:
    """The stretches between conditions, fillers, signs and particles."""
    subjects = [find for find in chosen if find.is_subject and not find.means]
    cuts = [(find.start, find.end) for find in chosen if not find.is_subject or find.means]
    place, end_of_text = 0, len(letters.text)
    for start, end in (*cuts, (end_of_text, end_of_text)):
        known = [(find.start, find.end) for find in subjects if place <= find.start and find.end <= start]
        yield from _cut(letters, (place, start), known)
        place = max(place, end)


def _cut(letters: Lettering, stretch: Span, known: Sequence[Span]) -> Iterator[_Run]:
    place, end = stretch
    for first, last in (*sorted(_edges(letters, stretch, known)), (end, end)):
        inside = tuple(span for span in known if place <= span[0] and span[1] <= first)
        stripped = _stripped(letters, (place, first), inside)
        if stripped[0] < stripped[1]:
            yield _Run(*stripped, inside)
        place = max(place, last)


def _edges(letters: Lettering, stretch: Span, known: Sequence[Span]) -> set[Span]:
    """Where a stretch falls apart; never inside a known word."""
    edges = {match.span() for match in _SEPARATORS.finditer(letters.text, *stretch)}
    edges |= set(_inner_particles(letters, stretch)) | set(_ends_of_verbs(letters, stretch))
    apart = {edge for edge in edges if not any(edge[0] < last and first < edge[1] for first, last in known)}
    return apart | set(_particles_between(letters.text, known))


def _inner_particles(letters: Lettering, stretch: Span) -> Iterator[Span]:
    """Particles with another script before and behind them (母の弁当)."""
    for match in _INNER_PARTICLE.finditer(letters.text, *stretch):
        start, end = match.span()
        if start > stretch[0] and letters.changes_script(start) and (end >= stretch[1] or letters.changes_script(end)):
            yield start, end


def _ends_of_verbs(letters: Lettering, stretch: Span) -> Iterator[Span]:
    """Where a verb stands before a noun (集まるカフェ)."""
    for match in _VERB_END.finditer(letters.text, *stretch):
        if match.end() < stretch[1] and letters.changes_script(match.end()):
            yield match.end(), match.end()


def _particles_between(text: str, known: Sequence[Span]) -> Iterator[Span]:
    """What stands between two known words, where it is a particle only (引きこもりの家族会)."""
    for (_, end), (start, _) in pairwise(known):
        if text[end:start] in PARTICLES:
            yield end, start


def _stripped(letters: Lettering, stretch: Span, known: Sequence[Span]) -> Span:
    """The stretch without particles at its ends; known words are never touched."""
    start, end = stretch
    first = min((span[0] for span in known), default=end)
    last = max((span[1] for span in known), default=start)
    while start < first and (step := letters.particle_at(start)) and start + step <= first:
        start += step
    start = stretch[0] if _begins_anew(letters, stretch[0]) and letters.is_kana(stretch[0], end) else start
    while end > last and (step := letters.particle_before(end)) and end - step >= max(last, start):
        end -= step
    return start, end


def _begins_anew(letters: Lettering, place: int) -> bool:
    """Whether nothing stands before, so that no particle can: やなぎだ, のと."""
    return place == 0 or letters.is_sign(place - 1)


def _parts(letters: Lettering, run: _Run) -> Iterator[Span]:
    """The known words of a stretch and what stands between them, without particles."""
    place = run.start
    for start, end in (*run.known, (run.end, run.end)):
        between = _stripped(letters, (place, start), ())
        if between[0] < between[1] and _says_something(letters, *between):
            yield between
        if start < end:
            yield start, end
        place = end


def _says_something(letters: Lettering, start: int, end: int) -> bool:
    """A lone kana is no word."""
    return end - start > 1 or not letters.is_kana(start, end)
