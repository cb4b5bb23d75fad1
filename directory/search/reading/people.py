"""For whom? Ages in the words, and the groups of people that listings are made for."""

import re
from collections.abc import Iterator
from typing import Final

from core.japanese.numerals import to_figures
from directory.search.reading.conditions import Matter
from directory.search.reading.finds import Find

_NUMBER: Final = r"(\d{1,3}|[一二三四五六七八九十百]{1,5})"
_YEARS: Final = re.compile(rf"(?<!\d){_NUMBER}(?:歳|才|さい)(?:児|以上|以下|から|未満|までの?)?")
_DECADE: Final = re.compile(rf"(?<!\d){_NUMBER}代")
_MONTHS: Final = re.compile(rf"(?:生後)?{_NUMBER}(?:ケ|ヶ|け|か|カ|箇)月(?:の赤ちやん|児)")
_BORN: Final = re.compile(rf"生後{_NUMBER}(?:ケ|ヶ|け|か|カ|箇)月")
_OLDEST: Final = 120
_IN_THE_MIDDLE: Final = 5
_YEAR: Final = 12


def find_ages(folded: str) -> Iterator[Find]:
    """Every place where the words name an age."""
    for match in _YEARS.finditer(folded):
        yield from _age(match, 0)
    for match in _DECADE.finditer(folded):
        yield from _age(match, _IN_THE_MIDDLE)
    for pattern in (_MONTHS, _BORN):
        for match in pattern.finditer(folded):
            number = _number(match[1])
            if number is not None and number <= _YEAR * 3:
                yield Find(match.start(), match.end(), Matter.AGE, (str(number // _YEAR),))


def _age(match: re.Match[str], more: int) -> Iterator[Find]:
    number = _number(match[1])
    if number is not None and number + more <= _OLDEST:
        yield Find(match.start(), match.end(), Matter.AGE, (str(number + more),))


def _number(written: str) -> int | None:
    figures = to_figures(written)
    return int(figures) if figures.isascii() and figures.isdigit() else None
