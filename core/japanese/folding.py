"""When are two spellings the same for search? When they fold to the same string.

Widths, letter case, variant characters, katakana and hiragana, small and large kana, ヴ and バ行, づ and ず, long marks
and dashes fold together; 々 and ゞ are written out; what cannot be seen is dropped. Numerals are left alone (see
`core.japanese.numerals`), so that folding looks at one character with its marks at a time, and a word inside a text is
found in the folded text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.japanese.itaiji import ITAIJI
from core.japanese.kana import HIRAGANA_OF

DASH = "-"

_UNSEEN_RANGES = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E)),
    *((0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF)),
)
_UNSEEN = dict.fromkeys(code for first, last in _UNSEEN_RANGES for code in range(first, last + 1))
_DASHES = dict.fromkeys(map(ord, "ー‐‑‒–—―−⁃─━⸺⸻〰"), DASH)
_WAVES = dict.fromkeys(map(ord, "〜∼∿"), "~")
_LARGE_KANA = dict(zip(map(ord, "ぁぃぅぇぉっゃゅょゎゕゖ"), "あいうえおつやゆよわかけ", strict=True))
_SAME_SOUND = dict(zip(map(ord, "ぢづゐゑ"), "じずいえ", strict=True))
_LONE_VOICE_MARKS = dict.fromkeys((0x3099, 0x309A))
_LAST = {**ITAIJI, **_LONE_VOICE_MARKS, **_DASHES, **_WAVES, **_LARGE_KANA, **_SAME_SOUND}
_VU = {"ゔぁ": "ば", "ゔぃ": "び", "ゔぇ": "べ", "ゔぉ": "ぼ", "ゔゅ": "びゆ", "ゔ": "ぶ"}
_VU_PATTERN = re.compile("ゔ[ぁぃぇぉゅ]?")
_KANJI = "一-鿿"
_ITERATION = re.compile(f"[ぁ-ゖ][ゝゞ]+|[{_KANJI}]々+")
_LETTER_PATTERN = re.compile(f"(?:ゔ[ぁぃぇぉゅ]?|[ぁ-ゖ])[ゝゞ]*|[{_KANJI}]々*|.", re.DOTALL)
_VOICED = dict(zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))
_JAMO_THAT_JOIN = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original that `text[start:end]` (not empty) came from."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> str:
    """The search form of a text; folding twice changes nothing."""
    letters = _letters(text.translate(_UNSEEN))
    sounds = _VU_PATTERN.sub(lambda match: _VU[match[0]], letters)
    return _ITERATION.sub(_repeated, sounds).translate(_LAST)


def fold_with_offsets(text: str) -> Folded:
    """The same string as `fold`, with the place of every character in the original."""
    letters = [(letter, start, end) for start, end in _clusters(text) for letter in _letters_of(text[start:end])]
    folded: list[tuple[str, int, int]] = []
    for match in _LETTER_PATTERN.finditer("".join(letter for letter, _, _ in letters)):
        start, end = letters[match.start()][1], letters[match.end() - 1][2]
        folded += [(character, start, end) for character in fold(match[0])]
    return Folded(
        "".join(character for character, _, _ in folded),
        tuple(start for _, start, _ in folded),
        tuple(end for _, _, end in folded),
    )


def _repeated(match: re.Match[str]) -> str:
    """佐々 as 佐佐, すゞ as すず."""
    first = match[0][0]
    return first + "".join(_VOICED.get(first, first) if mark == "ゞ" else first for mark in match[0][1:])


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", composed).translate(HIRAGANA_OF)


def _letters_of(cluster: str) -> str:
    return _letters(cluster.translate(_UNSEEN))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _joins_the_one_before(text[place]):
            yield start, place
            start = place


@lru_cache(maxsize=4096)
def _joins_the_one_before(character: str) -> bool:
    first = unicodedata.normalize("NFKD", character)[0]
    return ord(character) in _UNSEEN or unicodedata.category(first)[0] == "M" or ord(first) in _JAMO_THAT_JOIN
