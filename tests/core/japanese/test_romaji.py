"""Kana and every usual way of typing it in Latin letters have one form, and a beginning has the beginning of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.japanese.romaji import romaji_form

SPELLED = [
    ("たいそう", ["taisou", "taiso", "taisō", "TAISOU", "ｔａｉｓｏｕ"]),
    ("ひきみ", ["hikimi"]),
    ("しんぶん", ["shinbun", "shimbun", "sinbun", "sinnbun"]),
    ("まっちゃ", ["matcha", "mattya", "maccha"]),
    ("ちょうし", ["choushi", "tyousi", "chōshi"]),
    ("おおた", ["oota", "ohta", "ota"]),
    ("こんにゃく", ["konnyaku"]),
    ("にほんいち", ["nihon'ichi", "nihonichi"]),
    ("つどい", ["tsudoi", "tudoi"]),
    ("センター", ["sentaa", "senta", "sentā"]),
    ("こうみんかん", ["kouminkan", "kominkan"]),
    ("じどうかん", ["jidoukan", "zidokan"]),
    ("カフェ", ["kafe"]),
    ("ボランティア", ["borantia"]),
]
HEPBURN = {
    "か": "ka",
    "し": "shi",
    "ち": "chi",
    "つ": "tsu",
    "ふ": "fu",
    "じ": "ji",
    "ん": "n",
    "しょ": "sho",
    "ちゃ": "cha",
    "じゅ": "ju",
    "りょ": "ryo",
    "め": "me",
    "よ": "yo",
    "わ": "wa",
    "ら": "ra",
    "び": "bi",
    "ぱ": "pa",
    "う": "u",
}


@pytest.mark.parametrize(("kana", "typed"), [(kana, one) for kana, many in SPELLED for one in many])
def test_every_spelling_has_the_form_of_the_kana(kana: str, typed: str) -> None:
    assert romaji_form(typed) == romaji_form(kana) != ""


@given(st.lists(st.sampled_from(sorted(HEPBURN)), min_size=1, max_size=6), st.data())
def test_what_is_begun_has_a_form_that_the_whole_begins_with(syllables: list[str], data: st.DataObject) -> None:
    whole = "".join(HEPBURN[one] for one in syllables)
    begun = whole[: data.draw(st.integers(1, len(whole)))]
    assert romaji_form("".join(syllables)).startswith(romaji_form(begun))


@pytest.mark.parametrize("text", ["高津", "たべ物", "体sou", "１２", "a/b"])
def test_what_is_neither_kana_nor_latin_has_no_form(text: str) -> None:
    assert romaji_form(text) == ""


@given(st.text(st.characters(max_codepoint=0x30FF), max_size=30))
def test_any_text_has_a_form_or_none(text: str) -> None:
    assert romaji_form(text).isascii()
