"""What does a piece of evidence say, in plain Japanese?

One template for every code, and another voice where the person reads it themselves. Below the pages stand codes and
figures; only this file knows their words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from directory.fact_keys import BY_CODE
from matching.codes import Code
from matching.criteria.goal import GOAL_STEPS
from matching.criteria.outcomes import FEW_CASES
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
METHODS: Mapping[str, str] = {
    "straight_line": "直線距離からの目安",
    "timetable": "時刻表{dated}",
    "typed": "聞いたバス停から",
}
WEEKDAYS = "月火水木金土日"
MODES: Mapping[str, str] = {
    Mode.WALK: "歩いて",
    Mode.BICYCLE: "自転車で",
    Mode.CAR: "車で",
    Mode.LIFT: "送迎で",
    Mode.BUS: "バスで",
    Mode.SHARED_TAXI: "乗合タクシーで",
}
RIDES: Mapping[str, str] = {Mode.BUS: "バス", Mode.SHARED_TAXI: "乗合タクシー"}
GENDERS: Mapping[str, str] = {Gender.FEMALE: "女性", Gender.MALE: "男性", Gender.OTHER: "決まった性別の人"}
GRADES = ("向きません", "あまり向きません", "少し向きます", "向きます", "とても向きます")

NOT_HERE = "紹介できない事情があります"
LOOK_FIRST = "本人の記録を見て、ここでよいか確かめてください"
SAFE = "安全のための条件に合います"
"""One sentence each for everything that must not tell which person or condition it is about."""

TEMPLATES: Mapping[Code, str] = {
    Code.CONSENT_GIVEN: "支援についての同意があります",
    Code.CONSENT_REFUSED: "支援についての同意がありません",
    Code.CONSENT_NOT_ASKED: "支援についての同意をまだ聞いていません",
    Code.TELLING_REFUSED: "この団体に伝える同意がありません",
    Code.NOTHING_TO_PROTECT: SAFE,
    Code.NAMES_KEPT: SAFE,
    Code.NAMES_SHOWN: NOT_HERE,
    Code.NAMES_UNKNOWN: LOOK_FIRST,
    Code.UNSAFE_DISTRICT: NOT_HERE,
    Code.UNSAFE_DISTRICT_UNKNOWN: LOOK_FIRST,
    Code.NOTHING_AVOIDED: "避けることにあたりません",
    Code.AVOIDED_KIND: "避けたい種類です（{kind}）",
    Code.AVOIDED_ORGANIZATION: "避けたい団体です",
    Code.AVOIDED_SERVICE: "避けたい活動です",
    Code.AVOIDED_TAG: "避けたいこと「{word}」があります",
    Code.AVOIDED_WORD_IN_TEXT: "説明に「{word}」とあります。読んで確かめてください",
    Code.HOST_EXCLUDES: NOT_HERE,
    Code.KEPT_APART: NOT_HERE,
    Code.NO_CHILD_CONCERNED: "子どもの安全について決めることはありません",
    Code.ADULTS_CHECKED: "子どもに関わる大人を確かめているとのことです",
    Code.ADULTS_NOT_CHECKED: "子どもに関わる大人を確かめていないとのことです",
    Code.ADULTS_UNKNOWN: "子どもに関わる大人を確かめているか、聞いてください",
    Code.AGE_FOR_SAFETY_UNKNOWN: "本人の年齢が未確認です（子どもの安全のため）",
    Code.WITH_CHILDREN_AGREED: "子どものいる場に行くことを話し合っています",
    Code.WITH_CHILDREN_REFUSED: NOT_HERE,
    Code.WITH_CHILDREN_NOT_ASKED: "子どもが来る場です。先に話し合ってください",
    Code.NO_CONDITION: "はじめるときの条件はありません",
    Code.COMPANION_COMES: "はじめは付き添う人といっしょに行けます",
    Code.COMPANION_MISSING: "はじめは付き添う人が必要です",
    Code.COMPANION_NOT_ASKED: "付き添いが必要です。付き添う人がいるか聞いてください",
    Code.OPEN_TO_ALL: "だれでも参加できます",
    Code.AGE_SUITS: "年齢が対象に合います（{age}歳）",
    Code.TOO_YOUNG: "{minimum}歳からです（本人は{age}歳）",
    Code.TOO_OLD: "{maximum}歳までです（本人は{age}歳）",
    Code.AGE_UNKNOWN: "年齢の条件があります。本人の年齢が未確認です",
    Code.GENDER_SUITS: "{gender}の集まりです",
    Code.OTHER_GENDER_ONLY: "{gender}だけの集まりです",
    Code.GENDER_UNKNOWN: "{gender}だけの集まりです。参加できるか確かめてください",
    Code.DISTRICT_SERVED: "{district}の人が対象です",
    Code.DISTRICT_NOT_SERVED: "{district}は対象の地区に入っていません",
    Code.DISTRICT_BY_ARRANGEMENT: "{district}からの参加は相談が必要です",
    Code.DISTRICT_UNKNOWN: "地区の条件があります。本人の地区が未確認です",
    Code.HAS_VACANCY: "空きがあります（あと{free}人）",
    Code.NO_VACANCY: "いまは空きがありません（受け入れ{slots}人のうち{reserved}人が予約済）",
    Code.VACANCY_UNKNOWN: "空きが未確認です",
    Code.VACANCY_STATED_LONG_AGO: "空きを聞いてから{days}日たっています",
    Code.SESSION_SUITS: "{session}に行けます",
    Code.SESSION_CLASHES: "{session}は都合が合いません",
    Code.SESSION_TIME_UNKNOWN: "{session}に行けるか確かめてください",
    Code.SESSIONS_UNKNOWN: "曜日と時間が未確認です",
    Code.BY_ARRANGEMENT: "曜日と時間は相談して決めます",
    Code.AVAILABILITY_NOT_ASKED: "本人の都合のよい時間をまだ聞いていません",
    Code.COMES_TO_HOME: "家まで来てくれます",
    Code.WITHIN_REACH: "{mode}行ける{limit}分の中です（約{minutes}分）",
    Code.OUT_OF_REACH: "{mode}行ける{limit}分を超えます（約{minutes}分）",
    Code.AT_EDGE_OF_REACH: "{mode}行ける{limit}分の前後です（約{minutes}分）。実際の道で確かめてください",
    Code.PLACE_UNKNOWN: "場所がはっきりしないため、かかる時間がわかりません",
    Code.HOME_UNKNOWN: "本人の家の位置が未確認です",
    Code.MODES_NOT_ASKED: "本人の行き方をまだ聞いていません",
    Code.LIMIT_NOT_ASKED: "{mode}行ける時間をまだ聞いていません",
    Code.TIMETABLE_NEEDED: "{mode}行って帰れるか、時刻表で確かめてください",
    Code.STOP_TYPED: "{mode}行って帰れるか、確かめてください（{stop}から{minutes}分）",
    Code.STOP_UNKNOWN: "{mode}行けるか未確認です（近くのバス停がわかりません）",
    Code.TIMETABLE_OVER: "時刻表が古いため、{mode}行けるか未確認です",
    Code.RIDE_WITHIN: "{weekday}、{mode}約{minutes}分です（{leaves}に出て、帰りは{returns}）",
    Code.RIDE_BEYOND: "{mode}約{minutes}分で、行ける{limit}分を超えます",
    Code.RIDE_AT_EDGE: "{mode}約{minutes}分で、行ける{limit}分の前後です",
    Code.RIDE: "{weekday}{boards}発の{ride}で約{minutes}分、帰りは{returns}発です",
    Code.NO_RIDE_THERE: "{weekday}は、始まりに間に合う{ride}がありません",
    Code.NO_RIDE_BACK: "{weekday}は、帰りの{ride}がありません",
    Code.BOARD_AT: "{ride}は「{stop}」で乗ります",
    Code.BOOK_RIDE: "{ride}は{booking}",
    Code.LONG_WAIT: "{ride}を{wait}分ほど待ちます",
    Code.LIFT_OFFERED: "送迎があります{note}",
    Code.LIFT_NOT_OFFERED: "送迎はありません",
    Code.LIFT_UNKNOWN: "送迎があるか未確認です",
    Code.NO_ACCESS_NEED: "とくに必要な設備や配慮は聞いていません",
    Code.ACCESS_MET: "「{fact_yes}」とのことです",
    Code.ACCESS_MISSING: "「{fact_no}」とのことです",
    Code.ACCESS_UNKNOWN: "「{fact_label}」が未確認です",
    Code.NO_FEE_LIMIT: "費用の上限はありません",
    Code.FREE_OF_CHARGE: "無料です",
    Code.FEE_WITHIN: "1回{fee}円です（上限{limit}円）",
    Code.FEE_ABOVE: "1回{fee}円で、上限の{limit}円を超えます",
    Code.FEE_UNKNOWN: "費用が未確認です（上限{limit}円）",
    Code.NOT_FREE: "無料ではありません",
    Code.FEE_CONTRADICTS: "料金の記録が食い違っています（{fee}円）",
    Code.ASSURED: "情報は最近確かめられています",
    Code.ASSURED_LONG_AGO: "情報を確かめてから{days}日たっています",
    Code.NEVER_ASSURED: "情報がまだ確かめられていません",
    Code.PAUSED: "いまはお休みしています",
    Code.SEASONAL: "季節によってお休みします。いま開いているか確かめてください",
    Code.ENDED: "終わりました",
    Code.DRAFT: "まだ公開していない情報です",
    Code.HAS_CONTACT: "受け入れ先の連絡先があります",
    Code.NO_CONTACT: "受け入れ先の連絡先がありません",
    Code.CONTACT_UNKNOWN: "受け入れ先の連絡先が未確認です",
    Code.GOAL_FIT: "「{goal}」に{grade_words}",
    Code.GOAL_NOT_SET: "めざす一歩をまだ決めていません",
    Code.KIND_NOT_RATED: "この種類（{kind}）がめざす一歩に合うか未確認です",
    Code.WISH_MET: "希望の「{tag}」があります",
    Code.STRENGTH_USED: "得意な「{tag}」を生かせます",
    Code.WISH_WORD_FOUND: "説明に希望の「{word}」とあります",
    Code.WISH_NOT_FOUND: "希望の「{tag}」は見つかりません",
    Code.NO_WISH_MET: "得意なことに合うものは見つかりません",
    Code.WISHES_NOT_ASKED: "好きなこと・得意なことをまだ聞いていません",
    Code.OPTION_NOT_DESCRIBED: "内容のくわしい情報が未確認です",
    Code.JOURNEY: "{mode}約{minutes}分です",
    Code.SESSION_SHARE: "{session}のうち{percent}％の時間にいられます",
    Code.COMFORT_MET: "「{fact_yes}」とのことです",
    Code.COMFORT_MISSING: "「{fact_no}」とのことです",
    Code.COMFORT_UNKNOWN: "「{fact_label}」が未確認です",
    Code.SESSION_SHARE_UNKNOWN: "{session}にどのくらいいられるか未確認です",
    Code.ORGANIZATION_KNOWN: "知っている団体です",
    Code.PLACES_FREE: "受け入れはあと{free}人です",
    Code.KIND_ENDED_BEFORE: "前にやめた場所と同じ種類です（{kind}）",
    Code.STAYED_BEFORE: "同じ目標の人は{total}人中{settled}人が続いています{smallness}",
    Code.TOO_FEW_BEFORE: "これまでに行った人はまだわずかです",
}
"""What a coordinator reads."""

TO_THE_PERSON: Mapping[Code, str] = {
    Code.AGE_SUITS: "年齢が対象に合います",
    Code.TOO_YOUNG: "{minimum}歳からです",
    Code.TOO_OLD: "{maximum}歳までです",
    Code.AGE_UNKNOWN: "年齢の条件があります",
    Code.DISTRICT_UNKNOWN: "住んでいる地区の条件があります",
    Code.NO_VACANCY: "いまは空きがありません",
    Code.VACANCY_STATED_LONG_AGO: "空きがあるか確かめます",
    Code.VACANCY_UNKNOWN: "空きがあるか確かめます",
    Code.SESSION_TIME_UNKNOWN: "{session}に行けるかいっしょに確かめます",
    Code.AVAILABILITY_NOT_ASKED: "都合のよい時間を聞かせてください",
    Code.AT_EDGE_OF_REACH: "{mode}約{minutes}分です。いっしょに確かめます",
    Code.HOME_UNKNOWN: "どこから行くかを聞かせてください",
    Code.MODES_NOT_ASKED: "行き方を聞かせてください",
    Code.LIMIT_NOT_ASKED: "{mode}どのくらい行けるか聞かせてください",
    Code.TIMETABLE_NEEDED: "{mode}行って帰れるかいっしょに確かめます",
    Code.SEASONAL: "季節によってお休みします。いま開いているか確かめます",
    Code.ASSURED_LONG_AGO: "いまも同じか確かめます",
    Code.NEVER_ASSURED: "いまも同じか確かめます",
    Code.FEE_CONTRADICTS: "費用を確かめます",
    Code.AGE_FOR_SAFETY_UNKNOWN: "年齢を聞かせてください",
    Code.NAMES_UNKNOWN: "担当者が先に確かめます",
    Code.UNSAFE_DISTRICT_UNKNOWN: "担当者が先に確かめます",
    Code.COMPANION_NOT_ASKED: "いっしょに行く人がいるか、聞かせてください",
    Code.STOP_TYPED: "{mode}行って帰れるか、いっしょに確かめます",
    Code.STOP_UNKNOWN: "{mode}行けるか、いっしょに確かめます",
    Code.TIMETABLE_OVER: "{mode}行けるか、いっしょに確かめます",
    Code.RIDE_AT_EDGE: "{mode}約{minutes}分です。いっしょに確かめます",
    Code.ACCESS_UNKNOWN: "「{fact_label}」を確かめます",
    Code.COMFORT_UNKNOWN: "「{fact_label}」を確かめます",
    Code.SESSIONS_UNKNOWN: "曜日と時間を確かめます",
    Code.LIFT_UNKNOWN: "送迎があるか確かめます",
    Code.FEE_UNKNOWN: "費用を確かめます",
    Code.GENDER_UNKNOWN: "参加できるか確かめます",
    Code.PLACE_UNKNOWN: "場所を確かめます",
    Code.GOAL_NOT_SET: "めざす一歩を聞かせてください",
    Code.WISHES_NOT_ASKED: "好きなこと・得意なことを聞かせてください",
    Code.NO_CONTACT: "いまは紹介できません",
    Code.CONTACT_UNKNOWN: "連絡のしかたを確かめます",
    Code.KIND_NOT_RATED: "どんなところかいっしょに確かめます",
}
"""What the person reads instead; other codes have one voice for both."""


def sentence(evidence: Evidence, names: Names = NO_NAMES, reader: Reader = Reader.COORDINATOR) -> str:
    """The evidence as one sentence, without a full stop."""
    template = TEMPLATES[evidence.code]
    if reader is Reader.PERSON:
        template = TO_THE_PERSON.get(evidence.code, template)
    if evidence.code is Code.SESSION_SHARE and evidence.params["percent"] == 100:  # noqa: PLR2004 -- the whole session
        template = "{session}にずっといられます"
    return template.format_map(_words(evidence.params, names))


def method_note(evidence: Evidence) -> str:
    """How a figure was found (「直線距離からの目安」「時刻表（2026年4月）」), or nothing."""
    method = METHODS.get(str(evidence.params.get("method", "")), "")
    return method.format(dated=_month(str(evidence.params.get("dated", ""))))


def _month(dated: str) -> str:
    """（2026年4月）, of a date or month in ISO form."""
    year, _, month = dated.partition("-")
    return f"（{int(year)}年{int(month[:2])}月）" if month else ""


def _words(params: Mapping[str, Param], names: Names) -> dict[str, str]:
    """Every figure and code of the evidence as it is written out."""
    words = {key: f"{value:,}" if isinstance(value, int) else str(value) for key, value in params.items()}
    words["session"] = _session(params)
    words["smallness"] = "（少数）" if int(str(params.get("total", 0))) < FEW_CASES else ""
    words["weekday"] = f"{WEEKDAYS[day]}曜" if isinstance(day := params.get("weekday"), int) else ""
    words["ride"] = RIDES.get(str(params.get("mode", "")), "乗り物")
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
        return {"fact_yes": f"{code}：あり", "fact_no": f"{code}：なし", "fact_label": code}
    return {"fact_yes": key.yes, "fact_no": key.no, "fact_label": key.label}


def _session(params: Mapping[str, Param]) -> str:
    """水曜 10:00〜11:30, as far as it is known."""
    weekday = params.get("weekday")
    day = f"{WEEKDAYS[weekday]}曜" if isinstance(weekday, int) else "曜日が未確認の回"
    if "start" not in params:
        return f"{day}（時刻は未確認）" if isinstance(weekday, int) else day
    return f"{day} {params['start']}〜{params.get('end', '')}"
