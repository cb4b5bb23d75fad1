"""What was read is said back as a sentence."""

import pytest

from app.public.condition_words import Speaker
from directory.search.reading.conditions import Condition, Matter

SPEAKER = Speaker({}, {})
WEDNESDAY = Condition(Matter.WEEKDAY, ("2",), ((0, 2),), "水曜")
MORNING = Condition(Matter.PART, ("MORNING",), ((3, 5),), "午前")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (WEDNESDAY, "水曜日"),
        (MORNING, "午前"),
        (Condition(Matter.WEEKDAY, ("2",), is_negated=True), "水曜日以外"),
        (Condition(Matter.NTH, ("2-5",)), "第2土曜日"),
        (Condition(Matter.NTH, ("-1-5",)), "最後の土曜日"),
        (Condition(Matter.HOURS, ("600-720",)), "午前10時〜正午"),
        (Condition(Matter.DAY, ("today",)), "今日"),
        (Condition(Matter.NOW, ("open",)), "いま開いている"),
        (Condition(Matter.FACT, ("free_of_charge",)), "無料"),
        (Condition(Matter.NEAR, ("walk",)), "歩いて行ける"),
        (Condition(Matter.AGE, ("75",)), "75歳"),
        (Condition(Matter.AUDIENCE, ("parent_child",)), "親子"),
        (Condition(Matter.PLACE, ("飯浦",), text="飯浦"), "飯浦"),
        (Condition(Matter.KIND, ("gone",), text="体操"), "体操"),
        (Condition(Matter.NTH, ("x",)), "x"),
        (Condition(Matter.HOURS, ("",), text="夜中"), "夜中"),
    ],
)
def test_a_wish_is_said_in_plain_words(wish: Condition, said: str) -> None:
    assert SPEAKER.say(wish) == said


def test_what_is_not_stated_is_said_to_be_unchecked() -> None:
    assert SPEAKER.say_unstated(WEDNESDAY) == "水曜日：未確認"
    assert SPEAKER.say_unstated(Condition(Matter.FACT, ("step_free",))).endswith("：未確認")


def test_the_whole_is_one_sentence() -> None:
    assert SPEAKER.sentence([WEDNESDAY, MORNING], "体操") == "水曜日の午前・「体操」"
    assert SPEAKER.sentence([], "体操") == "「体操」"
    assert SPEAKER.sentence([MORNING], "") == "午前"
