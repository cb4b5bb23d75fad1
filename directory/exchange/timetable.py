"""When is it held? A row's days, hours and dates become sessions; what is not sure stays in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final

from directory.exchange.cells import Cells
from directory.exchange.columns import Field, header_key
from directory.exchange.dates import read_dates, read_day
from directory.exchange.days import WEEKDAYS, DayRule, Days, read_days, with_nths
from directory.exchange.hours import Span, ordered, pieces, read_spans, read_time
from directory.exchange.listing import ImportedSession, Level
from directory.exchange.text import squeeze
from directory.recurrence.rules import Frequency, HolidayRule

_CLOSING: Final = ("定休日", "休館日", "休業日", "休所日", "休み", "休日", "closing")
_CLOSING_KEYS: Final = frozenset(map(header_key, _CLOSING))
_HIDDEN: Final = frozenset({"非公開", "未公開", "-", "ー", "未定", "調査中", "不明"})
_PLAIN_DAYS: Final = re.compile(f"[{WEEKDAYS}]*")
_BANDS: Final = (("平日", ()), ("土曜", (5,)), ("日曜", (6,)))
_AFTERNOON: Final = re.compile("午後|PM|ＰＭ|夜", re.IGNORECASE)
_HALF_OF_DAY: Final = re.compile("午[前後]|AM|PM|ＡＭ|ＰＭ|翌|正午|朝|夜", re.IGNORECASE)
_EARLY_HOUR: Final = re.compile(r"\s*(?:0?[1-9]|1[01]|[１-９]|１[０１])(?![\d０-９])")
_NO_SPAN: Final[tuple[Span, ...]] = ((None, None),)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The sessions of one row, and the words about time that belong to the listing as a whole."""

    sessions: tuple[ImportedSession, ...]
    note: str


def read_timetable(cells: Cells) -> Timetable:
    """Everything that a row says about when."""
    sessions = _band_sessions(cells) or _event_sessions(cells) or _sessions(cells)
    return Timetable(tuple(session for session in sessions if not session.is_empty), _note(cells))


def _note(cells: Cells) -> str:
    texts = list(cells.texts(Field.SCHEDULE_NOTE))
    return "\n".join(
        f"{header}：{text}" if len(texts) > 1 or header_key(header) in _CLOSING_KEYS else text for header, text in texts
    )


def _sessions(cells: Cells) -> tuple[ImportedSession, ...]:
    dates, words = _dates(cells)
    if dates:
        spans, note = _spans(cells)
        base = ImportedSession(freq=Frequency.DATES, dates=dates, note=_together(words, note))
        return tuple(replace(base, opens_at=opens, closes_at=closes) for opens, closes in spans or _NO_SPAN)
    for column in (Field.HOURS, Field.SCHEDULE):
        if spoken := _spoken(cells, column):
            return spoken
    days, days_words = _days(cells)
    spans, span_words = _spans(cells)
    combined = cells.text(Field.SCHEDULE)
    if combined and combined not in _HIDDEN and not days.rules and not read_days(combined).is_irregular:
        cells.say(cells.header(Field.SCHEDULE), Level.DOUBTFUL, "曜日や日付として読み取れず、注記に残しました。")
    return _crossed(days, spans, _together(days_words, span_words))


def _together(*words: str) -> str:
    return "、".join(dict.fromkeys(filter(None, words)))


@dataclass(frozen=True, slots=True)
class DaysAndHours:
    """Days and the hours that belong to them, as one stretch of a longer text says."""

    days: Days
    spans: tuple[Span, ...]


def _spoken(cells: Cells, column: Field) -> tuple[ImportedSession, ...]:
    """The sessions of a cell that speaks of days and hours together, none where it names no days."""
    text = cells.text(column)
    spoken = days_and_hours(text)
    if not any(piece.days.rules for piece in spoken):
        return ()
    rest = "".join(piece.days.rest for piece in spoken)
    whole = Days(tuple(rule for piece in spoken for rule in piece.days.rules), rest=rest)
    if any(piece.days.is_irregular for piece in spoken):
        whole = replace(whole, is_irregular=True)
    note = _together(_said(cells, whole, column, text), _other_days(cells, whole))
    return tuple(session for piece in spoken for session in _crossed(piece.days, piece.spans, note))


