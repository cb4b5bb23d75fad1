"""In which other ways is a word spelled? By rule: honorifics, okurigana, endings of verbs, long vowels.

A rule works on folded words and only adds needles to a query; what stands in the index is left as it was folded.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

_KANJI: Final = "一-鿿"
_HONORIFIC: Final = re.compile(rf"^[おご御](?=[{_KANJI}].)")
_HONORIFIC_KANJI: Final = re.compile(rf"^御(?=[{_KANJI}ぁ-ん])")
_OKURIGANA: Final = re.compile(rf"(?<=[{_KANJI}])[いりきみけえしちめせれげじびつるわ](?=[{_KANJI}])")
_LAST_OKURIGANA: Final = re.compile(rf"(?<=[{_KANJI}])[いりきみけえしめせれげび]$")
_TWO_KANJI: Final = re.compile(f"[{_KANJI}]{{2}}")
_ENDING: Final = re.compile(
    rf"(?<=[{_KANJI}])([ぁ-ん]{{0,2}}?)(?:て(?:ほしい|くれる|ください|もらえる|もらいたい|いる)?|たい|たら|ます|ました|ない|る)$"
)
_POSSIBLE: Final = re.compile(rf"(?<=[{_KANJI}])([えけげせてねべめれ])る$")
_TO_STEM: Final = dict(zip("えけげせてねべめれ", "いきぎしちにびみり", strict=True))
_KANA: Final = re.compile("[ぁ-ゖ-]+")
_VOWELS: Final = {
    "あ": "あかがさざただなはばぱまやらわ",
    "い": "いきぎしじちにひびぴみり",
    "う": "うくぐすずつぬふぶぷむゆる",
    "え": "えけげせぜてでねへべぺめれ",
    "お": "おこごそぞとどのほぼぽもよろ",
}
_VOWEL_OF: Final = {sound: vowel for vowel, sounds in _VOWELS.items() for sound in sounds}
_LONG: Final = re.compile("([ぁ-ん])-")
_LONG_O: Final = re.compile(f"([{_VOWELS['お']}])[うお]")
_LONG_VOWELS: Final = {"お": "う"}


def spelled_by_rule(needle: str) -> Iterator[str]:
    """Other spellings of a needle, the nearest first; the needle itself may be among them."""
    for rule in _RULES:
        yield from rule(needle)


def _without_honorific(needle: str) -> Iterator[str]:
    """お弁当 is 弁当 and 御相談 is 相談; what is one sign without it (お茶, ご飯) stays whole."""
    yield _HONORIFIC.sub("", needle)
    if _HONORIFIC_KANJI.match(needle):
        yield from ("お" + needle[1:], "ご" + needle[1:])


def _without_okurigana(needle: str) -> Iterator[str]:
    """買い物 is 買物, 申し込み is 申込, 手伝い is in 手伝う."""
    shorter = _OKURIGANA.sub("", needle)
    yield shorter
    last = _LAST_OKURIGANA.sub("", shorter)
    if _TWO_KANJI.search(last):
        yield last


def _without_ending(needle: str) -> Iterator[str]:
    """届けて is in 届けます, 手伝いたい in 手伝い, 遊べる in 遊び; two signs must be left."""
    possible = _POSSIBLE.sub(lambda match: _TO_STEM[match[1]], needle)
    yield from (other for other in (_ENDING.sub(r"\1", needle), possible) if len(other) > 1)


def _long_vowels(needle: str) -> Iterator[str]:
    """こおりやま is こうりやま, らーめん is らあめん; for words in kana only."""
    if not _KANA.fullmatch(needle):
        return
    yield _LONG.sub(lambda match: match[1] + _drawn(match[1]), needle)
    for vowel in "うお":
        yield _LONG_O.sub(rf"\g<1>{vowel}", needle)
    yield _LONG_O.sub(r"\g<1>-", needle)


def _drawn(sound: str) -> str:
    vowel = _VOWEL_OF.get(sound, "-")
    return _LONG_VOWELS.get(vowel, vowel)


_RULES: Final[tuple[Callable[[str], Iterator[str]], ...]] = (
    _without_honorific,
    _without_okurigana,
    _without_ending,
    _long_vowels,
)
