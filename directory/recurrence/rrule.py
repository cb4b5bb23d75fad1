"""The same rules as RFC 5545 text and as the columns of HSDS `schedule`."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.recurrence.rules import Frequency, InvalidRuleError, SessionRule

_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY: Final = re.compile(r"(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HsdsRecurrence:
    """The recurrence columns of an HSDS schedule; freq None = single days, listed by the exporter."""

    freq: str | None
    interval: int | None = None
    byday: str | None = None
    bymonthday: str | None = None
    dtstart: date | None = None
    until: date | None = None


def hsds_recurrence(rule: SessionRule) -> HsdsRecurrence:
    """Return the rule's HSDS columns."""
    if rule.freq is Frequency.DATES:
        return HsdsRecurrence(freq=None, dtstart=rule.dates[0], until=rule.dates[-1])
    return HsdsRecurrence(
        freq=rule.freq.upper(),
        interval=rule.interval,
        byday=_byday(rule) or None,
        bymonthday=_joined(rule.monthdays) or None,
        dtstart=rule.anchor or rule.valid_from,
        until=rule.valid_to,
    )


def rrule_texts(rule: SessionRule) -> tuple[str, ...]:
    """Write the rule as RRULE values; none for single days, two where nth weekdays and days of the month both count.

    Hours and DTSTART go beside it; UNTIL is the last day as a date.
    """
    if rule.freq is Frequency.DATES:
        return ()
    bydays = [("BYDAY", _byday(rule)), ("BYMONTHDAY", _joined(rule.monthdays))]
    return tuple(_rrule(rule, name, days) for name, days in bydays if days)


def rule_from_rrule(text: str, *, anchor: date | None = None) -> SessionRule:
    """Read one RRULE value; what this product cannot keep whole is refused, not bent."""
    parts = _parts(text)
    freq = parts.pop("FREQ", "")
    until = parts.pop("UNTIL", "")
    interval = int(parts.pop("INTERVAL", "1"))
    days = {_day(one) for one in parts.pop("BYDAY", "").split(",") if one}
    weekdays, nths = {day for _, day in days}, {nth for nth, _ in days if nth}
    monthdays = _numbers(parts.pop("BYMONTHDAY", ""))
    months = _numbers(parts.pop("BYMONTH", ""))
    is_whole = days == {(nth, day) for day in weekdays for nth in nths or {0}} and not (days and monthdays)
    if parts or freq not in {"WEEKLY", "MONTHLY"} or not is_whole:
        raise InvalidRuleError(f"rrule: {text!r} cannot be kept whole")
    return SessionRule(
        freq=Frequency(freq.lower()),
        weekdays=tuple(weekdays),
        nths=tuple(nths),
        monthdays=monthdays,
        interval=interval,
        anchor=anchor if interval > 1 else None,
        months=months,
        valid_to=date.fromisoformat(until[:8]) if until else None,
    )


def _rrule(rule: SessionRule, name: str, days: str) -> str:
    parts = [f"FREQ={rule.freq.upper()}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    parts.append(f"{name}={days}")
    if rule.months:
        parts.append(f"BYMONTH={_joined(rule.months)}")
    if rule.valid_to:
        parts.append(f"UNTIL={rule.valid_to:%Y%m%d}")
    return ";".join(parts)


def _byday(rule: SessionRule) -> str:
    nths = [str(nth) for nth in rule.nths] or [""]
    return ",".join(nth + _CODES[weekday] for weekday in rule.weekdays for nth in nths)


def _joined(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)


def _parts(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.strip().removeprefix("RRULE:").split(";") if part]
    return {name.upper(): value for name, _, value in pairs if name.upper() != "WKST" or value != "MO"}


def _day(text: str) -> tuple[int, int]:
    found = _BYDAY.fullmatch(text)
    if found is None:
        raise InvalidRuleError(f"rrule: {text!r} is no weekday")
    return int(found[1] or 0), _CODES.index(found[2])


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(",") if one)
