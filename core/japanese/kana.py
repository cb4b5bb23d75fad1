"""Hiragana or katakana, half width or full: how is kana written, and what counts as kana?"""

import re
import unicodedata

_FIRST_KATAKANA, _LAST_KATAKANA, _SHIFT = ord("ァ"), ord("ヶ"), ord("ァ") - ord("ぁ")

HIRAGANA_OF = {
    **{code: chr(code - _SHIFT) for code in range(_FIRST_KATAKANA, _LAST_KATAKANA + 1)},
    ord("ヽ"): "ゝ",
    ord("ヾ"): "ゞ",
}
KATAKANA_OF = {ord(hiragana): chr(katakana) for katakana, hiragana in HIRAGANA_OF.items()}

_HALF_WIDTH_KANA = re.compile(r"[｡-ﾟ]+")
_FULL_WIDTH_ASCII = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_KANA = re.compile(r"[ぁ-ゖァ-ヺゝゞヽヾ]+[ぁ-ゖァ-ヺーゝゞヽヾ・\s]*")


def standard_width(text: str) -> str:
    """The text with full-width kana and half-width letters and digits; ①, ㈱ and the like stay as they are."""
    widened = _HALF_WIDTH_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return widened.translate(_FULL_WIDTH_ASCII).replace("\u3000", " ")


def to_hiragana(text: str) -> str:
    """The text with every katakana, half width too, as hiragana."""
    return standard_width(text).translate(HIRAGANA_OF)


def to_katakana(text: str) -> str:
    """The text with every hiragana, and half-width katakana, as full-width katakana."""
    return standard_width(text).translate(KATAKANA_OF)


def is_kana(text: str) -> bool:
    """Whether the text can stand as furigana: kana, long marks, middle dots and spaces only."""
    return _KANA.fullmatch(standard_width(text).strip()) is not None
