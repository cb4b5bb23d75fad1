"""Two spellings are found together exactly when they fold to the same string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.japanese.folding import fold, fold_with_offsets
from core.japanese.itaiji import ITAIJI

JAPANESE = st.text(
    "あがぁっャゅヴゔァゝヾ々づぼﾊﾞﾟガ\u3099ー－ｰ-〜ＡａA１1①㈱㍻百歳齋藤髙、。・ \u3000\u200b\ufe0f\n", max_size=30
)
ANY_TEXT = st.text(st.characters(codec=None), max_size=30)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("タイソウ", "たいそう"),
        ("佐々木", "佐佐木"),
        ("いすゞ", "いすず"),
        ("イスヾ", "いすず"),
        ("こゝろ", "こころ"),
        ("木・々", "木・々"),
        ("みかづき", "みかずき"),
        ("ちゞみ", "ちじみ"),
        ("ﾀｲｿｳ", "たいそう"),
        ("ｶﾞｷﾞ", "がぎ"),
        ("か\u3099", "が"),
        ("ボランティア", "ぼらんていあ"),
        ("ボランテイア", "ぼらんていあ"),
        ("ヴァイオリン", "ばいおりん"),
        ("サーヴィス", "さ-びす"),
        ("サービス", "さ-びす"),
        ("ら－めん‐A", "ら-めん-a"),
        ("10時～12時", "10時~12時"),
        ("１００歳", "100歳"),
        ("百歲", "百歳"),
        ("齋藤・渡邊・髙﨑", "斎藤・渡辺・高崎"),
        ("ひ\u200bとまる", "ひとまる"),
        ("葛\U000e0100", "葛"),
        ("㈱", "(株)"),
        ("ﾀｲｿｳ　ABC", "たいそう abc"),
        ("", ""),
        ("a\0\ud800", "a\0\ud800"),
    ],
)
def test_spellings_fold_as_written_here(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(JAPANESE | ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(JAPANESE | ANY_TEXT)
def test_offsets_lead_back_into_the_original(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)


@given(JAPANESE, st.text("体操運動サロン買い物１百ー", min_size=1), JAPANESE)
def test_a_word_in_a_text_is_in_the_folded_text(before: str, word: str, after: str) -> None:
    assert fold(word) in fold(f"{before}。{word}。{after}")


def test_a_span_gives_back_what_was_written() -> None:
    text = "毎週　ｶﾞｰﾃﾞﾆﾝｸﾞ と サーヴィス"
    folded = fold_with_offsets(text)
    found = folded.text.index("が-でにんぐ")
    assert text[slice(*folded.span(found, found + 6))] == "ｶﾞｰﾃﾞﾆﾝｸﾞ"
    found = folded.text.index("びす")
    assert text[slice(*folded.span(found, found + 2))] == "ヴィス"


def test_a_variant_folds_to_a_character_that_stays() -> None:
    assert not set(map(ord, ITAIJI.values())) & set(ITAIJI)
