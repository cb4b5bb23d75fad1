"""What was read is said back as a sentence."""

import re

import pytest
from hypothesis import given

from app.public.condition_words import AUDIENCES, Speaker
from directory.search.reading.conditions import Condition, Matter
from directory.search.reading.lexicon import audiences
from directory.search.reading.reader import read
from tests.directory.search.reading.test_reader import KINDS, QUERIES, TOWN

SPEAKER = Speaker({}, {})
KINDS_BY_CODE = {kind.code: kind for kind in KINDS}
WEDNESDAY = Condition(Matter.WEEKDAY, ("2",), ((0, 2),), "水曜")
MORNING = Condition(Matter.PART, ("MORNING",), ((3, 5),), "午前")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (WEDNESDAY, "水曜日"),
        (MORNING, "午前"),
        (Condition(Matter.WEEKDAY, ("2",), is_negated=True), "水曜日以外"),
        (Condition(Matter.NTH, ("2-5",)), "第2土曜日"),
        (Condition(Matter.HOURS, ("600-720",)), "午前10時〜正午"),
        (Condition(Matter.DAY, ("today",)), "今日"),
        (Condition(Matter.NOW, ("open",)), "いま開いている"),
        (Condition(Matter.FACT, ("free_of_charge",)), "無料"),
        (Condition(Matter.NEAR, ("walk",)), "歩いて行ける"),
        (Condition(Matter.AGE, ("75",)), "75歳"),
        (Condition(Matter.AUDIENCE, ("parent_child",)), "親子"),
        (Condition(Matter.PLACE, ("飯浦",), text="飯浦"), "飯浦"),
        (Condition(Matter.KIND, ("gone",), text="体操"), "体操"),
    ],
)
def test_a_wish_is_said_in_plain_words(wish: Condition, said: str) -> None:
    assert SPEAKER.say(wish) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("最終土曜 サロン", "最後の土曜日・"),
        ("来週の午後", "来週の午後"),
        ("第2・4土曜の夕方", "第2土曜日・第4土曜日の午後3時〜7時"),
        ("祝日 近く", "祝日・近く"),
        ("生後6か月 今週末", "0歳・週末"),
    ],
)
def test_what_was_read_is_said(words: str, said: str) -> None:
    assert SPEAKER.sentence(read(words, TOWN).conditions, "").startswith(said)


@given(QUERIES)
def test_whatever_is_read_is_said_without_a_code(words: str) -> None:
    for wish in read(words, TOWN).conditions:
        assert re.search("[A-Za-z]", Speaker(KINDS_BY_CODE, {}).say(wish)) is None, wish


def test_every_group_of_people_has_its_word() -> None:
    assert set(AUDIENCES) == set(audiences())


def test_what_is_not_stated_is_said_to_be_unchecked() -> None:
    assert SPEAKER.say_unstated(WEDNESDAY) == "水曜日：未確認"
    assert SPEAKER.say_unstated(Condition(Matter.FACT, ("step_free",))).endswith("：未確認")


def test_the_whole_is_one_sentence() -> None:
    assert SPEAKER.sentence([WEDNESDAY, MORNING], "体操") == "水曜日の午前・「体操」"
    assert SPEAKER.sentence([], "体操") == "「体操」"
    assert SPEAKER.sentence([MORNING], "") == "午前"
