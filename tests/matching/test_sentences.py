"""Every piece of evidence has its sentence, for the coordinator and for the person."""

import pytest
from hypothesis import given

from matching.codes import Code
from matching.criteria.registry import CRITERIA
from matching.rules.registry import RULES
from matching.sentences import TEMPLATES, TO_THE_PERSON, Names, Reader, method_note, sentence
from matching.types import Evidence, Need, Option
from tests.factories import matching as make
from tests.factories.matching import TODAY

NAMES = Names(kinds={"kayoinoba": "通いの場"}, tags={"animals": "どうぶつ"}, districts={"hikimi": "匹見"})

MORNING = {"weekday": 2, "start": "10:00", "end": "11:00"}


@pytest.mark.parametrize(
    ("code", "params", "said"),
    [
        (Code.OUT_OF_REACH, {"mode": "walk", "limit": 30, "minutes": 50}, "歩いて行ける30分を超えます（約50分）"),
        (Code.SESSION_SUITS, {"weekday": 2, "start": "10:00", "end": "11:30"}, "水曜 10:00〜11:30に行けます"),
        (Code.SESSION_TIME_UNKNOWN, {"weekday": 2}, "水曜（時刻は未確認）に行けるか確かめてください"),
        (Code.SESSION_TIME_UNKNOWN, {}, "曜日が未確認の回に行けるか確かめてください"),
        (
            Code.SESSION_SHARE,
            {"weekday": 2, "start": "10:00", "end": "11:00", "percent": 100},
            "水曜 10:00〜11:00にずっといられます",
        ),
        (Code.ACCESS_MISSING, {"fact": "step_free"}, "「入口に段差がある」とのことです"),
        (Code.ACCESS_UNKNOWN, {"fact": "step_free"}, "「段差」が未確認です"),
        (Code.ACCESS_MET, {"fact": "weights"}, "「weights：あり」とのことです"),
        (Code.FEE_ABOVE, {"fee": 1500, "limit": 500}, "1回1,500円で、上限の500円を超えます"),
        (Code.LIFT_OFFERED, {"note": "市内だけ"}, "送迎があります（市内だけ）"),
        (Code.LIFT_OFFERED, {}, "送迎があります"),
        (Code.AVOIDED_KIND, {"kind": "kayoinoba"}, "避けたい種類です（通いの場）"),
        (Code.WISH_MET, {"tag": "animals"}, "希望の「どうぶつ」があります"),
        (Code.DISTRICT_NOT_SERVED, {"district": "hikimi"}, "匹見は対象の地区に入っていません"),
        (Code.DISTRICT_NOT_SERVED, {"district": "mito"}, "mitoは対象の地区に入っていません"),
        (Code.GOAL_FIT, {"goal": "visit", "kind": "kayoinoba", "grade": 4}, "「見学してみる」にとても向きます"),
        (Code.GENDER_SUITS, {"gender": "female"}, "女性の集まりです"),
    ],
)
def test_it_says(code: Code, params: dict[str, str | int], said: str) -> None:
    assert sentence(Evidence(code, params), NAMES) == said


def test_a_figure_from_the_straight_line_says_so() -> None:
    assert method_note(Evidence(Code.JOURNEY, {"method": "straight_line"})) == "直線距離からの目安"
    assert method_note(Evidence(Code.NOT_FREE)) == ""


def test_every_code_has_a_template() -> None:
    assert set(TEMPLATES) == set(Code)
    assert set(TO_THE_PERSON) <= set(Code)


def found(person: Need, thing: Option) -> list[Evidence]:
    verdicts = [rule.judge(person, thing, TODAY) for rule in RULES]
    values = [criterion.value(person, thing, TODAY) for criterion in CRITERIA]
    return [each for one in (*verdicts, *values) for each in one.evidence]


@given(make.needs, make.options, make.need_forgettings, make.forgettings)
def test_whatever_is_found_can_be_said(
    person: Need, thing: Option, asked: frozenset[str], gaps: frozenset[str]
) -> None:
    for each in found(make.forget_need(person, asked), make.forget_option(thing, gaps)):
        for reader in Reader:
            said = sentence(each, NAMES, reader)
            assert said
            assert not set("{}。") & set(said[-1])


def test_the_person_is_spoken_to_and_not_about() -> None:
    spoken = {code: TO_THE_PERSON.get(code, template) for code, template in TEMPLATES.items()}
    assert {code for code, template in spoken.items() if "本人" in template} == set()
