"""How is a cell's text brought to the form in which it can be compared?"""

import re
import unicodedata
from typing import Final

_DASHES: Final = re.compile("[-‐‑‒–—―−ー－ｰ₋─]")
_SPACES: Final = re.compile(r"\s+")
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]+")
_KATAKANA_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_WIDE_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_NOT_TOLD_APART: Final = re.compile(r"[\s　_/・:、,。.()\[\]「」『』【】〈〉<>“”\"'~〜～*※◎!?&-]")
_LINE_BREAKS: Final = re.compile(r"<br\s*/?>|[（(]改行[）)]|\r\n?", re.IGNORECASE)


def nfkc(text: str) -> str:
    """Write the compatibility forms (full-width digits, half-width kana, ㈱) in one way."""
    return unicodedata.normalize("NFKC", text)


def dashes(text: str) -> str:
    """Write every dash, minus and long-vowel mark as a hyphen; for digits and codes only."""
    return _DASHES.sub("-", text)


def squeeze(text: str) -> str:
    """Take the white space at the ends away and make every run inside one space."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Bring a name or place to the key under which it is the same name or place."""
    plain = nfkc(text).casefold().translate(_KATAKANA_TO_HIRAGANA)
    return _NOT_TOLD_APART.sub("", _DASHES.sub("ー", plain))


def widen_kana(text: str) -> str:
    """Write half-width kana full-width and leave everything else alone."""
    return _HALF_KANA.sub(lambda match: nfkc(match.group()), text)


def narrow_digits(text: str) -> str:
    """Write full-width digits half-width and leave everything else alone."""
    return text.translate(_WIDE_DIGITS)


def break_lines(text: str) -> str:
    """Turn the ways in which files write a line break into one."""
    return _LINE_BREAKS.sub("\n", text)


def half_kana_share(text: str) -> float:
    """Tell what part of the visible characters is half-width kana (a sign of the wrong encoding when large)."""
    visible = sum(not character.isspace() and not character.isascii() for character in text)
    return sum(map(len, _HALF_KANA.findall(text))) / visible if visible else 0.0
