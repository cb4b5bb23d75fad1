"""A timetable line in everyday Japanese: 毎月 第2・第4金曜 午後1時半〜2時半（祝日は休み）."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from directory.recurrence.lines import Line, month_runs, runs
from directory.recurrence.rules import EVERY_DAY, LAST, Frequency, HolidayRule, SessionRule

WEEKDAYS: Final = ("月", "火", "水", "木", "金", "土", "日")
_LONG_RUN: Final = 3
_HALF: Final = 30
_HOLIDAYS: Final = {
    HolidayRule.OPEN: "祝日もあり",
    HolidayRule.CLOSED: "祝日は休み",
    HolidayRule.UNKNOWN: "祝日は未確認",
}
_NEW_YEAR: Final = {HolidayRule.OPEN: "年末年始もあり", HolidayRule.CLOSED: "年末年始は休み"}


def days_and_hours(line: Line) -> str:
    """Say one line of a timetable without its conditions."""
    hours = "、".join(clock_span(*hours) for hours in line.hours)
    return " ".join(word for word in (_season(line.rules[0]), _days(line.rules), hours) if word)


def remarks(line: Line) -> tuple[str, ...]:
    """Say a line's conditions: holidays, New Year, from when and until when."""
    rule = line.rules[0]
    words = [] if rule.freq is Frequency.DATES else [_week(rule), _HOLIDAYS[rule.holiday_rule], _new_year(rule)]
    words.append(f"{_full(rule.valid_from)}から" if rule.valid_from else "")
    words.append(f"{_full(rule.valid_to)}まで" if rule.valid_to else "")
    return tuple(word for word in words if word)


def clock_span(opens_at: time | None, closes_at: time | None) -> str:
    """Say hours: 午後1時半〜2時半; what is not known is said to be 未確認."""
    if opens_at is None:
        return "時刻は未確認" if closes_at is None else f"{clock(closes_at)}まで・始まりの時刻は未確認"
    if closes_at is None:
        return f"{clock(opens_at)}から"
    return f"{clock(opens_at)}〜{_end(opens_at, closes_at)}"


def clock(moment: time) -> str:
    """Say a time of day: 午前10時, 正午, 午後1時半."""
    if moment == time(12):
        return "正午"
    return f"{_half_day(moment)}{_hour(moment)}"


def day_words(day: date) -> str:
    """Say a day of the year with its weekday: 11月27日（金）."""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def _half_day(moment: time) -> str:
    return "午前" if moment < time(12) else "午後"


def _hour(moment: time) -> str:
    minutes = {0: "", _HALF: "半"}.get(moment.minute, f"{moment.minute}分")
    return f"{moment.hour % 12}時{minutes}"


def _end(start: time, end: time) -> str:
    if end == time(0):
        return "深夜0時"
    if end <= start:
        return f"翌日の{clock(end)}"
    if end == time(12) or _half_day(start) != _half_day(end) or start == time(12):
        return clock(end)
    return _hour(end)


def _days(rules: Sequence[SessionRule]) -> str:
    rule = rules[0]
    if rule.freq is Frequency.DATES:
        return _dates(rule.dates)
    if rule.freq is Frequency.MONTHLY:
        return "毎月 " + "と ".join(_monthly(one) for one in rules)
    if rule.weekdays == EVERY_DAY and rule.interval == 1:
        return "毎日"
    return f"{_every(rule.interval)} {_weekdays(rule.weekdays)}"


def _every(interval: int) -> str:
    return {1: "毎週", 2: "隔週"}.get(interval, f"{interval}週に1回")


def _weekdays(weekdays: Sequence[int]) -> str:
    words: list[str] = []
    for run in runs(weekdays):
        if len(run) >= _LONG_RUN:
            words.append(f"{WEEKDAYS[run[0]]}曜〜{WEEKDAYS[run[-1]]}曜")
        else:
            words.extend(f"{WEEKDAYS[weekday]}曜" for weekday in run)
    return "・".join(words)


def _monthly(rule: SessionRule) -> str:
    nths = "・".join("最終" if nth == LAST else f"第{nth}" for nth in rule.nths)
    joint = "の" if len(rule.weekdays) > 1 else ""
    days = "・".join("末日" if day == LAST else f"{day}日" for day in rule.monthdays)
    weekdays = f"{nths}{joint}{_weekdays(rule.weekdays)}" if nths else ""
    return "と ".join(word for word in (weekdays, days) if word)


def _dates(days: Sequence[date]) -> str:
    words = []
    year = 0
    for day in days:
        words.append(("" if day.year == year else f"{day.year}年") + day_words(day))
        year = day.year
    return "・".join(words)


def _season(rule: SessionRule) -> str:
    seasons = "・".join(
        f"{run[0]}月〜{run[-1]}月" if len(run) > 1 else f"{run[0]}月" for run in month_runs(rule.months)
    )
    return seasons and f"{seasons}の"


def _week(rule: SessionRule) -> str:
    return "どの週かは未確認" if rule.interval > 1 and rule.anchor is None else ""


def _new_year(rule: SessionRule) -> str:
    return _NEW_YEAR.get(rule.new_year_rule, "")


def _full(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
