"""Addresses as people write them, folded until the same place reads the same."""

import re
import unicodedata
from typing import Final

_VARIANTS: Final = str.maketrans(
    "ヶヵ髙﨑濱濵邊邉澤嶋冨舘國廣瀨德眞藏惠縣渕", "ケカ高崎浜浜辺辺沢島富館国広瀬徳真蔵恵県淵"
)
_HYPHENS: Final = r"‐‑‒–—―−ー－ｰ﹣\-"
_HYPHEN_BETWEEN_DIGITS: Final = re.compile(rf"(?<=\d)\s*[{_HYPHENS}のノ]\s*(?=\d)")
_POSTAL: Final = re.compile(rf"〒?\s*(?<!\d)(\d{{3}})[{_HYPHENS}]?(\d{{4}})(?!\d)")
_KANJI_NUMBER: Final = re.compile("([一二三四五六七八九十]+)(?=丁目|番|号|の[一二三四五六七八九十0-9])")
_DIGITS: Final = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}
_KATAKANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_LONG: Final = re.compile("(?<=[おこそとのほもよろをごぞどぼぽょ])[うおー]|(?<=[うくすつぬふむゆるぐずづぶぷゅ])[うー]")


def fold_address(text: str) -> str:
    """Fold width, spaces, hyphens, kanji numbers before 丁目・番・号 and variant characters."""
    compact = "".join(unicodedata.normalize("NFKC", text).translate(_VARIANTS).split())
    counted = _KANJI_NUMBER.sub(lambda found: str(_count(found[1])), compact)
    return _HYPHEN_BETWEEN_DIGITS.sub("-", counted)


def fold_kana(text: str) -> str:
    """Fold a reading: katakana to hiragana, long vowels written おう・おお・おー to one form."""
    hiragana = "".join(unicodedata.normalize("NFKC", text).split()).translate(_KATAKANA)
    return _LONG.sub("ー", hiragana)


def is_kana(text: str) -> bool:
    """Tell whether a text is a reading: kana only."""
    return bool(text) and all("ぁ" <= letter <= "ゖ" or "ァ" <= letter <= "ヺ" or letter == "ー" for letter in text)


def split_postal_code(text: str) -> tuple[str, str]:
    """Return the seven digits of a postal code in the text (or nothing) and the text without it."""
    plain = unicodedata.normalize("NFKC", text)
    found = _POSTAL.search(plain)
    if found is None:
        return "", plain.replace("〒", "")
    return found[1] + found[2], plain[: found.start()] + " " + plain[found.end() :]


def _count(kanji: str) -> int:
    tens, ten, ones = kanji.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
