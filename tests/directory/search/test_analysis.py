"""The golden forms: when one of them changes, raise ANALYZER_VERSION, so that every index is made again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.analysis import ANALYZER_VERSION, analyse, fingerprint, reading_form
from directory.search.forms import Field, holds, name_form, name_needle, text_form
from directory.search.text_index.protocol import IndexDocument


def test_the_version_of_the_forms_below() -> None:
    assert ANALYZER_VERSION == 3
    assert fingerprint().startswith("3:")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("いきいき百歳体操（１００歳体操）", "/いきいき百歳体操/100歳体操/"),
        ("サロン　ひだまり、お茶の会。", "/さろん/ひだまり/お茶の会/"),
        ("ヴァイオリン ﾃﾞｲｻｰﾋﾞｽ", "/ばいおりん/でいさ-びす/"),
        ("齋藤_髙橋", "/斎藤/高橋/"),
        ("a\0b\ud800c", "/a/b/c/"),
        ("☕", "//"),
    ],
)
def test_text_forms(text: str, form: str) -> None:
    assert text_form(text) == form


def test_a_name_form_has_no_breaks() -> None:
    assert name_form("サロン「ひだまり」 Ａ") == "/さろんひだまりa/"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("いきいき百歳体操", "/|いきいき|ひやく,さい|たいそう|/"),
        ("いきいき１００歳体操", "/|いきいき|ひやく,さい|たいそう|/"),
        ("住んでいます。助けあい", "/|すん,で|い,ます|/|たすけ|あい|/"),
        ("デイサービス", "/|で,い,さ,-,び,す|/"),
        ("買い物・買もの", "/|かいもの|/|かい|もの|/"),
        ("", "/"),
        ("☕\ud800\0", "/"),
    ],
)
def test_reading_forms(text: str, form: str) -> None:
    assert reading_form(text) == form


class TestNameReading:
    @pytest.mark.parametrize(
        ("name", "kana", "form"),
        [
            ("匹見の会", "ひつみのかい", "/|ひ|つみ,の|かい|/"),
            ("百歳体操 匹見", "ヒャクサイタイソウ・ひきみ", "/|ひやく,さい|たいそう|ひきみ|/"),
            ("百歳体操", "", "/|ひやく,さい|たいそう|/"),
            ("介護の会", "かいごのかい", "/|かいご,の|かい|/"),
            ("", "ひだまり", "/|ひ|だ|ま|り|/"),
            ("体操", "・", "/|たいそう|/"),
        ],
    )
    def test_is_the_stated_kana_with_the_words_that_sudachi_knows(self, name: str, kana: str, form: str) -> None:
        assert analyse(IndexDocument("1", name, kana)).forms[Field.NAME_READING] == form

    @given(
        st.text("百歳体操匹見の会ヴァ、 ", max_size=10), st.text("ひゃくさいたいそうきみのかいゔぁー・ ", max_size=14)
    )
    def test_always_finds_the_whole_stated_kana(self, name: str, kana: str) -> None:
        form = analyse(IndexDocument("1", name, kana)).forms[Field.NAME_READING]
        assert not name_needle(kana) or holds(Field.NAME_READING, form, name_needle(kana))


class TestReadingOnWordBoundaries:
    @pytest.mark.parametrize(
        ("text", "needle"),
        [("囲碁の会", "いご"), ("囲碁の会", "いごのかい"), ("健康体操", "けんこうたいそう"), ("デイサービス", "でい")],
    )
    def test_a_word_is_found(self, text: str, needle: str) -> None:
        assert holds(Field.TEXT_READING, reading_form(text), needle)

    @pytest.mark.parametrize(
        ("text", "needle"),
        [("介護の会", "いご"), ("住んでいます", "でい"), ("助けあい", "けあ")],
    )
    def test_a_part_of_a_word_is_not(self, text: str, needle: str) -> None:
        assert not holds(Field.TEXT_READING, reading_form(text), needle)
