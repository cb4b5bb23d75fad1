"""Words and readings come from the dictionary; any string can be read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.japanese.readings import reading, words


def test_a_text_is_read_word_by_word() -> None:
    read = [(word.surface, word.reading) for word in words("子育て支援で体操")]
    assert read == [("子育て", "こそだて"), ("支援", "しえん"), ("で", "で"), ("体操", "たいそう")]


def test_particles_depend_on_the_word_before() -> None:
    assert [word.is_dependent for word in words("住んでいます")] == [False, True, False, True]


def test_a_reading_is_proposed_for_a_name() -> None:
    assert reading("匹見の買い物支援") == "ひきみのかいものしえん"


def test_signs_have_no_reading() -> None:
    assert [word.reading for word in words("、☕ ")] == ["", "", ""]


@given(st.text(st.characters(codec=None), max_size=40) | st.text("体操の会。、\n ﾃﾞｲ１", max_size=40))
@settings(max_examples=50)
def test_nothing_is_left_out(text: str) -> None:
    assert "".join(word.surface for word in words(text)) == text.encode("utf-8", "replace").decode("utf-8")


def test_a_very_long_text_is_read_in_pieces() -> None:
    assert sum(len(word.surface) for word in words("体操" * 20_000)) == 40_000
