"""Which written word does somebody mean who types it by ear? ぶっしょうざん is 仏生山, though no list says so.

A word in kana is held against words in kanji sign by sign, without regard to voicing (ほけんしょ, ほけんじょ). The
readings of each sign stand in a table that was taken from a dictionary, so that no request needs the dictionary.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from core.japanese.folding import fold

_TABLE: Final = Path(__file__).parent / "data" / "kanji_readings.txt"
_WRITTEN: Final = re.compile("[一-鿿][一-鿿のがけつ]+")
_BEGINS: Final = re.compile("(?<=[立市町村区県郡府])(?=.)")
_UNVOICED: Final = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ", "かきくけこさしすせそたちつてとはひふへほはひふへほ"
)
_CLIPPED: Final = "くちきつ"  # がく + こう is がっこう
_SHORTEST: Final = 3
_MOST: Final = 12


@lru_cache(maxsize=1)
def sign_readings() -> Mapping[str, tuple[str, ...]]:
    """How each sign may be read, folded and without voicing."""
    lines = (line.split() for line in _TABLE.read_text(encoding="utf-8").splitlines())
    return {sign: tuple(dict.fromkeys(_with_clipped(readings))) for sign, *readings in lines}


def written_words(text: str) -> Iterator[str]:
    """The words in kanji of a text, folded: whole, and what stands behind a 市 or 立 in them."""
    for match in _WRITTEN.finditer(fold(text)):
        yield match[0]
        yield from (rest for begin in _BEGINS.finditer(match[0]) if len(rest := match[0][begin.start() :]) > 1)


def beginning_read_as(word: str, sounds: str) -> str:
    """The shortest beginning of a word in kanji that is read so, voicing aside; empty when there is none."""
    ends, wanted = {0}, sounds.translate(_UNVOICED)
    for place, sign in enumerate(word, 1):
        ends = {end + len(one) for end in ends for one in _readings(sign) if wanted.startswith(one, end)}
        if len(wanted) in ends:
            return word[:place] if place > 1 else ""
        if not ends:
            break
    return ""


@dataclass(frozen=True)
class HeardWords:
    """The words in kanji that a town's listings are named and placed with; looked at only when somebody asks by ear."""

    texts: Iterable[str]

    def written(self, sounds: str) -> tuple[str, ...]:
        """The words, or beginnings of words, that are read so; none for what is too short."""
        if len(sounds) < _SHORTEST:
            return ()
        wanted = sounds.translate(_UNVOICED)
        signs = (sign for sign in self._by_first_sign if any(wanted.startswith(one) for one in _readings(sign)))
        found = (beginning_read_as(word, sounds) for sign in signs for word in self._by_first_sign[sign])
        return tuple(dict.fromkeys(filter(None, found)))[:_MOST]

    @cached_property
    def _by_first_sign(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for text in self.texts:
            for word in written_words(text):
                found.setdefault(word[0], {})[word] = None
        return {sign: tuple(words) for sign, words in found.items()}


def _readings(sign: str) -> tuple[str, ...]:
    return sign_readings().get(sign) or (sign.translate(_UNVOICED),)


def _with_clipped(readings: Iterable[str]) -> Iterator[str]:
    for one in readings:
        yield one
        if len(one) > 1 and one[-1] in _CLIPPED:
            yield one[:-1] + "つ"
