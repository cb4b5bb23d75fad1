"""How several rules fall together into the few lines that a sentence says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from directory.recurrence.rules import SessionRule

Hours = tuple[time | None, time | None]
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """Days that share their hours and their conditions; rules[0] carries the conditions."""

    rules: tuple[SessionRule, ...]
    hours: tuple[Hours, ...]


def lines_of(rules: Sequence[SessionRule]) -> tuple[Line, ...]:
    """Group rules: the same days at several hours, then nth weekdays at the same hours."""
    hours_by_days: dict[SessionRule, list[Hours]] = {}
    for rule in rules:
        days = replace(rule, opens_at=None, closes_at=None, note="")
        hours_by_days.setdefault(days, []).append((rule.opens_at, rule.closes_at))
    days_by_key: dict[tuple[object, ...], list[SessionRule]] = {}
    for days, hours in hours_by_days.items():
        days_by_key.setdefault((tuple(hours), *_conditions(days)), []).append(days)
    return tuple(Line(tuple(group), tuple(hours_by_days[group[0]])) for group in days_by_key.values())


def runs(numbers: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Split rising numbers into runs without a gap: 0 1 2 4 → (0 1 2) (4)."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return tuple(tuple(run) for run in found)


def month_runs(months: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Split months into seasons; a winter that runs over New Year stays one."""
    found = runs(months)
    if len(found) > 1 and found[0][0] == 1 and found[-1][-1] == _DECEMBER:
        return ((*found[-1], *found[0]), *found[1:-1])
    return found


def _conditions(rule: SessionRule) -> tuple[object, ...]:
    """Return what two rules must share to stand in one line; weekly rules with other weeks or days stay apart."""
    days_apart = () if rule.nths and not rule.monthdays else (rule.weekdays, rule.monthdays, rule.dates)
    span = (rule.valid_from, rule.valid_to, rule.months)
    return (rule.freq, rule.interval, rule.anchor, days_apart, *span, rule.holiday_rule, rule.new_year_rule)
