"""令和8年11月25日 or 2026-11-25? Dates by era name (和暦), both ways.

根拠: 元号法 (1979) と各改元の政令. The calendar is Gregorian from 明治6年1月1日 on; earlier dates are refused.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from core.japanese.numerals import to_figures

FIRST_DAY = date(1873, 1, 1)


@dataclass(frozen=True, slots=True)
class Era:
    """One era: its name, its letter on forms, and its first day."""

    name: str
    letter: str
    first_day: date


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)
_ERA_OF = {spelling: era for era in ERAS for spelling in (era.name, era.name[0], era.letter)}

_DATE = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[令平昭大明RHSTM])\.?(?P<era_year>元|\d{1,2})|(?P<year>\d{4}))"
    r"(?:年|[./-])(?P<month>\d{1,2})(?:月|[./-])(?P<day>\d{1,2})日?(?:\([月火水木金土日](?:曜日?)?(?:・祝日?)?\))?"
)


def era_of(day: date) -> Era:
    """The era that a day belongs to; days before 1873 are refused with ValueError."""
    if day < FIRST_DAY:
        raise ValueError(f"{day} lies before the Gregorian calendar in Japan")
    return next(era for era in ERAS if era.first_day <= day)


def era_year(day: date) -> str:
    """The year of a day by era: 令和8年, or 令和元年 for the first."""
    era = era_of(day)
    year = day.year - era.first_day.year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def era_date(day: date) -> str:
    """The day in words: 令和8年11月25日."""
    return f"{era_year(day)}{day.month}月{day.day}日"


def short_era_date(day: date) -> str:
    """The day as on forms: R8.11.25."""
    era = era_of(day)
    return f"{era.letter}{day.year - era.first_day.year + 1}.{day.month}.{day.day}"


def parse_date(text: str) -> date:
    """The day that a Japanese date names, by era or by the western year, in any width; else ValueError.

    A year beyond an era's end counts on (平成31年12月1日 is 2019-12-01): papers printed before the change say so.
    """
    written = re.sub(r"\s", "", to_figures(unicodedata.normalize("NFKC", text))).upper()
    match = _DATE.fullmatch(written)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    return date(_western_year(match), int(match["month"]), int(match["day"]))


def _western_year(match: re.Match[str]) -> int:
    if match["year"]:
        return int(match["year"])
    count = 1 if match["era_year"] == "元" else int(match["era_year"])
    if count == 0:
        raise ValueError("an era has no year 0")
    return _ERA_OF[match["era"]].first_day.year + count - 1
