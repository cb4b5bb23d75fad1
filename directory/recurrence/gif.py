"""The national recurrence codes (GIF DS-441), read and written: 0We, 13Mo, 14Tu4Th, 6Fr, 7Su.

Prefix 0 = every week, 1-5 = nth, 6 = last, 7 = alternate weeks; several prefixes may stand together.
根拠: デジタル庁 政府相互運用性フレームワーク DS-441（2026-03-17）
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Final

from directory.recurrence.rules import LAST, Frequency, InvalidRuleError, SessionRule

WEEKDAY_CODES: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
EVERY_WEEK: Final = 0
LAST_PREFIX: Final = 6
ALTERNATE: Final = 7
_ITEM: Final = re.compile(r"([0-7]+)((?:Mo|Tu|We|Th|Fr|Sa|Su)+)")
_DAY: Final = re.compile("Mo|Tu|We|Th|Fr|Sa|Su")


def gif_code(rules: Sequence[SessionRule]) -> str | None:
    """Write the rules' days as one code, or None where the code cannot say them whole.

    Hours, holidays, closures and the week of an alternate rule are not part of the code.
    """
    prefixes: dict[int, set[int]] = {}
    for rule in rules:
        numbers = _prefixes_of(rule)
        if numbers is None:
            return None
        for weekday in rule.weekdays:
            prefixes.setdefault(weekday, set()).update(numbers)
    return "".join(_item(weekday, numbers) for weekday, numbers in sorted(prefixes.items())) or None


def rules_from_gif(code: str, opens_at: time | None = None, closes_at: time | None = None) -> tuple[SessionRule, ...]:
    """Read a code into rules, one for each pattern of days; a code of another shape is refused."""
    compact = code.strip()
    if not compact or _ITEM.sub("", compact):
        raise InvalidRuleError(f"code: {code!r} is no DS-441 recurrence")
    patterns: dict[str, list[int]] = {}
    for numbers, days in _ITEM.findall(compact):
        weekdays = [WEEKDAY_CODES.index(day) for day in _DAY.findall(days)]
        patterns.setdefault("".join(sorted(set(numbers))), []).extend(weekdays)
    bare = [rule for numbers, weekdays in patterns.items() for rule in _rules_of(numbers, tuple(weekdays))]
    return tuple(replace(rule, opens_at=opens_at, closes_at=closes_at) for rule in bare)


def _prefixes_of(rule: SessionRule) -> set[int] | None:
    if rule.months or rule.monthdays or rule.freq is Frequency.DATES:
        return None
    if rule.freq is Frequency.MONTHLY:
        return {LAST_PREFIX if nth == LAST else nth for nth in rule.nths}
    return {1: {EVERY_WEEK}, 2: {ALTERNATE}}.get(rule.interval)


def _item(weekday: int, numbers: set[int]) -> str:
    return "".join(str(number) for number in sorted(numbers)) + WEEKDAY_CODES[weekday]


def _rules_of(numbers: str, weekdays: tuple[int, ...]) -> list[SessionRule]:
    prefixes = [int(number) for number in numbers]
    rules = []
    if EVERY_WEEK in prefixes:
        rules.append(SessionRule(freq=Frequency.WEEKLY, weekdays=weekdays))
    if ALTERNATE in prefixes:
        rules.append(SessionRule(freq=Frequency.WEEKLY, weekdays=weekdays, interval=2))
    nths = tuple(LAST if number == LAST_PREFIX else number for number in prefixes if EVERY_WEEK < number < ALTERNATE)
    if nths:
        rules.append(SessionRule(freq=Frequency.MONTHLY, nths=nths, weekdays=weekdays))
    return rules
