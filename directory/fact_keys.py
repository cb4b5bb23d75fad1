"""Which questions can be answered about a place with yes, no or 未確認?

The accessibility questions are the items of GIF DS-436 (デジタル庁 アクセシビリティ情報データモデル, 2026-03-17), whose
notes column is the note of each answer, and a few that residents ask first.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.facts import Fact


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
    FactGroup.ENTRANCE: "入りやすさ・トイレ・駐車場",
    FactGroup.WELCOME: "雰囲気・参加のしかた",
    FactGroup.COST: "お金・申込み・送迎",
    FactGroup.EYES_AND_EARS: "見え方・聞こえ方の手助け",
    FactGroup.CHILDREN: "子ども連れ",
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

    def words(self, answer: Fact) -> str:
        """The answer as a short phrase; what nobody has said is 未確認."""
        if answer is Fact.UNKNOWN:
            return f"{self.label}：未確認"
        return self.yes if answer is Fact.YES else self.no


def _offered(code: str, group: FactGroup, label: str, national_name: str = "") -> FactKey:
    return FactKey(code, group, label, f"{label}あり", f"{label}なし", national_name)


FACT_KEYS: Final = (
    FactKey("step_free", FactGroup.ENTRANCE, "段差", "段差なしで入れる", "入口に段差がある"),
    FactKey("wheelchair", FactGroup.ENTRANCE, "車いす", "車いすで利用できる", "車いすでは利用しにくい", "車椅子可"),
    _offered("accessible_toilet", FactGroup.ENTRANCE, "バリアフリートイレ", "バリアフリートイレ"),
    _offered(
        "slope_elevator",
        FactGroup.ENTRANCE,
        "スロープ・エレベーター",
        "スロープ・エレベータ・エスカレータ",
    ),
    _offered("parking", FactGroup.ENTRANCE, "駐車場"),
    _offered("priority_parking", FactGroup.ENTRANCE, "優先駐車場", "優先駐車場"),
    _offered("ostomate_toilet", FactGroup.ENTRANCE, "オストメイト対応トイレ", "オストメイト対応トイレ"),
    _offered("wheelchair_loan", FactGroup.ENTRANCE, "車いすの貸出し", "車椅子貸出"),
    _offered("cane_loan", FactGroup.ENTRANCE, "つえの貸出し", "ツエ貸出"),
    FactKey("visit_possible", FactGroup.WELCOME, "見学", "見学できる", "見学はできない"),
    FactKey("beginners_welcome", FactGroup.WELCOME, "はじめての人", "はじめての人も歓迎", "はじめての人は相談が必要"),
    FactKey("companion_welcome", FactGroup.WELCOME, "付き添い", "付き添いの人もいっしょに", "付き添いはできない"),
    FactKey("quiet", FactGroup.WELCOME, "静かさ", "静かに過ごせる", "にぎやか"),
    FactKey("small_group", FactGroup.WELCOME, "人数", "少人数", "人数が多い"),
    FactKey("same_sex", FactGroup.WELCOME, "同性だけの時間", "同性だけの時間がある", "同性だけの時間はない"),
    FactKey("free_of_charge", FactGroup.COST, "料金", "無料", "料金がかかる"),
    FactKey("reservation_needed", FactGroup.COST, "申込み", "申込みが必要", "申込みはいらない"),
    FactKey("transport_assistance", FactGroup.COST, "送迎", "送迎あり", "送迎なし"),
    FactKey("meals", FactGroup.COST, "食事", "食事が出る", "食事は出ない"),
    FactKey("comes_to_home", FactGroup.COST, "訪問", "家まで来てくれる", "家には来ない"),
    _offered("takeout", FactGroup.COST, "持ち帰り"),
    _offered("food_pantry", FactGroup.COST, "食料の配布"),
    FactKey("eating_drinking", FactGroup.COST, "飲食", "飲食できる", "飲食はできない", "飲食可否"),
    _offered("braille_blocks", FactGroup.EYES_AND_EARS, "点字ブロック", "点字ブロック等"),
    _offered("braille_reading", FactGroup.EYES_AND_EARS, "点字・読み上げ", "点字や読上"),
    FactKey(
        "assistance_dog",
        FactGroup.EYES_AND_EARS,
        "補助犬",
        "補助犬もいっしょに",
        "補助犬は入れない",
        "盲導犬・介助犬・聴導犬同伴",
    ),
    _offered("captions", FactGroup.EYES_AND_EARS, "字幕", "字幕"),
    FactKey("written_communication", FactGroup.EYES_AND_EARS, "筆談", "筆談できる", "筆談はできない", "筆談対応"),
    FactKey("children_welcome", FactGroup.CHILDREN, "子ども連れ", "子ども連れも歓迎", "子ども連れはできない"),
    _offered("child_toilet", FactGroup.CHILDREN, "子ども用トイレ", "子供トイレ"),
    _offered("nursing_room", FactGroup.CHILDREN, "授乳室", "授乳室"),
    _offered("diaper_table", FactGroup.CHILDREN, "おむつ替えの場所", "おむつ替えコーナー"),
    _offered("stroller_loan", FactGroup.CHILDREN, "ベビーカーの貸出し", "ベビーカー貸出"),
    FactKey(
        "stroller_ok",
        FactGroup.CHILDREN,
        "ベビーカー",
        "ベビーカーのまま入れる",
        "ベビーカーでは入れない",
        "ベビーカー利用可",
    ),
    _offered("temporary_care", FactGroup.CHILDREN, "一時預かり"),
    _offered("sick_child_care", FactGroup.CHILDREN, "病気の子の預かり"),
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
