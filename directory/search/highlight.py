"""Where in a text as written do the words of a query stand? From the folded text back to the original."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.japanese.folding import fold_with_offsets
from directory.search.forms import BREAK, is_short_kana
from directory.search.words import Query

_BETWEEN = r"(?:[^\w-]|_)"
_HIRAGANA = re.compile("[ぁ-ゖ]+")


class Piece(NamedTuple):
    """A piece of a text, and whether it is one that was looked for."""

    text: str
    is_hit: bool


def spans(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """The slices of the text that answer the query, in order and apart."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_hits(text, query)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def pieces(text: str, query: Query) -> tuple[Piece, ...]:
    """The whole text in pieces, hits and the rest in turn; put together they are the text."""
    cut: list[Piece] = []
    place = 0
    for start, end in spans(text, query):
        cut += [Piece(text[place:start], is_hit=False), Piece(text[start:end], is_hit=True)]
        place = end
    cut.append(Piece(text[place:], is_hit=False))
    return tuple(piece for piece in cut if piece.text)


def excerpt(text: str, query: Query, length: int = 120) -> str:
    """A slice of the text of at most this length, with the first hit in it if there is one."""
    found = spans(text, query)
    first = found[0][0] if found else 0
    start = max(0, min(first - length // 4, len(text) - length))
    return text[start : start + length]


def _hits(text: str, query: Query) -> Iterator[tuple[int, int]]:
    folded = fold_with_offsets(text)
    for needle in query.needles:
        for match in _pattern(needle).finditer(folded.text):
            start, end = folded.span(*match.span())
            if not (is_short_kana(needle) and _HIRAGANA.fullmatch(text[start:end])):
                yield start, end


def _pattern(needle: str) -> re.Pattern[str]:
    letters = (f"{_BETWEEN}+" if letter == BREAK else re.escape(letter) for letter in needle)
    return re.compile(f"{_BETWEEN}*".join(letters))
