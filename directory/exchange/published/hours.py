"""How are days and hours written in a published sheet? In its columns where they hold them whole, else in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final

from directory.exchange.timetable import days_and_hours
from directory.models.service import ServiceStatus
from directory.public_listing import PublicListing
from directory.recurrence.gif import gif_code, rules_from_gif
from directory.recurrence.rules import Frequency, HolidayRule, InvalidRuleError, SessionRule
from directory.recurrence.sentences import sentence

WEEKDAYS: Final = "月火水木金土日"
_HOLIDAYS: Final = {HolidayRule.OPEN: "祝日もあり", HolidayRule.CLOSED: "祝日は休み"}
_NEW_YEAR: Final = {HolidayRule.OPEN: "年末年始もあり", HolidayRule.CLOSED: "年末年始は休み"}


@dataclass(frozen=True, slots=True)
class Hours:
    """The columns of a timetable; what they do not hold stands in `note`, so that a sheet says all of it."""

    days: str = ""
    code: str = ""
    opens: str = ""
    closes: str = ""
    words: str = ""
    first_day: str = ""
    last_day: str = ""
    note: str = ""


def weekly_hours(listing: PublicListing) -> Hours:
    """A timetable as the national sheets have it: weekdays of every week with one span of hours."""
    return _with_note(listing, _weekly(listing.rules) if _is_at_home(listing) else None)


def coded_hours(listing: PublicListing) -> Hours:
    """A timetable as the extended sheet has it: also with the code of DS-441 and in words that read back the same."""
    rules = listing.rules if _is_at_home(listing) else ()
    plain, code, words = _weekly(rules), _code(rules), _readable(rules)
    if plain is None and not code and not words:
        return _with_note(listing, None)
    return _with_note(listing, replace(plain or Hours(), **_code_columns(rules, code), words=words))


def dated_hours(listing: PublicListing) -> Hours:
    """A timetable as the sheet of events has it: from a first to a last day, with one span of hours."""
    days = [day for rule in listing.rules for day in _ends(rule)]
    one = _one_day(listing.rules) if _is_at_home(listing) else None
    if one:
        return _with_note(listing, one)
    span = Hours(first_day=min(days).isoformat(), last_day=max(days).isoformat()) if days else Hours()
    return replace(span, note=_with_note(listing, None).note)


def _one_day(rules: Sequence[SessionRule]) -> Hours | None:
    if len(rules) != 1 or len(rules[0].dates) != 1 or not _is_bare(rules[0]):
        return None
    day = rules[0].dates[0].isoformat()
    return Hours(opens=_clock(rules[0].opens_at), closes=_clock(rules[0].closes_at), first_day=day, last_day=day)


def _ends(rule: SessionRule) -> Iterator[date]:
    yield from filter(None, (*rule.dates[:1], *rule.dates[-1:], rule.valid_from, rule.valid_to))


def _is_at_home(listing: PublicListing) -> bool:
    """Whether every session is held at the listing's own place."""
    return all(line.place is None for line in listing.timetable)


def _weekly(rules: Sequence[SessionRule]) -> Hours | None:
    if len(rules) != 1 or rules[0].freq is not Frequency.WEEKLY or rules[0].interval > 1 or not _is_bare(rules[0]):
        return None
    days = "".join(WEEKDAYS[day] for day in rules[0].weekdays)
    return Hours(days=days, opens=_clock(rules[0].opens_at), closes=_clock(rules[0].closes_at))


def _is_bare(rule: SessionRule) -> bool:
    """Whether a rule is no more than days with one span of hours within a day."""
    spans_midnight = rule.closes_at is not None and (rule.opens_at is None or rule.closes_at <= rule.opens_at)
    return not (rule.months or rule.valid_from or rule.valid_to or rule.note or spans_midnight)


def _code(rules: Sequence[SessionRule]) -> str:
    """The code of DS-441 where it gives the same rules back, else ""."""
    code = gif_code(rules) if rules and all(map(_is_bare, rules)) else None
    if code is None:
        return ""
    bare = [replace(rule, holiday_rule=HolidayRule.UNKNOWN, new_year_rule=HolidayRule.UNKNOWN) for rule in rules]
    return code if _same(rules_from_gif(code, rules[0].opens_at, rules[0].closes_at), bare) else ""


def _code_columns(rules: Sequence[SessionRule], code: str) -> dict[str, str]:
    if not code:
        return {}
    return {"code": code, "opens": _clock(rules[0].opens_at), "closes": _clock(rules[0].closes_at)}


def _readable(rules: Sequence[SessionRule]) -> str:
    """The timetable in words, where reading them gives the very same rules, else ""."""
    if not rules or all(rule.opens_at is None for rule in rules):
        return ""
    words = sentence(rules)
    return words if _same(_read(words), rules) else ""


def _read(words: str) -> list[SessionRule]:
    found = []
    for piece in days_and_hours(words):
        if piece.days.rest or piece.days.is_irregular:
            return []
        holidays = {"holiday_rule": piece.days.holiday_rule, "new_year_rule": piece.days.new_year_rule}
        for days in piece.days.rules:
            shape = {name: getattr(days, name) for name in days.__dataclass_fields__}
            found += [_rule(shape | holidays, span) for span in piece.spans]
    return [rule for rule in found if rule is not None]


def _rule(shape: dict[str, object], span: tuple[time | None, time | None]) -> SessionRule | None:
    try:
        return SessionRule(**shape, opens_at=span[0], closes_at=span[1])  # type: ignore[arg-type]
    except InvalidRuleError:
        return None


def _same(found: Sequence[SessionRule], rules: Sequence[SessionRule]) -> bool:
    return len(found) == len(rules) and set(found) == set(rules)


def _with_note(listing: PublicListing, held: Hours | None) -> Hours:
    """The columns with everything beside them that a reader must know."""
    said = [] if held and held.words else _conditions(listing.rules) if held else _lines(listing)
    notes = [rule.note for rule in listing.rules if rule.note]
    known = set(listing.schedule_note.splitlines())
    lines = [_rest(listing), *(line for line in (*said, *notes) if line not in known), listing.schedule_note]
    return replace(held or Hours(), note="\n".join(dict.fromkeys(filter(None, lines))))


def _conditions(rules: Sequence[SessionRule]) -> list[str]:
    words = [(_HOLIDAYS.get(rule.holiday_rule), _NEW_YEAR.get(rule.new_year_rule)) for rule in rules]
    return list(dict.fromkeys(word for pair in words for word in pair if word))


def _lines(listing: PublicListing) -> list[str]:
    if _is_at_home(listing):
        return [sentence(listing.rules)] if listing.rules else []
    return [
        f"{line.place.name or line.place.address}：{sentence([line.rule])}" if line.place else sentence([line.rule])
        for line in listing.timetable
    ]


def _rest(listing: PublicListing) -> str:
    if listing.status is not ServiceStatus.PAUSED:
        return ""
    again = f"（{listing.resumes_on.isoformat()}から）" if listing.resumes_on else ""
    return f"休止中{again}"


def _clock(moment: time | None) -> str:
    return moment.isoformat("minutes") if moment else ""
