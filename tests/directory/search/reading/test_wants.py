"""Who says how things are is understood: the phrase becomes a wish that leads to the words of the field."""

import pytest

from core.japanese.folding import fold
from directory.search.phrases import wants
from directory.search.reading.conditions import Matter
from directory.search.reading.reader import read
from directory.search.reading.vocabulary import Vocabulary
from directory.search.reading.wants import find_wants
from directory.search.synonyms import read_synonyms
from directory.search.wanted import Subject

TOWN = Vocabulary.of(read_synonyms())


@pytest.mark.parametrize(
    ("words", "sought"),
    [
        ("夜眠れない", "こころの相談"),
        ("ひとり暮らしの父が心配", "見守り"),
        ("離れて暮らす母が心配", "見守り"),
        ("体を動かしたい", "体操"),
        ("だれかと話したい", "サロン"),
        ("買い物に行けない", "移動販売"),
        ("学校に行きたくない", "不登校"),
        ("お金が足りない", "生活困窮"),
        ("スマホの使い方がわからない", "スマホ教室"),
        ("ことばが遅い", "発達相談"),
        ("パソコンを習いたい", "パソコン"),
    ],
)
def test_a_phrase_leads_to_words_of_the_field(words: str, sought: str) -> None:
    (piece,) = read(words, TOWN).subject
    assert fold(sought) in {*read_synonyms().alike(piece.means)} | {
        seek for want in wants() if want.name == piece.means for seek in want.seeks
    }


def test_a_weak_phrase_only_lifts_what_was_named() -> None:
    named = Subject.of(read("膝が痛いけど将棋", TOWN))
    alone = Subject.of(read("膝が痛い", TOWN))
    assert [piece.whole for piece in named.pieces] == ["将棋"]
    assert len(named.lifting) == 1
    assert [piece.whole for piece in alone.pieces] == ["膝が痛い"]


def test_a_phrase_for_a_fact_is_that_fact() -> None:
    (condition,) = read("熱のある子を預けたい", TOWN).conditions
    assert (condition.matter, condition.values) == (Matter.FACT, ("sick_child_care",))


def test_every_want_can_be_said_and_leads_somewhere() -> None:
    assert len({want.name for want in wants()}) == len(wants())
    assert all(want.says and (want.seeks or want.fact) for want in wants())


@pytest.mark.parametrize(
    "words", ["体操", "公民館", "水曜の午前", "デイサービス", "親子ひろば", "相談", "障害", "ボランティア"]
)
def test_plain_words_are_no_wants(words: str) -> None:
    assert list(find_wants(fold(words))) == []
