"""Kana is turned both ways without loss, and furigana is told from other text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.japanese.kana import is_kana, standard_width, to_hiragana, to_katakana


def test_half_width_becomes_full_and_letters_half() -> None:
    assert standard_width("ｲｷｲｷ１００歳　ＡＢＣ（①㈱）") == "イキイキ100歳 ABC(①㈱)"


def test_kana_turns_both_ways() -> None:
    assert to_hiragana("ひだまりサロン ﾃﾞｲｻｰﾋﾞｽ") == "ひだまりさろん でいさーびす"
    assert to_katakana("ひだまりサロン") == "ヒダマリサロン"


@given(st.text([chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)]))
def test_hiragana_survives_the_way_through_katakana(text: str) -> None:
    assert to_hiragana(to_katakana(text)) == text


@pytest.mark.parametrize("reading", ["ひだまり", "ヒダマリ サロン", "ﾋﾀﾞﾏﾘ", "しえん・せんたー", "ゔぁいおりん"])
def test_a_reading_is_kana(reading: str) -> None:
    assert is_kana(reading)


@pytest.mark.parametrize("text", ["", " ", "日溜まり", "ひだまり2", "ー", "abc"])
def test_other_text_is_no_reading(text: str) -> None:
    assert not is_kana(text)
