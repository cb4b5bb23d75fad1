"""Words that are spelled otherwise by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.forms import text_needle
from directory.search.spelling import spelled_by_rule
from directory.search.synonyms import read_synonyms


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("お弁当", "弁当"),
        ("御相談", "ご相談"),
        ("お風呂", "風呂"),
        ("買い物", "買物"),
        ("申し込み", "申込"),
        ("取り組み", "取組"),
        ("届けて", "届け"),
        ("届けてほしい", "届け"),
        ("手伝いたい", "手伝い"),
        ("遊べる", "遊び"),
        ("教えて", "教え"),
        ("こおりやま", "こうりやま"),
        ("こうりゅう", "こ-りゆう"),
        ("らーめん", "らあめん"),
    ],
)
def test_another_spelling_is_looked_for(typed: str, also: str) -> None:
    assert text_needle(also) in read_synonyms().spelled(text_needle(typed))


@pytest.mark.parametrize("typed", ["お茶", "ご飯", "お金", "犬と猫", "山田", "来て", "おもちゃ"])
def test_what_is_a_word_of_its_own_stays_whole(typed: str) -> None:
    needle = text_needle(typed)
    assert all(len(other) >= len(needle) for other in spelled_by_rule(needle) if other)


@given(st.text(max_size=30))
def test_any_needle_has_few_other_spellings(typed: str) -> None:
    needle = text_needle(typed)
    if needle:
        found = read_synonyms().spelled(needle)
        assert found[0] == needle
        assert len(found) <= 12
        assert all(found)
