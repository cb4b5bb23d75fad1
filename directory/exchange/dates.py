"""On which dates? Dates by western year or era, and spreadsheet serial numbers."""

import re
from datetime import date, timedelta
from typing import Final

from core.japanese.eras import parse_date
from directory.exchange.found import Found, doubtful, repaired
from directory.exchange.text import nfkc

_SERIAL_START: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_WRITTEN: Final = re.compile(
    r"(?:令和|平成|昭和|[RHS]\.?)?(?:元|\d{1,4})(?:年|[./-])\d{1,2}(?:月|[./-])\d{1,2}日?(?:\([月火水木金土日](?:曜日?)?\))?"
)
_SEPARATORS: Final = re.compile(r"[\s,、;・~と]|00:00(?::00)?")


def read_dates(text: str) -> Found[tuple[date, ...]]:
    """Every full date that a cell names, in calendar order; dates without a year are not guessed."""
    words = nfkc(text).strip()
    if words.isdigit() and int(words) in _SERIALS:
        day = _SERIAL_START + timedelta(days=int(words))
        return repaired((day,), f"表計算の通し番号を {day.isoformat()} と読みました。")
    days, rest = set(), words
    for match in _WRITTEN.finditer(words):
        if day_or_none := _day(match.group()):
            days.add(day_or_none)
            rest = rest.replace(match.group(), "", 1)
    return Found(tuple(sorted(days)), is_whole=not _SEPARATORS.sub("", rest))


def read_day(text: str) -> Found[date | None]:
    """The one date of a cell."""
    found = read_dates(text)
    if not found.value and text.strip():
        return doubtful(None, "日付として読めませんでした。")
    return Found(found.value[0] if found.value else None, found.level, found.message, is_whole=found.is_whole)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