def days_and_hours(text: str) -> list[DaysAndHours]:
    """The stretches of a text that speak of days and hours together, each with what it says."""
    found, tail = pieces(text)
    stretches: list[tuple[list[str], list[Span]]] = []
    for before, span in found:
        if not stretches or read_days(before).rules:
            stretches.append(([], []))
        stretches[-1][0].append(before)
        stretches[-1][1].append(span)
    if not stretches:
        stretches.append(([], []))
    stretches[-1][0].append(tail)
    return [DaysAndHours(read_days(" ".join(words)), tuple(spans)) for words, spans in stretches]


def _other_days(cells: Cells, spoken: Days) -> str:
    """What a column of weekdays says beside the hours, where it names other days."""
    weekly = cells.text(Field.DAYS)
    named = {day for rule in read_days(weekly).rules for day in rule.weekdays}
    return weekly if named - {day for rule in spoken.rules for day in rule.weekdays} else ""


def _crossed(days: Days, spans: Sequence[Span], note: str) -> tuple[ImportedSession, ...]:
    rules: Sequence[DayRule | None] = days.rules or (None,)
    return tuple(_session(rule, span, days, note) for rule in rules for span in (spans or _NO_SPAN))


def _session(rule: DayRule | None, span: Span, days: Days, note: str) -> ImportedSession:
    base = ImportedSession(opens_at=span[0], closes_at=span[1], holiday_rule=days.holiday_rule, note=note)
    base = replace(base, new_year_rule=days.new_year_rule)
    if rule is None:
        return base
    if days.is_irregular:
        return replace(base, weekdays=rule.weekdays)
    return replace(
        base,
        freq=rule.freq,
        weekdays=rule.weekdays,
        nths=rule.nths,
        monthdays=rule.monthdays,
        interval=rule.interval,
        months=rule.months,
    )


def _days(cells: Cells) -> tuple[Days, str]:
    """The row's days, and the words of it that no rule holds."""
    weekly, exact = cells.text(Field.DAYS), cells.text(Field.EXACT_DAYS)
    days = read_days(exact)
    if days.rules or not weekly:
        return days, _said(cells, days, Field.EXACT_DAYS, exact)
    weeks, days = days.nths, read_days(weekly)
    days = with_nths(days, weeks) if weeks else _unsure(cells, days, exact)
    return days, _said(cells, days, Field.DAYS, _together(exact, weekly))


def _unsure(cells: Cells, days: Days, exact: str) -> Days:
    """The days of a sheet that names weekdays without saying that they are every week's."""
    days = replace(days, rest=days.rest + exact)
    if cells.table.format.code != "kodomo_shokudo" or not days.rules:
        return days
    cells.say(cells.header(Field.DAYS), Level.DOUBTFUL, "曜日は分かりますが、毎週かどうか書かれていません。")
    return replace(days, is_irregular=True)


def _said(cells: Cells, days: Days, column: Field, text: str) -> str:
    """Leave the remark that reading these days deserves; the text where the rules do not say all of it."""
    header = cells.header(column)
    unread = re.sub(r"[\s~()（）,、・:]", "", days.rest)
    if unread and unread not in _HIDDEN and not days.is_irregular:
        cells.say(header, Level.DOUBTFUL, f"「{squeeze(text)[:40]}」に読み取れないところがあり、注記に残しました。")
    elif days.rules and not _PLAIN_DAYS.fullmatch(text) and not unread and not days.is_irregular:
        cells.say(header, Level.REPAIRED, f"「{squeeze(text)[:30]}」を「{days.words}」と読みました。")
    return text if unread or days.is_irregular else ""


def _spans(cells: Cells) -> tuple[tuple[Span, ...], str]:
    opens, closes = cells.text(Field.OPENS), cells.text(Field.CLOSES)
    hours, combined = cells.text(Field.HOURS), cells.text(Field.SCHEDULE)
    if opens and not closes and (whole := read_spans(opens)).value and whole.is_whole and whole.value[0][1]:
        return whole.value, _together(hours, combined)
    if opens or closes:
        spans, words = _from_two_cells(cells, opens, closes)
        return spans, _together(words, hours, combined)
    if hours and hours not in _HIDDEN:
        found = read_spans(hours)
        cells.note(cells.header(Field.HOURS), found)
        return found.value, _together("" if found.is_whole else hours, combined)
    return tuple(span for _words, span in pieces(combined)[0]), combined


