"""A query is read as its writer meant it, and any text can be read."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.reading.reader import read, words_without
from directory.search.reading.vocabulary import NamedDistrict, Vocabulary
from directory.search.synonyms import read_synonyms
from directory.taxonomy.kinds import Kind, shipped

KINDS: Final = [
    Kind(raw["code"], raw["name"], raw["kana"], raw["parent"], {}, tuple(raw["words"]), raw["shown_by_default"])
    for raw in shipped()
]
DISTRICTS: Final = [NamedDistrict("hikimi", "匹見", "ひきみ"), NamedDistrict("tane", "種", "たね")]
TOWN: Final = Vocabulary.of(read_synonyms(), KINDS, DISTRICTS, places=["青木"])

PHRASES: Final = (
    *(
        "水曜",
        "毎週水曜",
        "午前",
        "第2土曜",
        "以外",
        "匹見",
        "体操",
        "無料",
        "送迎あり",
        "75歳",
        "3歳の子",
        "今日",
        "10時から",
    ),
    *(" ", "　", "の", "に", "で", "、", "ところ", "たい", "プール", "高齢者", "サロン", "歩いて行ける", "会", "青木"),
)
QUERIES: Final = st.lists(st.sampled_from(PHRASES), max_size=8).map("".join)
ANYTHING: Final = st.text(max_size=40) | st.text(st.characters(exclude_categories=()), max_size=40) | QUERIES


def keys(words: str) -> set[str]:
    return {one.key for one in read(words, TOWN).conditions}


@pytest.mark.parametrize(
    ("words", "conditions", "rest"),
    [
        ("水曜 午前 体操", {"weekday:2", "part:MORNING", "kind:hyakusai_taiso"}, ""),
        ("水曜日の午前に体操できるところ", {"weekday:2", "part:MORNING", "kind:hyakusai_taiso"}, ""),
        ("水　午前", {"weekday:2", "part:MORNING"}, ""),
        ("月水金", {"weekday:0.2.4"}, ""),
        ("平日", {"weekday:0.1.2.3.4"}, ""),
        ("土日 プール", {"weekday:5.6"}, "プール"),
        ("月曜から金曜", {"weekday:0.1.2.3.4"}, ""),
        ("すいようび", {"weekday:2"}, ""),
        ("第２・４土曜 サロン", {"nth:2-5.4-5", "kind:kayoinoba"}, ""),
        ("最終日曜", {"nth:last-6"}, ""),
        ("10時から", {"hours:600-630"}, ""),
        ("平日１０時から１２時", {"weekday:0.1.2.3.4", "hours:600-720"}, ""),
        ("17時以降", {"hours:1020-1440"}, ""),
        ("午後2時", {"hours:840-870"}, ""),
        ("今夜 カラオケ", {"day:today", "part:EVENING"}, "カラオケ"),
        ("いま開いている子育て支援センター", {"now:open", "kind:kosodate_kyoten"}, ""),
        ("ひきみの いどうはんばい", {"district:hikimi", "kind:mobile_shop"}, ""),
        ("種地区の公民館", {"district:tane"}, "公民館"),
        ("青木のサロン", {"place:青木", "kind:kayoinoba"}, ""),
        ("送迎ありのデイサービス", {"fact:transport_assistance"}, "デイサービス"),
        ("予約なしで行ける麻雀", {"-fact:reservation_needed"}, "麻雀"),
        ("お金がかからない麻雀", {"fact:free_of_charge"}, "麻雀"),
        ("車いすで行けるカフェ", {"fact:wheelchair"}, "カフェ"),
        ("75歳の母が歩いて通える体操", {"age:75", "near:walk", "kind:hyakusai_taiso"}, ""),
        ("七十五歳", {"age:75"}, ""),
        ("生後6か月", {"age:0"}, ""),
        ("男性も行ける料理教室", {"audience:men"}, "料理教室"),
        ("外国人 日本語教室", {"audience:foreigner"}, "日本語教室"),
        ("認知症の人と家族が集まるカフェ", set(), "認知症 集まる カフェ"),
        ("引きこもりの家族会", set(), "引きこもり 家族会"),
        ("プール", set(), "プール"),
    ],
)
def test_conditions_and_subject_are_told_apart(words: str, conditions: set[str], rest: str) -> None:
    assert keys(words) == conditions
    assert read(words, TOWN).rest == rest


@pytest.mark.parametrize(
    "words",
    ["3月", "今月", "朝日町", "日本語", "水族館", "金魚", "木工", "きょうしつ", "100歳体操", "老人クラブ", "無料塾"],
)
def test_a_word_inside_another_is_no_wish(words: str) -> None:
    assert keys(words) <= {"kind:hyakusai_taiso"}


@pytest.mark.parametrize("words", ["水曜以外", "水曜日以外の日", "水曜じゃない日", "水曜を除く"])
def test_a_negation_is_no_wish(words: str) -> None:
    assert keys(words) == {"-weekday:2"}


def test_the_place_of_a_condition_is_that_of_the_typed_words() -> None:
    condition = read("ﾀﾀﾞで　すいようび", TOWN).condition("weekday:2")
    assert condition is not None
    assert [("ﾀﾀﾞで　すいようび"[slice(*span)]) for span in condition.spans] == ["すいようび"]


def test_what_a_reader_took_out_is_not_read() -> None:
    reading = read("水曜 体操", TOWN, without={"weekday:2"})
    assert [one.key for one in reading.conditions] == ["kind:hyakusai_taiso"]
    assert reading.rest == ""


@given(ANYTHING)
def test_any_text_can_be_read(words: str) -> None:
    reading = read(words, TOWN)
    for condition in reading.conditions:
        assert all(words[start:end] for start, end in condition.spans)


@given(ANYTHING)
def test_words_without_a_condition_do_not_say_it(words: str) -> None:
    for condition in read(words, TOWN).conditions:
        left = words_without(words, condition.key, TOWN)
        assert read(left, TOWN).condition(condition.key) is None
