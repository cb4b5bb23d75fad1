"""What does a piece of evidence say, in plain Japanese?

One template for every code, and another voice where the person reads it themselves. Below the pages stand codes and
figures; only this file knows their words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.facts import Fact
from directory.fact_keys import BY_CODE
from matching.codes import Code
from matching.criteria.goal import GOAL_STEPS
from matching.types import Evidence, Gender, Mode, Param


class Reader(StrEnum):
    """Who reads the sentence."""

    COORDINATOR = "coordinator"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Names:
    """What the town calls its codes; a code without name stands for itself."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    districts: Mapping[str, str] = field(default_factory=dict)


NO_NAMES = Names()
METHODS: Mapping[str, str] = {"straight_line": "直線距離からの目安"}
WEEKDAYS = "月火水木金土日"
MODES: Mapping[str, str] = {
    Mode.WALK: "歩いて",
    Mode.BICYCLE: "自転車で",
    Mode.CAR: "車で",
    Mode.LIFT: "送迎で",
    Mode.BUS: "バスで",
    Mode.SHARED_TAXI: "乗合タクシーで",
}
GENDERS: Mapping[str, str] = {Gender.FEMALE: "女性", Gender.MALE: "男性", Gender.OTHER: "決まった性別の人"}
GRADES = ("向きません", "あまり向きません", "少し向きます", "向きます", "とても向きます")