def _from_two_cells(cells: Cells, opens: str, closes: str) -> tuple[tuple[Span, ...], str]:
    words = []
    times: list[time | None] = []
    if _AFTERNOON.search(opens) and closes and not _HALF_OF_DAY.search(closes):
        closes = f"午後{closes}" if _EARLY_HOUR.match(closes) else closes
    for column, text in ((Field.OPENS, opens), (Field.CLOSES, closes)):
        found = read_time("" if text in _HIDDEN else text)
        times.append(cells.note(cells.header(column), found))
        if not found.is_whole:
            words.append(f"{cells.header(column)}：{text}")
    end = ordered(times[0], times[1], closes)
    if not end.is_whole:
        words.append(f"{cells.header(Field.CLOSES)}：{closes}")
    return ((times[0], cells.note(cells.header(Field.CLOSES), end)),), "、".join(words)


def _dates(cells: Cells) -> tuple[tuple[date, ...], str]:
    """The full dates that a row names, and the words around them."""
    for column in (Field.EXACT_DAYS, Field.SCHEDULE):
        found = read_dates(cells.text(column))
        if found.value:
            dates = cells.note(cells.header(column), found)
            return dates, "" if found.is_whole else cells.text(column)
    return (), ""


def _event_sessions(cells: Cells) -> tuple[ImportedSession, ...]:
    start_text = cells.text(Field.STARTS_ON)
    if not start_text:
        return ()
    start = cells.take(Field.STARTS_ON, read_day(start_text))
    end = cells.take(Field.ENDS_ON, read_day(cells.text(Field.ENDS_ON))) or start
    if start and end and end < start:
        cells.say(cells.header(Field.ENDS_ON), Level.DOUBTFUL, "終了日が開始日より前です。開始日だけを読みました。")
        end = start
    return tuple(_dated(session, start, end) for session in _sessions(cells) or (ImportedSession(),))


def _dated(session: ImportedSession, start: date | None, end: date | None) -> ImportedSession:
    if start is None or session.freq is not None:
        return replace(session, valid_from=start, valid_to=end)
    if end == start:
        return replace(session, freq=Frequency.DATES, dates=(start,))
    words = f"{start.isoformat()} から {end.isoformat() if end else ''} まで"
    return replace(session, valid_from=start, valid_to=end, note="、".join(filter(None, (words, session.note))))


def _band_sessions(cells: Cells) -> tuple[ImportedSession, ...]:
    """The 通いの場 data give hours for working days, Saturdays and Sundays without saying which weeks."""
    if cells.table.format.code != "kayoinoba_mhlw":
        return ()
    by_key = {header_key(cells.table.name_of(index)): (index, text) for index, text in cells.unmapped()}
    sessions = []
    for band, weekdays in _BANDS:
        opens, closes = (by_key.get(header_key(f"運営日（{band}）－{end}"), (0, "")) for end in ("開始", "終了"))
        if opens[1] or closes[1]:
            sessions.append(_band(cells, band, weekdays, (opens, closes)))
    is_open = any(key.startswith(header_key("運営日（祝日）")) for key in by_key)
    holiday = HolidayRule.OPEN if is_open else HolidayRule.UNKNOWN
    return tuple(replace(session, holiday_rule=holiday) for session in sessions)


def _band(
    cells: Cells, band: str, weekdays: tuple[int, ...], ends: tuple[tuple[int, str], tuple[int, str]]
) -> ImportedSession:
    times = [cells.take_from(cells.table.name_of(index), text, read_time(text)) for index, text in ends]
    note = "平日（曜日は未確認）" if not weekdays else f"{band}（毎週かどうかは未確認）"
    return ImportedSession(weekdays=weekdays, opens_at=times[0], closes_at=times[1], note=note)
