"""Where a word stands decides the place in the list, the same on every index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.analysis import analyse
from directory.search.matched import Match, Tier
from directory.search.synonyms import read_synonyms
from directory.search.text_index.protocol import IndexDocument
from directory.search.text_index.scan import ScanIndex, ScanSnapshot
from directory.search.words import query_of
from tests.directory.search.lookups import matches_by_id


def snapshot(*documents: IndexDocument) -> ScanSnapshot:
    index = ScanIndex()
    index.rebuild(map(analyse, documents), at=1)
    return index.snapshot()


def found(words: str, *documents: IndexDocument) -> dict[str, Match]:
    return matches_by_id(snapshot(*documents), query_of(words, read_synonyms()))


TOWN = (
    IndexDocument("exact", "体操"),
    IndexDocument("name", "朝の体操教室"),
    IndexDocument("kind", "朝の会", "", ("体操",)),
    IndexDocument("text", "夕の会", "", ("サロン",), "体操もします"),
    IndexDocument("synonym", "夜の会", "", (), "軽い運動をします"),
    IndexDocument("none", "囲碁の会"),
)


@pytest.mark.parametrize("words", ["体操", "たいそう", "タイソウ", "体そう"])
def test_each_place_has_its_tier(words: str) -> None:
    tiers = {key: match.weakest for key, match in found(words, *TOWN).items()}
    assert tiers == {
        "exact": Tier.NAME_EXACT,
        "name": Tier.NAME,
        "kind": Tier.KIND,
        "text": Tier.TEXT,
        "synonym": Tier.SYNONYM,
    }


def test_the_reading_of_a_name_counts_more_than_the_kind() -> None:
    town = (IndexDocument("read", "囲碁の会"), IndexDocument("kind", "朝の会", "", ("イゴ",)))
    assert found("イゴ", *town)["read"].weakest > found("イゴ", *town)["kind"].weakest


def test_all_terms_must_be_found_wherever_they_stand() -> None:
    town = (
        IndexDocument("both", "匹見体操"),
        IndexDocument("mixed", "体操の会", "", (), "匹見の公民館で"),
        IndexDocument("one", "体操の会"),
    )
    both, mixed = Match(Tier.NAME, 12, Tier.NAME), Match(Tier.TEXT, 8, Tier.NAME)
    assert found("体操 匹見", *town) == {"both": both, "mixed": mixed}
    assert found("匹見　体操", *town).keys() == {"both", "mixed"}


def test_a_name_with_a_space_is_exact_with_and_without() -> None:
    town = (IndexDocument("1", "サロン ひだまり"),)
    assert found("サロンひだまり", *town)["1"].weakest is Tier.NAME_EXACT
    assert found("サロン　ひだまり", *town)["1"].weakest is Tier.NAME_EXACT


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("買いもの", "買い物便"),
        ("かいもの", "買い物便"),
        ("買物", "買いもの便"),
        ("百歳体操", "いきいき１００歳体操"),
        ("100歳体操", "いきいき百歳体操"),
        ("ひゃくさいたいそう", "いきいき１００歳体操"),
        ("ｻﾛﾝ", "ひだまりサロン"),
        ("サービス", "サーヴィス"),
        ("髙橋", "高橋さんの家"),
        ("操", "体操"),
        ("デイ", "デイサービス"),
        ("もり", "もりのひろば"),
    ],
)
def test_a_word_is_found_in_another_spelling(words: str, name: str) -> None:
    assert "1" in found(words, IndexDocument("1", name))
    assert "1" in found(words, IndexDocument("1", "無名", "", (), f"これは{name}です。"))


@pytest.mark.parametrize(("words", "text"), [("デイ", "住んでいます"), ("ケア", "助けあい"), ("いご", "介護")])
def test_a_short_word_is_not_found_inside_another(words: str, text: str) -> None:
    assert found(words, IndexDocument("1", text, "", (text,), text)) == {}


@given(st.text(st.characters(codec=None), max_size=40) | st.text('体操AND()[]{}*?^~:"\\/| ', max_size=40))
def test_nothing_that_can_be_typed_fails(words: str) -> None:
    query = query_of(words, read_synonyms())
    if query.terms:
        assert matches_by_id(snapshot(), query) == {}