TEMPLATES: Mapping[Code, str] = {
    Code.CONSENT_GIVEN: "支援についての同意があります",
    Code.CONSENT_REFUSED: "支援についての同意がありません",
    Code.CONSENT_NOT_ASKED: "支援についての同意を まだ聞いていません",
    Code.NOTHING_AVOIDED: "避けることに あたりません",
    Code.AVOIDED_KIND: "避けたい種類です（{kind}）",
    Code.AVOIDED_ORGANIZATION: "避けたい団体です",
    Code.AVOIDED_SERVICE: "避けたい活動です",
    Code.AVOIDED_TAG: "避けたいこと「{word}」があります",
    Code.AVOIDED_WORD_IN_TEXT: "説明に「{word}」とあります。読んで確かめてください",
    Code.HOST_EXCLUDES: "受け入れ先の事情で 紹介できません",
    Code.OPEN_TO_ALL: "だれでも参加できます",
    Code.AGE_SUITS: "年齢が対象に合います（{age}歳）",
    Code.TOO_YOUNG: "{minimum}歳からです（本人は {age}歳）",
    Code.TOO_OLD: "{maximum}歳までです（本人は {age}歳）",
    Code.AGE_UNKNOWN: "年齢の条件があります。本人の年齢が 未確認です",
    Code.GENDER_SUITS: "{gender}の集まりです",
    Code.OTHER_GENDER_ONLY: "{gender}だけの集まりです",
    Code.GENDER_UNKNOWN: "{gender}だけの集まりです。参加できるか 確かめてください",
    Code.DISTRICT_SERVED: "{district}の人が対象です",
    Code.DISTRICT_NOT_SERVED: "{district}は 対象の地区に入っていません",
    Code.DISTRICT_BY_ARRANGEMENT: "{district}からの参加は 相談が必要です",
    Code.DISTRICT_UNKNOWN: "地区の条件があります。本人の地区が 未確認です",
    Code.HAS_VACANCY: "空きがあります（あと {free}人）",
    Code.NO_VACANCY: "いまは空きがありません（受け入れ {slots}人のうち {reserved}人が予約済）",
    Code.VACANCY_UNKNOWN: "空きが 未確認です",
    Code.VACANCY_STATED_LONG_AGO: "空きを聞いてから {days}日たっています",
    Code.SESSION_SUITS: "{session}に行けます",
    Code.SESSION_CLASHES: "{session}は 都合が合いません",
    Code.SESSION_TIME_UNKNOWN: "{session}に行けるか 確かめてください",
    Code.SESSIONS_UNKNOWN: "曜日と時間が 未確認です",
    Code.BY_ARRANGEMENT: "曜日と時間は 相談して決めます",
    Code.AVAILABILITY_NOT_ASKED: "本人の都合のよい時間を まだ聞いていません",
    Code.COMES_TO_HOME: "家まで来てくれます",
    Code.WITHIN_REACH: "{mode}行ける {limit}分 の中です（約 {minutes}分）",
    Code.OUT_OF_REACH: "{mode}行ける {limit}分 を超えます（約 {minutes}分）",
    Code.AT_EDGE_OF_REACH: "{mode}行ける {limit}分 の前後です（約 {minutes}分）。実際の道で確かめてください",
    Code.PLACE_UNKNOWN: "場所がはっきりしないため、かかる時間がわかりません",
    Code.HOME_UNKNOWN: "本人の家の位置が 未確認です",
    Code.MODES_NOT_ASKED: "本人の行き方を まだ聞いていません",
    Code.LIMIT_NOT_ASKED: "{mode}行ける時間を まだ聞いていません",
    Code.TIMETABLE_NEEDED: "{mode}行って帰れるか、時刻表で確かめてください",
    Code.LIFT_OFFERED: "送迎があります{note}",
    Code.LIFT_NOT_OFFERED: "送迎はありません",
    Code.LIFT_UNKNOWN: "送迎があるか 未確認です",
    Code.NO_ACCESS_NEED: "とくに必要な設備や配慮は 聞いていません",
    Code.ACCESS_MET: "{fact_yes}",
    Code.ACCESS_MISSING: "{fact_no}",
    Code.ACCESS_UNKNOWN: "{fact_unknown}",
    Code.NO_FEE_LIMIT: "費用の上限はありません",
    Code.FREE_OF_CHARGE: "無料です",
    Code.FEE_WITHIN: "1回 {fee}円 です（上限 {limit}円）",
    Code.FEE_ABOVE: "1回 {fee}円 で、上限の {limit}円 を超えます",
    Code.FEE_UNKNOWN: "費用が 未確認です（上限 {limit}円）",
    Code.NOT_FREE: "無料ではありません",
    Code.FEE_CONTRADICTS: "料金の記録が 食い違っています（{fee}円）",
    Code.ASSURED: "情報は最近 確かめられています",
    Code.ASSURED_LONG_AGO: "情報を確かめてから {days}日たっています",
    Code.NEVER_ASSURED: "情報が まだ確かめられていません",
    Code.PAUSED: "いまは お休みしています",
    Code.SEASONAL: "季節によって お休みします。いま開いているか 確かめてください",
    Code.ENDED: "終わりました",
    Code.DRAFT: "まだ公開していない情報です",
    Code.HAS_CONTACT: "受け入れ先の連絡先があります",
    Code.NO_CONTACT: "受け入れ先の連絡先がありません",
    Code.CONTACT_UNKNOWN: "受け入れ先の連絡先が 未確認です",
    Code.GOAL_FIT: "「{goal}」に {grade_words}",
    Code.GOAL_NOT_SET: "めざす一歩を まだ決めていません",
    Code.KIND_NOT_RATED: "この種類（{kind}）が めざす一歩に合うか 未確認です",
    Code.WISH_MET: "希望の「{tag}」があります",
    Code.STRENGTH_USED: "得意な「{tag}」を生かせます",
    Code.WISH_WORD_FOUND: "説明に 希望の「{word}」とあります",
    Code.WISH_NOT_FOUND: "希望の「{tag}」は 見つかりません",
    Code.NO_WISH_MET: "得意なことに合うものは 見つかりません",
    Code.WISHES_NOT_ASKED: "好きなこと・得意なことを まだ聞いていません",
    Code.OPTION_NOT_DESCRIBED: "内容の くわしい情報が 未確認です",
    Code.JOURNEY: "{mode}約 {minutes}分です",
    Code.SESSION_SHARE: "{session}のうち {percent}％ の時間にいられます",
    Code.COMFORT_MET: "{fact_yes}",
    Code.COMFORT_MISSING: "{fact_no}",
    Code.COMFORT_UNKNOWN: "{fact_unknown}",
    Code.SESSION_SHARE_UNKNOWN: "{session}に どのくらい いられるか 未確認です",
    Code.ORGANIZATION_KNOWN: "知っている団体です",
    Code.PLACES_FREE: "受け入れは あと {free}人です",
    Code.KIND_ENDED_BEFORE: "前に やめた場所と 同じ種類です（{kind}）",
}
"""What a coordinator reads."""

