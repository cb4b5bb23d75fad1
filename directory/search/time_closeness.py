"""Where only a time was named: how much is a listing about this time? What is held then before what is open daily."""

from collections.abc import Iterable
from typing import Final

from directory.recurrence.rules import LAST
from directory.search.catalogue import KnownListing
from directory.search.reading.conditions import Condition, Matter
from directory.search.wish_times import TIMES

_FEW_DAYS: Final = 2
_ALWAYS_THERE: Final = frozenset(
    {"community_hall", "welfare_facility", "soudan", "haishoku", "kotsu", "care_office", "nursery", "clinic", "shelter"}
)
"""Kinds that one does not go to because of a day: houses, desks, and what comes or drives all week."""


def closeness(conditions: Iterable[Condition], known: KnownListing) -> int:
    """Points for a listing that is held on few days, on such days of the month, and is something to go to."""
    wanted = [one for one in conditions if one.matter in TIMES]
    if not wanted:
        return 0
    rules = known.times.rules
    days = {day for rule in rules for day in rule.weekdays}
    nths = {_nth(value) for one in wanted if one.matter is Matter.NTH for value in one.values}
    is_of_the_month = any(nths.intersection(rule.nths) for rule in rules)
    return 2 * (known.listing.kind not in _ALWAYS_THERE) + (0 < len(days) <= _FEW_DAYS) + 2 * is_of_the_month


def _nth(value: str) -> int:
    named = value.rpartition("-")[0]
    return LAST if named == "last" else int(named)
