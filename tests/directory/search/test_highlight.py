"""What is marked on the page is what was written, not what it folds to."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from directory.search.highlight import excerpt, pieces, spans
from directory.search.synonyms import read_synonyms
from directory.search.words import query_of

TEXT = "毎週水曜、１００歳タイソウ・サーヴィス。住んでいる人の デイ サロン ひだまり"


def hits(words: str, text: str = TEXT) -> list[str]:
    return [piece.text for piece in pieces(text, query_of(words, read_synonyms())) if piece.is_hit]


def test_another_spelling_is_marked_as_written() -> None:
    assert hits("百歳") == ["１００歳"]
    assert hits("たいそう") == ["タイソウ"]
    assert hits("サービス") == ["サーヴィス"]


def test_a_name_is_marked_across_its_space() -> None:
    assert hits("サロンひだまり") == ["サロン ひだまり"]


def test_two_kana_are_not_marked_inside_hiragana() -> None:
    assert hits("デイ") == ["デイ"]


def test_hits_that_touch_are_one() -> None:
    assert hits("百歳 たいそう") == ["１００歳タイソウ"]


def test_nothing_is_marked_without_words() -> None:
    assert hits("") == []


def test_the_excerpt_shows_the_first_hit() -> None:
    text = "あ" * 300 + "体操" + "い" * 300
    short = excerpt(text, query_of("体操", read_synonyms()), 40)
    assert len(short) == 40
    assert "体操" in short
    assert excerpt("みじかい", query_of("体操", read_synonyms()), 40) == "みじかい"


@given(
    st.text("体操たいそうタイソｳ百１００歳ヴァゔー-、 \u3099\u200b<&", max_size=40),
    st.text("体操百歳ばたいそ1 ", max_size=8),
)
def test_the_pieces_are_the_text(text: str, words: str) -> None:
    query = query_of(words, read_synonyms())
    assert "".join(piece.text for piece in pieces(text, query)) == text
    found = spans(text, query)
    assert all(start < end for start, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
