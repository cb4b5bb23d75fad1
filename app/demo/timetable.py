"""How are the days of a demo listing written? 「第1・3月 13:30-15:00」「隔木 10:00-11:30 4-11月」 becomes a rule."""

import re
from datetime import date, time, timedelta
from typing import Any, Final

from directory.recurrence.rules import EVERY_DAY, LAST, Frequency, HolidayRule, SessionRule

WEEKDAYS: Final = "月火水木金土日"
ANCHOR: Final = date(2026, 1, 5)
"""A Monday in whose week the groups of alternate weeks meet."""
_DAYS: Final = re.compile(
    r"毎日|(?P<other>隔)?(?P<weekly>[月火水木金土日]+)|第(?P<nths>[1-5末・]+)(?P<monthly>[月火水木金土日]+)"
    r"|(?P<monthdays>[\d・]+)日|(?P<weeks>\d+)週後の(?P<weekday>[月火水木金土日])"
)
_LINE: Final = re.compile(
    r"(?P<days>\S+)(?: (?P<opens>\d+:\d\d)-(?P<closes>\d+:\d\d)?)?"
    r"(?: (?P<from>\d+)-(?P<to>\d+)月)?(?: （(?P<note>.+)）)?"
)


def rule_of(line: str, today: date, *, rest: str = "") -> SessionRule:
    """The rule that a line says; 祝 and 年 in `rest`: closed on holidays, over New Year; 開: open on both."""
    found, days = _LINE.fullmatch(line), None
    if found is not None:
        days = _DAYS.fullmatch(found["days"])
    if found is None or days is None:
        raise ValueError(f"no timetable: {line}")
    return SessionRule(
        **_days(days, today),
        opens_at=_time(found["opens"]),
        closes_at=_time(found["closes"]),
        months=_months(found["from"], found["to"]),
        note=found["note"] or "",
        holiday_rule=_special("祝", rest),
        new_year_rule=_special("年", rest),
    )


def _days(days: re.Match[str], today: date) -> dict[str, Any]:  # Any: each field of a rule has its own type
    if days["weekly"]:
        other = {"interval": 2, "anchor": ANCHOR} if days["other"] else {}
        return {"freq": Frequency.WEEKLY, "weekdays": _weekdays(days["weekly"]), **other}
    if days["monthly"]:
        nths = tuple(LAST if nth == "末" else int(nth) for nth in days["nths"].split("・"))
        return {"freq": Frequency.MONTHLY, "nths": nths, "weekdays": _weekdays(days["monthly"])}
    if days["monthdays"]:
        return {"freq": Frequency.MONTHLY, "monthdays": tuple(map(int, days["monthdays"].split("・")))}
    if days["weeks"]:
        return {
            "freq": Frequency.DATES,
            "dates": (_coming(today, int(days["weeks"]), WEEKDAYS.index(days["weekday"])),),
        }
    return {"freq": Frequency.WEEKLY, "weekdays": EVERY_DAY}


def _weekdays(letters: str) -> tuple[int, ...]:
    return tuple(map(WEEKDAYS.index, letters))


def _coming(today: date, weeks: int, weekday: int) -> date:
    """That weekday in the week that begins so many weeks after this one."""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=weekday)


def _months(first: str | None, last: str | None) -> tuple[int, ...]:
    """The months of a season, which may run over New Year."""
    if first is None or last is None:
        return ()
    start, end = int(first), int(last)
    return tuple(range(start, end + 1)) if start <= end else (*range(1, end + 1), *range(start, 13))


def _special(mark: str, rest: str) -> HolidayRule:
    if "開" in rest:
        return HolidayRule.OPEN
    return HolidayRule.CLOSED if mark in rest else HolidayRule.UNKNOWN


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text.zfill(5)) if text else None
