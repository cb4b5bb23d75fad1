"""Typed words become terms; nothing that can be typed is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.forms import text_needle
from directory.search.synonyms import GIVEN, read_synonyms
from directory.search.words import LONGEST_QUERY, MOST_TERMS, Query, query_of

SYNONYMS = read_synonyms()


def spellings(words: str) -> list[tuple[str, ...]]:
    return [term.spellings for term in query_of(words, SYNONYMS).terms]


def test_spaces_and_commas_part_the_terms() -> None:
    assert [one[0] for one in spellings("匹見　サロン、午前,水曜 ")] == ["匹見", "さろん", "午前", "水曜"]


def test_a_number_is_looked_for_in_both_spellings() -> None:
    assert "百歳" in spellings("１００歳")[0]
    assert "100歳" in spellings("百歳")[0]


def test_a_word_inside_a_term_is_spelled_otherwise() -> None:
    assert set(spellings("買いもの支援")[0]) >= {"買いもの支援", "買い物支援", "買物支援"}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("体操", "運動"),
        ("運動", "体操"),
        ("たいそう", "運動"),
        ("サロン", "通いの場"),
        ("通いの場", "茶話会"),
        ("居場所", "サロン"),
        ("移動販売", "買い物支援"),
        ("子育てひろば", "地域子育て支援拠点"),
        ("社協", "社会福祉協議会"),
        ("包括", "地域包括支援センター"),
        ("デイ", "通所介護"),
    ],
)
def test_words_with_one_meaning_find_each_other(word: str, other: str) -> None:
    (asked,), (wanted,) = query_of(word, SYNONYMS).terms, query_of(other, SYNONYMS).terms
    looked_for = {*asked.spellings, *asked.alike}
    assert any(needle in spelling for needle in looked_for for spelling in wanted.spellings)


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [("もの忘れカフェ", "サロン"), ("病児保育", "保育園"), ("俳句", "手芸"), ("体操", "健康づくり")],
)
def test_a_narrow_word_does_not_bring_the_broad_one(narrow: str, broad: str) -> None:
    (asked,) = query_of(narrow, SYNONYMS).terms
    assert not {needle for needle in (*asked.spellings, *asked.alike) if needle in text_needle(broad)}


@pytest.mark.parametrize(
    ("broad", "narrow"),
    [("運動", "ウォーキング"), ("買い物", "移動販売"), ("お金に困っている", "借金"), ("不登校", "学校に行きにくい")],
)
def test_a_broad_word_finds_the_narrow_ones(broad: str, narrow: str) -> None:
    (asked,) = query_of(broad, SYNONYMS).terms
    assert text_needle(narrow) in asked.alike


@pytest.mark.parametrize("words", ["", " ", "・", "！？", "\0", "\ud800", "☕ 😀", "　、,"])
def test_what_has_no_letter_asks_for_nothing(words: str) -> None:
    assert query_of(words, SYNONYMS) == Query()


def test_the_same_term_twice_is_one() -> None:
    assert len(query_of("体操 タイソウ たいそう 体操", SYNONYMS).terms) == 2


def test_only_the_beginning_of_a_very_long_query_counts() -> None:
    assert spellings("体" * 500)[0][0] == "体" * LONGEST_QUERY
    assert len(query_of(" ".join("あいうえおかきくけこさしすせそ"), SYNONYMS).terms) == MOST_TERMS


@given(st.text(st.characters(codec=None), max_size=60) | st.text('体操AND()[]{}*?^~:"\\/|, ', max_size=60))
def test_no_needle_is_empty_or_has_a_mark(words: str) -> None:
    for needle in query_of(words, SYNONYMS).needles:
        assert needle
        assert not set(needle) & set("|, ")


def test_no_group_says_a_word_twice_and_every_group_says_two() -> None:
    for group in (*read_synonyms(GIVEN).spellings, *read_synonyms(GIVEN).synonyms):
        assert len(group) == len(set(group)) > 1
