"""A timetable line in easy Japanese (やさしい日本語): short sentences, spaces between phrases, です・ます.

根拠: 在留支援のためのやさしい日本語ガイドライン（出入国在留管理庁・文化庁 2020年8月）
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from directory.recurrence.japanese import WEEKDAYS
from directory.recurrence.lines import Line, month_runs, runs
from directory.recurrence.rules import EVERY_DAY, LAST, Frequency, HolidayRule, SessionRule

_LONG_RUN: Final = 3
_HALF: Final = 30
_HOLIDAYS: Final = {
    HolidayRule.OPEN: "祝日（国の 休みの 日）も あります。",
    HolidayRule.CLOSED: "祝日（国の 休みの 日）は 休みです。",
    HolidayRule.UNKNOWN: "祝日（国の 休みの 日）は、電話で 聞いて ください。",
}
_NEW_YEAR: Final = {
    HolidayRule.OPEN: "12月29日から 1月3日までも あります。",
    HolidayRule.CLOSED: "12月29日から 1月3日までは 休みです。",
}


def days_and_hours(line: Line) -> str:
    """Say one line of a timetable without its conditions, one idea in each sentence."""
    days = " ".join(word for word in (_season(line.rules[0]), _days(line.rules)) if word)
    hours = "と、".join(clock_span(*hours) for hours in line.hours if hours != (None, None))
    return f"{days} {hours}です。" if hours else f"{days}です。 時間は、電話で 聞いて ください。"


def remarks(line: Line) -> tuple[str, ...]:
    """Say a line's conditions, each as a sentence."""
    rule = line.rules[0]
    words = [] if rule.freq is Frequency.DATES else [_week(rule), _HOLIDAYS[rule.holiday_rule], _new_year(rule)]
    words.append(f"{_date(rule.valid_from)}に 始まります。" if rule.valid_from else "")
    words.append(f"{_date(rule.valid_to)}に 終わります。" if rule.valid_to else "")
    return tuple(word for word in words if word)


def clock_span(opens_at: time | None, closes_at: time | None) -> str:
    """Say hours: 午後1時半から 午後2時半まで; nothing where nothing is known."""
    if opens_at is None:
        return "" if closes_at is None else f"{clock(closes_at)}まで"
    if closes_at is None:
        return f"{clock(opens_at)}から"
    next_day = "次の 日の " if closes_at <= opens_at else ""
    return f"{clock(opens_at)}から {next_day}{clock(closes_at)}まで"


def clock(moment: time) -> str:
    """Say a time of day, always with its half of the day: 午後1時半, 昼の 12時."""
    minutes = {0: "", _HALF: "半"}.get(moment.minute, f"{moment.minute}分")
    if moment.hour == 12:  # noqa: PLR2004 - noon
        return f"昼の 12時{minutes}"
    return f"{'午前' if moment.hour < 12 else '午後'}{moment.hour % 12}時{minutes}"  # noqa: PLR2004 - noon


def _days(rules: Sequence[SessionRule]) -> str:
    rule = rules[0]
    if rule.freq is Frequency.DATES:
        return "と ".join(_date(day) for day in rule.dates)
    if rule.freq is Frequency.MONTHLY:
        return "毎月 " + "と ".join(_monthly(one) for one in rules)
    if rule.weekdays == EVERY_DAY and rule.interval == 1:
        return "毎日"
    every = "毎週" if rule.interval == 1 else f"{rule.interval}週間に 1回"
    return f"{every} {_weekdays(rule.weekdays)}"


def _weekdays(weekdays: Sequence[int]) -> str:
    words: list[str] = []
    for run in runs(weekdays):
        if len(run) >= _LONG_RUN:
            words.append(f"{WEEKDAYS[run[0]]}曜日から {WEEKDAYS[run[-1]]}曜日まで")
        else:
            words.extend(f"{WEEKDAYS[weekday]}曜日" for weekday in run)
    return "と ".join(words)


def _monthly(rule: SessionRule) -> str:
    nths = "と ".join("最後" if nth == LAST else f"{nth}番目" for nth in rule.nths)
    weekdays = f"{nths}の {_weekdays(rule.weekdays)}" if nths else ""
    days = "と ".join("最後の 日" if day == LAST else f"{day}日" for day in rule.monthdays)
    return "と ".join(word for word in (weekdays, days) if word)


def _season(rule: SessionRule) -> str:
    return "と ".join(
        f"{run[0]}月から {run[-1]}月まで、" if len(run) > 1 else f"{run[0]}月に、" for run in month_runs(rule.months)
    )


def _week(rule: SessionRule) -> str:
    return "どの 週かは、電話で 聞いて ください。" if rule.interval > 1 and rule.anchor is None else ""


def _new_year(rule: SessionRule) -> str:
    return _NEW_YEAR.get(rule.new_year_rule, "")


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}曜日）"
