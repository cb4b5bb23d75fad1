"""When is it held, as an HSDS schedule says? What no rule of ours holds stays in words."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, time
from typing import Final

from directory.exchange.listing import ImportedSession
from directory.recurrence.rrule import rule_from_rrule
from directory.recurrence.rules import Frequency, InvalidRuleError, SessionRule

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KEPT: Final = ("count", "byweekno", "byyearday")


def read_schedule(schedule: Mapping[str, str]) -> tuple[ImportedSession, str]:
    """The session of one schedule, and the sentence that must be said about it."""
    hours = ImportedSession(
        opens_at=clock_of(schedule.get("opens_at", "")),
        closes_at=clock_of(schedule.get("closes_at", "")),
        note=schedule.get("notes", ""),
    )
    rule = _rule(schedule)
    is_known = rule is not None and not any(schedule.get(name) for name in _KEPT)
    if rule is not None and is_known:
        return _with_rule(hours, rule), ""
    if not any(schedule.get(name) for name in ("freq", "byday", "dtstart", "description")):
        return hours, ""
    words = "、".join(dict.fromkeys(filter(None, (schedule.get("description", ""), _terse(schedule), hours.note))))
    return replace(hours, note=words), "日時の決まりをこの暦の形にできないので、注記に残しました。"


def _with_rule(hours: ImportedSession, rule: SessionRule) -> ImportedSession:
    return replace(
        hours,
        freq=rule.freq,
        weekdays=rule.weekdays,
        nths=rule.nths,
        monthdays=rule.monthdays,
        interval=rule.interval,
        anchor=rule.anchor,
        dates=rule.dates,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
    )


def _rule(schedule: Mapping[str, str]) -> SessionRule | None:
    first, last = _bounds(schedule)
    byday = _byday(schedule.get("byday", ""))
    freq = schedule.get("freq", "").upper()
    if not byday and not schedule.get("bymonthday"):
        return _single(freq, first, last)
    is_nth = bool(re.search(r"\d", byday) or schedule.get("bymonthday"))
    freq = freq or ("MONTHLY" if is_nth else "WEEKLY")
    parts = {"FREQ": freq, "BYDAY": byday, "BYMONTHDAY": schedule.get("bymonthday", "").replace(" ", "")}
    parts["INTERVAL"] = re.sub(r"\D", "", schedule.get("interval", ""))
    text = ";".join(f"{name}={value}" for name, value in parts.items() if value)
    with suppress(InvalidRuleError, ValueError, KeyError):
        return replace(
            rule_from_rrule(text, anchor=day_of(schedule.get("dtstart", ""))), valid_from=first, valid_to=last
        )
    return None


def _single(freq: str, first: date | None, last: date | None) -> SessionRule | None:
    if freq or first is None or last not in {None, first}:
        return None
    return SessionRule(freq=Frequency.DATES, dates=(first,))


def _bounds(schedule: Mapping[str, str]) -> tuple[date | None, date | None]:
    first = day_of(schedule.get("valid_from", "")) or day_of(schedule.get("dtstart", ""))
    last = day_of(schedule.get("valid_to", "")) or day_of(schedule.get("until", ""))
    return (first, last) if not (first and last and last < first) else (first, None)


def _byday(stated: str) -> str:
    words = [word for word in re.split(r"[,;\s]+", stated.casefold()) if word]
    return ",".join(_code(word) for word in words)


def _code(word: str) -> str:
    if word.isdigit() and 1 <= int(word) <= len(_CODES):
        return _CODES[int(word) - 1]
    for name, code in zip(_DAYS, _CODES, strict=True):
        if word == name or (len(word) == 3 and name.startswith(word)):  # noqa: PLR2004 - Mon, Tue
            return code
    return word.upper()


def _terse(schedule: Mapping[str, str]) -> str:
    names = ("freq", "interval", "byday", "bymonthday", "byweekno", "byyearday", "count", "valid_from", "valid_to")
    return " ".join(f"{name}={schedule[name]}" for name in names if schedule.get(name))


def clock_of(stated: str) -> time | None:
    """An hour as HSDS writes it (10:00, 10:00:00, 10:00Z, 1000)."""
    match = re.match(r"(\d{1,2}):?(\d{2})", stated)
    with suppress(ValueError):
        return time(int(match[1]), int(match[2])) if match else None
    return None


def day_of(stated: str) -> date | None:
    """A day as HSDS writes it."""
    with suppress(ValueError):
        return date.fromisoformat(stated[:10])
    return None
