"""How is kana typed in Latin letters? One form for Hepburn, Kunrei and what people type on keyboards.

しゃ, sha and sya have the form `sya`; long vowels count as short (おおた, oota and ota are `ota`), ん is `n`.
What is only begun (`tais`, `tach`) has a form that the form of the whole word begins with.
"""

import re
from typing import Final

from core.japanese.kana import to_hiragana

_VOWELS: Final = "aiueo"
_ROWS: Final = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_PLAIN: Final = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, _VOWELS, strict=True)}
_TWISTED: Final = {
    f"{row[1]}{small}": f"{head}y{vowel}"
    for head, row in _ROWS.items()
    if head
    for small, vowel in zip("ゃゅょぇ", "auoe", strict=True)
}
_FOREIGN: Final = {
    f"{large}{small}": head + vowel
    for large, head in (("ふ", "f"), ("ゔ", "v"), ("う", "w"))
    for small, vowel in zip("ぁぃぇぉ", "aieo", strict=True)
}
_SYLLABLES: Final = {
    **_PLAIN,
    "や": "ya",
    "ゆ": "yu",
    "よ": "yo",
    "わ": "wa",
    "ゐ": "i",
    "ゑ": "e",
    "を": "o",
    "ん": "n",
    "ー": "",
    "ゔ": "vu",
    "ぁ": "a",
    "ぃ": "i",
    "ぅ": "u",
    "ぇ": "e",
    "ぉ": "o",
    "ゃ": "ya",
    "ゅ": "yu",
    "ょ": "yo",
    "ゎ": "wa",
    **_TWISTED,
    **_FOREIGN,
    "てぃ": "ti",
    "でぃ": "di",
    "とぅ": "tu",
    "どぅ": "du",
}
_KANA: Final = re.compile("|".join(sorted(_SYLLABLES, key=len, reverse=True)))
_LATIN: Final = re.compile("[a-z]*")
_STEPS: Final = [
    (re.compile(pattern), form)
    for pattern, form in (
        (r"っ+([a-z])", r"\1\1"),
        (r"c(?=ch)", "t"),
        (r"j(?=j)", "z"),
        (r"s(?:hi|yi)", "si"),
        (r"chi|tyi", "ti"),
        (r"tsu", "tu"),
        (r"fu", "hu"),
        (r"ji|di", "zi"),
        (r"du", "zu"),
        (r"sh", "sy"),
        (r"ch", "ty"),
        (r"jy?|dy", "zy"),
        (r"wo", "o"),
        (r"m(?=[bp])", "n"),
        (r"n+(?=[^aiueoyn]|$)", "n"),
        (r"nn+", "nn"),
        (r"oh(?![aiueoy])", "o"),
        (r"o[ou]+", "o"),
        (r"([aiue])\1+", r"\1"),
        (r"(?<=[szt])y$|(?<=t)s$|c+$|f$|っ+$", ""),
    )
]
_DROPPED: Final = dict.fromkeys(map(ord, " \u3000'’・-"))
_LONG_MARKS: Final = dict(zip(map(ord, "āīūēōâîûêô"), "aiueoaiueo", strict=True))


def romaji_form(text: str) -> str:
    """The form of a text in kana or Latin letters; empty when it has anything else, such as kanji."""
    form = to_hiragana(text).casefold().translate(_DROPPED).translate(_LONG_MARKS)
    form = _KANA.sub(lambda syllable: _SYLLABLES[syllable[0]], form)
    for pattern, replacement in _STEPS:
        form = pattern.sub(replacement, form)
    return form if _LATIN.fullmatch(form) else ""
