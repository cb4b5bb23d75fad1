"""The questions about a place: the national ones are all there, and every answer has words."""

from core.facts import Fact
from directory.fact_keys import BY_CODE, FACT_KEYS, FactGroup, key_of_file, keys_in

DS_436 = (
    "車椅子可 車椅子貸出 ツエ貸出 バリアフリートイレ スロープ・エレベータ・エスカレータ 点字ブロック等 点字や読上 "
    "盲導犬・介助犬・聴導犬同伴 字幕 筆談対応 優先駐車場 オストメイト対応トイレ 子供トイレ 授乳室 おむつ替えコーナー "
    "飲食可否 ベビーカー貸出 ベビーカー利用可"
)


def test_the_18_national_questions_are_asked() -> None:
    assert {key.national_name for key in FACT_KEYS if key.national_name} == set(DS_436.split())
    assert len(DS_436.split()) == 18


def test_codes_are_told_apart_and_every_group_has_questions() -> None:
    assert len(BY_CODE) == len(FACT_KEYS)
    assert sum(len(keys_in(group)) for group in FactGroup) == len(FACT_KEYS)
    assert all(keys_in(group) and group.label for group in FactGroup)


def test_each_answer_has_its_own_words() -> None:
    for key in FACT_KEYS:
        assert len({key.words(answer) for answer in Fact}) == 3


def test_files_may_use_their_own_codes() -> None:
    assert key_of_file("pickup") == "transport_assistance"
    assert key_of_file("wheelchair") == "wheelchair"
    assert key_of_file("colour") is None
