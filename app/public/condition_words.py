"""What was read from the words, said back: each wish in the reader's language, and all of them as a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from app.public import wording
from app.rendering import filters
from app.rendering.words import gettext as _
from core.facts import Fact
from core.words import word
from directory.fact_keys import BY_CODE
from directory.models.district import District
from directory.recurrence.slots import Part
from directory.search.reading.conditions import Condition, Matter
from directory.taxonomy.kinds import Kind

DAYS: Final = {
    "today": word("今日"),
    "tomorrow": word("明日"),
    "day_after": word("あさって"),
    "week": word("今週"),
    "next_week": word("来週"),
    "weekend": word("週末"),
    "holiday": word("祝日"),
}
NEAR: Final = {"walk": word("歩いて行ける"), "near": word("近く")}
AUDIENCES: Final = {
    "older": word("高齢の人"),
    "parent_child": word("親子"),
    "expecting": word("妊娠中の人"),
    "child": word("子ども"),
    "teen": word("中学生・高校生"),
    "young": word("若い人"),
    "adult": word("大人"),
    "disability": word("障害のある人"),
    "foreigner": word("外国の人"),
    "men": word("男性"),
    "women": word("女性"),
    "carer": word("介護する家族"),
    "everyone": word("だれでも"),
}
_HOUR: Final = 60
_DAY: Final = 24 * _HOUR


@dataclass(frozen=True)
class Speaker:
    """Says conditions of one town: the names of its kinds and districts."""

    kinds: Mapping[str, Kind]
    districts: Mapping[str, District]

    def say(self, wish: Condition) -> str:
        """One wish: 水曜日, 匹見地区, 無料; one that was turned round says so (水曜日以外)."""
        if wish.matter is Matter.FACT:
            return self._fact(wish, Fact.NO if wish.is_negated else Fact.YES)
        said = _("・").join(self._value(wish, value) for value in wish.values) or wish.text
        return _("%(wish)s以外", wish=said) if wish.is_negated else said

    def say_unstated(self, wish: Condition) -> str:
        """A wish about which a listing says nothing: 段差：未確認."""
        if wish.matter is Matter.FACT:
            return self._fact(wish, Fact.UNKNOWN)
        return _("%(question)s：未確認", question=self.say(wish))

    def sentence(self, wishes: Iterable[Condition], rest: str) -> str:
        """Everything that was understood, in the order in which it was typed: 水曜日の午前・「体操」."""
        said = ""
        before: Condition | None = None
        for wish in wishes:
            joint = (_("の") if _is_time_of_day(before, wish) else _("・")) if before else ""
            said, before = f"{said}{joint}{self.say(wish)}", wish
        if rest:
            said += (_("・") if said else "") + _("「%(words)s」", words=rest)
        return said

    def _fact(self, wish: Condition, answer: Fact) -> str:
        known = [wording.fact_words(key, answer) for key in wish.values if key in BY_CODE]
        return _("・").join(known) or wish.text

    def _value(self, wish: Condition, value: str) -> str:  # noqa: PLR0911 - one line for each matter
        match wish.matter:
            case Matter.WEEKDAY:
                return wording.long_weekday(int(value))
            case Matter.PART:
                return _(wording.PARTS[Part[value]])
            case Matter.HOURS:
                return _hours(value)
            case Matter.DISTRICT if value in self.districts:
                return _("%(name)s地区", name=self.districts[value].name)
            case Matter.KIND if value in self.kinds:
                return wording.kind_name(self.kinds[value])
            case Matter.NTH:
                return _nth(value)
            case _:
                return _other(wish, value)


def _other(wish: Condition, value: str) -> str:
    match wish.matter:
        case Matter.DAY:
            return _(DAYS[value])
        case Matter.NOW:
            return _("いま開いている")
        case Matter.NEAR:
            return _(NEAR[value])
        case Matter.AUDIENCE:
            return _(AUDIENCES[value])
        case Matter.AGE:
            return _("%(age)s歳", age=value)
        case _:
            return wish.text or value


def _is_time_of_day(before: Condition | None, wish: Condition) -> bool:
    days = {Matter.WEEKDAY, Matter.NTH, Matter.DAY}
    return before is not None and before.matter in days and wish.matter in {Matter.PART, Matter.HOURS}


def _hours(value: str) -> str:
    start, end = map(int, value.split("-"))
    return filters.time_range(_clock(start), _clock(end) if end < _DAY else None)


def _clock(minutes: int) -> time:
    return time(minutes // _HOUR % 24, minutes % _HOUR)


def _nth(value: str) -> str:
    """2-5: 第2土曜日; last-5: 最後の土曜日."""
    number, _dash, day = value.rpartition("-")
    name = wording.long_weekday(int(day))
    return _("最後の%(day)s", day=name) if number == "last" else _("第%(number)s%(day)s", number=number, day=name)