TO_THE_PERSON: Mapping[Code, str] = {
    Code.AGE_SUITS: "年齢が対象に合います",
    Code.TOO_YOUNG: "{minimum}歳からです",
    Code.TOO_OLD: "{maximum}歳までです",
    Code.AGE_UNKNOWN: "年齢の条件があります",
    Code.DISTRICT_UNKNOWN: "住んでいる地区の条件があります",
    Code.NO_VACANCY: "いまは空きがありません",
    Code.VACANCY_STATED_LONG_AGO: "空きがあるか 確かめます",
    Code.VACANCY_UNKNOWN: "空きがあるか 確かめます",
    Code.SESSION_TIME_UNKNOWN: "{session}に行けるか いっしょに確かめます",
    Code.AVAILABILITY_NOT_ASKED: "都合のよい時間を 聞かせてください",
    Code.AT_EDGE_OF_REACH: "{mode}約 {minutes}分です。いっしょに確かめます",
    Code.HOME_UNKNOWN: "どこから行くかを 聞かせてください",
    Code.MODES_NOT_ASKED: "行き方を 聞かせてください",
    Code.LIMIT_NOT_ASKED: "{mode}どのくらい行けるか 聞かせてください",
    Code.TIMETABLE_NEEDED: "{mode}行って帰れるか いっしょに確かめます",
    Code.SEASONAL: "季節によって お休みします。いま開いているか 確かめます",
    Code.ASSURED_LONG_AGO: "いまも同じか 確かめます",
    Code.NEVER_ASSURED: "いまも同じか 確かめます",
    Code.FEE_CONTRADICTS: "費用を 確かめます",
    Code.GOAL_NOT_SET: "めざす一歩を 聞かせてください",
    Code.WISHES_NOT_ASKED: "好きなこと・得意なことを 聞かせてください",
    Code.NO_CONTACT: "いまは 紹介できません",
    Code.CONTACT_UNKNOWN: "連絡のしかたを 確かめます",
    Code.KIND_NOT_RATED: "どんなところか いっしょに確かめます",
}
"""What the person reads instead; other codes have one voice for both."""


def sentence(evidence: Evidence, names: Names = NO_NAMES, reader: Reader = Reader.COORDINATOR) -> str:
    """The evidence as one sentence, without a full stop."""
    template = TEMPLATES[evidence.code]
    if reader is Reader.PERSON:
        template = TO_THE_PERSON.get(evidence.code, template)
    if evidence.code is Code.SESSION_SHARE and evidence.params["percent"] == 100:  # noqa: PLR2004 -- the whole session
        template = "{session}に ずっといられます"
    return template.format_map(_words(evidence.params, names))


def method_note(evidence: Evidence) -> str:
    """How a figure was found (「直線距離からの目安」), or nothing."""
    return METHODS.get(str(evidence.params.get("method", "")), "")


def _words(params: Mapping[str, Param], names: Names) -> dict[str, str]:
    """Every figure and code of the evidence as it is written out."""
    words = {key: f"{value:,}" if isinstance(value, int) else str(value) for key, value in params.items()}
    words["session"] = _session(params)
    words["note"] = f"（{params['note']}）" if "note" in params else ""
    named = {"kind": names.kinds, "tag": names.tags, "district": names.districts, "goal": GOAL_STEPS}
    for key, table in {**named, "mode": MODES, "gender": GENDERS}.items():
        if key in params:
            words[key] = table.get(str(params[key]), str(params[key]))
    if "fact" in params:
        words |= _fact(str(params["fact"]))
    if isinstance(params.get("grade"), int):
        words["grade_words"] = GRADES[int(str(params["grade"]))]
    return words


def _fact(code: str) -> dict[str, str]:
    key = BY_CODE.get(code)
    if key is None:
        return {"fact_yes": f"{code}：あり", "fact_no": f"{code}：なし", "fact_unknown": f"{code}：未確認"}
    return {"fact_yes": key.yes, "fact_no": key.no, "fact_unknown": key.words(Fact.UNKNOWN)}


def _session(params: Mapping[str, Param]) -> str:
    """水曜 10:00〜11:30, as far as it is known."""
    weekday = params.get("weekday")
    day = f"{WEEKDAYS[weekday]}曜" if isinstance(weekday, int) else "曜日が未確認の回"
    if "start" not in params:
        return f"{day}（時刻は未確認）" if isinstance(weekday, int) else day
    return f"{day} {params['start']}〜{params.get('end', '')}"
