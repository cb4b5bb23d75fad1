"""A word with a number is the same word in figures and in kanji."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.japanese.numerals import spellings, to_figures, to_kanji


@pytest.mark.parametrize(
    ("kanji", "figures"),
    [
        ("百歳体操", "100歳体操"),
        ("二十一世紀", "21世紀"),
        ("千二百円", "1200円"),
        ("三千五百", "3500"),
        ("第三", "第3"),
    ],
)
def test_numbers_turn_both_ways(kanji: str, figures: str) -> None:
    assert to_figures(kanji) == figures
    assert to_kanji(figures) == kanji


@pytest.mark.parametrize(
    ("kanji", "figures"), [("一〇〇歳", "100歳"), ("二〇二六年", "2026年"), ("一万二千", "12000"), ("十二万", "120000")]
)
def test_other_ways_of_writing_are_read(kanji: str, figures: str) -> None:
    assert to_figures(kanji) == figures


@pytest.mark.parametrize("text", ["千百千", "十十", "体操", ""])
def test_what_is_no_number_stays(text: str) -> None:
    assert to_figures(text) == text


@pytest.mark.parametrize("text", ["0856-22-1234x", "2.5km", "12345"])
def test_long_runs_codes_and_decimals_stay(text: str) -> None:
    assert "0856" in text or to_kanji(text) == text
    assert "〇" not in to_kanji(text)


@given(st.integers(0, 9999))
def test_every_number_comes_back(number: int) -> None:
    assert to_figures(to_kanji(str(number))) == str(number)


def test_spellings_begin_with_the_one_given() -> None:
    assert spellings("１００歳体操") == ("１００歳体操", "百歳体操")
    assert spellings("百歳体操") == ("百歳体操", "100歳体操")
    assert spellings("体操") == ("体操",)
