"""百歳 or 100歳? Numbers in kanji and in figures, and every way a word with a number is spelled."""

import re
import unicodedata

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI_DIGITS = "〇一二三四五六七八九"
_TEN_THOUSAND = 10_000

_KANJI_NUMBER = re.compile("[〇零一二三四五六七八九十百千]+万?[〇零一二三四五六七八九十百千]*")
_FIGURES = re.compile(r"(?<![0-9.])(?:0|[1-9][0-9]{0,3})(?![0-9.])")


def to_figures(text: str) -> str:
    """The text with its kanji numbers as figures (百歳 → 100歳, 二〇二六年 → 2026年); what is no number stays."""
    return _KANJI_NUMBER.sub(lambda match: _figures(match[0]), text)


def to_kanji(text: str) -> str:
    """The text with its whole numbers below ten thousand in kanji (１００歳 → 百歳); longer runs of digits stay."""
    return _FIGURES.sub(lambda match: _kanji(int(match[0])), unicodedata.normalize("NFKC", text))


def spellings(text: str) -> tuple[str, ...]:
    """The text as given, then with figures, then with kanji numbers; each spelling once."""
    return tuple(dict.fromkeys((text, to_figures(text), to_kanji(text))))


def _figures(kanji: str) -> str:
    if all(character in _DIGITS for character in kanji):
        return "".join(str(_DIGITS[character]) for character in kanji)
    high, ten_thousand, low = kanji.rpartition("万")
    try:
        return str((_below_ten_thousand(high) * _TEN_THOUSAND if ten_thousand else 0) + _below_ten_thousand(low))
    except ValueError:
        return kanji


def _below_ten_thousand(kanji: str) -> int:
    total, pending, last_unit = 0, None, _TEN_THOUSAND
    for character in kanji:
        if character in _DIGITS and pending is None:
            pending = _DIGITS[character]
        elif _SMALL_UNITS.get(character, last_unit) < last_unit:
            last_unit = _SMALL_UNITS[character]
            total += (1 if pending is None else pending) * last_unit
            pending = None
        else:
            raise ValueError(kanji)
    return total + (pending or 0)


def _kanji(number: int) -> str:
    if number == 0:
        return _KANJI_DIGITS[0]
    written = ""
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        count, number = divmod(number, value)
        if count:
            written += ("" if count == 1 and unit else _KANJI_DIGITS[count]) + unit
    return written
