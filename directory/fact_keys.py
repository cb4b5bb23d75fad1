"""Which questions can be answered about a place with yes, no or 未確認?

The accessibility questions are the items of GIF DS-436 (デジタル庁 アクセシビリティ情報データモデル, 2026-03-17), whose
notes column is the note of each answer, and a few that residents ask first.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.facts import Fact
from core.words import word


class FactGroup(StrEnum):
    """Under which heading a question stands."""

    ENTRANCE = "entrance"
    WELCOME = "welcome"
    COST = "cost"
    EYES_AND_EARS = "eyes_and_ears"
    CHILDREN = "children"

    @property
    def label(self) -> str:
        """The heading in plain Japanese."""
        return _GROUP_LABELS[self]


_GROUP_LABELS: Final = {
    FactGroup.ENTRANCE: word("入りやすさ・トイレ・駐車場"),
    FactGroup.WELCOME: word("雰囲気・参加のしかた"),
    FactGroup.COST: word("お金・申込み・送迎"),
    FactGroup.EYES_AND_EARS: word("見え方・聞こえ方の手助け"),
    FactGroup.CHILDREN: word("子ども連れ"),
}


@dataclass(frozen=True, slots=True)
class FactKey:
    """One question: its code, what it is called, and what a yes and a no say."""

    code: str
    group: FactGroup
    label: str
    yes: str
    no: str
    national_name: str = ""

    @property
    def header(self) -> str:
        """The question as the header of a column: 静かさ（静かに過ごせる）."""
        return f"{self.label}（{self.yes}）"

    def words(self, answer: Fact) -> str:
        """The answer as a short phrase; what nobody has said is 未確認."""
        if answer is Fact.UNKNOWN:
            return f"{self.label}：未確認"
        return self.yes if answer is Fact.YES else self.no


FACT_KEYS: Final = (
    FactKey("step_free", FactGroup.ENTRANCE, word("段差"), word("段差なしで入れる"), word("入口に段差がある")),
    FactKey(
        "wheelchair",
        FactGroup.ENTRANCE,
        word("車いす"),
        word("車いすで利用できる"),
        word("車いすでは利用しにくい"),
        "車椅子可",
    ),
    FactKey(
        "accessible_toilet",
        FactGroup.ENTRANCE,
        word("バリアフリートイレ"),
        word("バリアフリートイレあり"),
        word("バリアフリートイレなし"),
        "バリアフリートイレ",
    ),
    FactKey(
        "slope_elevator",
        FactGroup.ENTRANCE,
        word("スロープ・エレベーター"),
        word("スロープ・エレベーターあり"),
        word("スロープ・エレベーターなし"),
        "スロープ・エレベータ・エスカレータ",
    ),
    FactKey("parking", FactGroup.ENTRANCE, word("駐車場"), word("駐車場あり"), word("駐車場なし")),
    FactKey(
        "priority_parking",
        FactGroup.ENTRANCE,
        word("優先駐車場"),
        word("優先駐車場あり"),
        word("優先駐車場なし"),
        "優先駐車場",
    ),
    FactKey(
        "ostomate_toilet",
        FactGroup.ENTRANCE,
        word("オストメイト対応トイレ"),
        word("オストメイト対応トイレあり"),
        word("オストメイト対応トイレなし"),
        "オストメイト対応トイレ",
    ),
    FactKey(
        "wheelchair_loan",
        FactGroup.ENTRANCE,
        word("車いすの貸出し"),
        word("車いすの貸出しあり"),
        word("車いすの貸出しなし"),
        "車椅子貸出",
    ),
    FactKey(
        "cane_loan",
        FactGroup.ENTRANCE,
        word("つえの貸出し"),
        word("つえの貸出しあり"),
        word("つえの貸出しなし"),
        "ツエ貸出",
    ),
    FactKey("visit_possible", FactGroup.WELCOME, word("見学"), word("見学できる"), word("見学はできない")),
    FactKey(
        "beginners_welcome",
        FactGroup.WELCOME,
        word("はじめての人"),
        word("はじめての人も歓迎"),
        word("はじめての人は相談が必要"),
    ),
    FactKey(
        "companion_welcome",
        FactGroup.WELCOME,
        word("付き添い"),
        word("付き添いの人もいっしょに"),
        word("付き添いはできない"),
    ),
    FactKey(
        "companion_required",
        FactGroup.WELCOME,
        word("はじめの付き添い"),
        word("はじめは付き添いの人が必要"),
        word("はじめからひとりで参加できる"),
    ),
    FactKey(
        "short_stay", FactGroup.WELCOME, word("短い時間"), word("30分だけでもよい"), word("終わりまで参加してほしい")
    ),
    FactKey("online", FactGroup.WELCOME, word("オンライン"), word("オンラインで参加できる"), word("会場だけ")),
    FactKey("little_talk", FactGroup.WELCOME, word("会話"), word("話さなくても過ごせる"), word("よく話す集まり")),
    FactKey(
        "names_kept",
        FactGroup.WELCOME,
        word("名前や写真"),
        word("名前や写真を外に出さない"),
        word("名前や写真を出すことがある"),
    ),
    FactKey("quiet", FactGroup.WELCOME, word("静かさ"), word("静かに過ごせる"), word("にぎやか")),
    FactKey("small_group", FactGroup.WELCOME, word("人数"), word("少人数"), word("人数が多い")),
    FactKey(
        "same_sex",
        FactGroup.WELCOME,
        word("同性だけの時間"),
        word("同性だけの時間がある"),
        word("同性だけの時間はない"),
    ),
    FactKey("free_of_charge", FactGroup.COST, word("料金"), word("無料"), word("料金がかかる")),
    FactKey("reservation_needed", FactGroup.COST, word("申込み"), word("申込みが必要"), word("申込みはいらない")),
    FactKey("transport_assistance", FactGroup.COST, word("送迎"), word("送迎あり"), word("送迎なし")),
    FactKey("meals", FactGroup.COST, word("食事"), word("食事が出る"), word("食事は出ない")),
    FactKey("comes_to_home", FactGroup.COST, word("訪問"), word("家まで来てくれる"), word("家には来ない")),
    FactKey("takeout", FactGroup.COST, word("持ち帰り"), word("持ち帰りあり"), word("持ち帰りなし")),
    FactKey("food_pantry", FactGroup.COST, word("食料の配布"), word("食料の配布あり"), word("食料の配布なし")),
    FactKey("eating_drinking", FactGroup.COST, word("飲食"), word("飲食できる"), word("飲食はできない"), "飲食可否"),
    FactKey(
        "braille_blocks",
        FactGroup.EYES_AND_EARS,
        word("点字ブロック"),
        word("点字ブロックあり"),
        word("点字ブロックなし"),
        "点字ブロック等",
    ),
    FactKey(
        "braille_reading",
        FactGroup.EYES_AND_EARS,
        word("点字・読み上げ"),
        word("点字・読み上げあり"),
        word("点字・読み上げなし"),
        "点字や読上",
    ),
    FactKey(
        "assistance_dog",
        FactGroup.EYES_AND_EARS,
        word("補助犬"),
        word("補助犬もいっしょに"),
        word("補助犬は入れない"),
        "盲導犬・介助犬・聴導犬同伴",
    ),
    FactKey("captions", FactGroup.EYES_AND_EARS, word("字幕"), word("字幕あり"), word("字幕なし"), "字幕"),
    FactKey(
        "written_communication",
        FactGroup.EYES_AND_EARS,
        word("筆談"),
        word("筆談できる"),
        word("筆談はできない"),
        "筆談対応",
    ),
    FactKey(
        "children_welcome",
        FactGroup.CHILDREN,
        word("子ども連れ"),
        word("子ども連れも歓迎"),
        word("子ども連れはできない"),
    ),
    FactKey("children_present", FactGroup.CHILDREN, word("子どもの参加"), word("子どもも来る"), word("大人だけ")),
    FactKey(
        "adults_checked",
        FactGroup.CHILDREN,
        word("子どもを守るしくみ"),
        word("子どもに関わる大人を確かめている"),
        word("子どもに関わる大人を確かめていない"),
    ),
    FactKey(
        "child_toilet",
        FactGroup.CHILDREN,
        word("子ども用トイレ"),
        word("子ども用トイレあり"),
        word("子ども用トイレなし"),
        "子供トイレ",
    ),
    FactKey("nursing_room", FactGroup.CHILDREN, word("授乳室"), word("授乳室あり"), word("授乳室なし"), "授乳室"),
    FactKey(
        "diaper_table",
        FactGroup.CHILDREN,
        word("おむつ替えの場所"),
        word("おむつ替えの場所あり"),
        word("おむつ替えの場所なし"),
        "おむつ替えコーナー",
    ),
    FactKey(
        "stroller_loan",
        FactGroup.CHILDREN,
        word("ベビーカーの貸出し"),
        word("ベビーカーの貸出しあり"),
        word("ベビーカーの貸出しなし"),
        "ベビーカー貸出",
    ),
    FactKey(
        "stroller_ok",
        FactGroup.CHILDREN,
        word("ベビーカー"),
        word("ベビーカーのまま入れる"),
        word("ベビーカーでは入れない"),
        "ベビーカー利用可",
    ),
    FactKey("temporary_care", FactGroup.CHILDREN, word("一時預かり"), word("一時預かりあり"), word("一時預かりなし")),
    FactKey(
        "sick_child_care",
        FactGroup.CHILDREN,
        word("病気の子の預かり"),
        word("病気の子の預かりあり"),
        word("病気の子の預かりなし"),
    ),
)
BY_CODE: Final = {key.code: key for key in FACT_KEYS}
SEARCHED: Final = ("step_free", "free_of_charge", "wheelchair", "parking", "transport_assistance", "reservation_needed")
"""The questions that the search filters by, the first ones first."""
_NAMES_IN_FILES: Final = {"pickup": "transport_assistance", "observation": "visit_possible"}


def key_of_file(name: str) -> str | None:
    """The question that a code of an imported file means, or None when it is none of ours."""
    code = _NAMES_IN_FILES.get(name, name)
    return code if code in BY_CODE else None


def keys_in(group: FactGroup) -> tuple[FactKey, ...]:
    """The questions under one heading, in their order."""
    return tuple(key for key in FACT_KEYS if key.group is group)
