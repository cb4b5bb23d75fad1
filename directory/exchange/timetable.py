"""When is it held? A row's days, hours and dates become sessions; what is not sure stays in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from directory.exchange.cells import Cells
from directory.exchange.columns import Field, header_key
from directory.exchange.dates import read_dates, read_day
from directory.exchange.days import WEEKDAYS, DayRule, Days, read_days, with_nths
from directory.exchange.hours import Span, ordered, plain, read_spans, read_time, spans_in
from directory.exchange.listing import ImportedSession, Level
from directory.exchange.text import nfkc, squeeze
from directory.recurrence.rules import Frequency, HolidayRule

_CLOSING: Final = ("定休日", "休館日", "休業日", "休所日", "休み", "休日", "closing")
_CLOSING_KEYS: Final = frozenset(map(header_key, _CLOSING))
_HIDDEN: Final = frozenset({"非公開", "未公開", "-", "ー", "未定", "調査中", "不明"})
_PLAIN_DAYS: Final = re.compile(f"[{WEEKDAYS}]*")
_LONGEST_EVENT: Final = timedelta(days=31)
_BANDS: Final = (("平日", ()), ("土曜", (5,)), ("日曜", (6,)))
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
    combined = cells.text(Field.SCHEDULE)
    days, days_words = _days(cells, combined)
    spans, span_words = _spans(cells, combined)
    note = "、".join(dict.fromkeys(filter(None, (days_words, span_words))))
    dates = _dates(cells, combined)
    if dates:
        return tuple(
            ImportedSession(freq=Frequency.DATES, dates=dates, opens_at=opens, closes_at=closes, note=note)
            for opens, closes in spans or _NO_SPAN
        )
    return _crossed(days, spans, note)


def _crossed(days: Days, spans: Sequence[Span], note: str) -> tuple[ImportedSession, ...]:
    rules: Sequence[DayRule | None] = days.rules or (None,)
    return tuple(_session(rule, span, days, note) for rule in rules for span in (spans or _NO_SPAN))


def _session(rule: DayRule | None, span: Span, days: Days, note: str) -> ImportedSession:
    base = ImportedSession(opens_at=span[0], closes_at=span[1], holiday_rule=days.holiday_rule, note=note)
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


def _days(cells: Cells, combined: str) -> tuple[Days, str]:
    """The row's days, and the words of it that no rule holds."""
    weekly, exact = cells.text(Field.DAYS), cells.text(Field.EXACT_DAYS)
    if read_dates(exact).value:
        exact = ""
    days = read_days(exact)
    column = Field.EXACT_DAYS
    if not days.rules and weekly:
        weeks, days, column = days.nths, read_days(weekly), Field.DAYS
        days = with_nths(days, weeks) if weeks else _unsure(cells, days, exact)
    if not days.rules and combined:
        days, column = read_days(_without_hours(combined)), Field.SCHEDULE
    return days, _said(cells, days, column, (exact, weekly if column is Field.DAYS else ""))


def _unsure(cells: Cells, days: Days, exact: str) -> Days:
    """The days of a sheet that names weekdays without saying that they are every week's."""
    if cells.table.format.code != "kodomo_shokudo" or not days.rules:
        return replace(days, rest=days.rest + exact)
    cells.say(cells.header(Field.DAYS), Level.DOUBTFUL, "曜日は分かりますが、毎週かどうか書かれていません。")
    return replace(days, is_irregular=True, rest=days.rest + exact)


def _said(cells: Cells, days: Days, column: Field, texts: tuple[str, str]) -> str:
    written = cells.text(column)
    header = cells.header(column)
    words = "、".join(text for text in dict.fromkeys((*texts, written)) if text)
    if not written and not words:
        return ""
    unread = re.sub(r"[\s~()（）,、・:]", "", days.rest)
    if unread and unread not in _HIDDEN and not days.is_irregular:
        cells.say(
            header, Level.DOUBTFUL, f"曜日や日の言葉「{squeeze(days.rest)[:30]}」は読み取れず、注記に残しました。"
        )
    elif days.rules and not _PLAIN_DAYS.fullmatch(written) and not unread:
        cells.say(header, Level.REPAIRED, f"「{squeeze(words)[:30]}」を「{days.words}」と読みました。")
        return ""
    return words if unread or days.is_irregular else ""


def _without_hours(text: str) -> str:
    words = plain(text)
    for span in spans_in(text):
        words = words.replace(span, " ", 1)
    return re.sub(r"(?:午前|午後)?\d{1,2}(?::\d{2}|時(?:半|\d{1,2}分)?)(?:~|から)?", " ", words)


def _spans(cells: Cells, combined: str) -> tuple[tuple[Span, ...], str]:
    opens, closes = cells.text(Field.OPENS), cells.text(Field.CLOSES)
    if opens or closes:
        return _from_two_cells(cells, opens, closes)
    for column in (Field.HOURS, Field.SCHEDULE):
        text = cells.text(column)
        if text and text not in _HIDDEN and (column is Field.HOURS or re.search(r"\d[:時]", nfkc(text))):
            found = read_spans(text if column is Field.HOURS else _only_hours(combined))
            cells.note(cells.header(column), found)
            return found.value, "" if found.is_whole and column is Field.HOURS else text
    return (), combined if combined and not read_days(combined).rules else ""


def _only_hours(text: str) -> str:
    return "、".join(spans_in(text)) or (
        match[0] if (match := re.search(r"(午前|午後)?\d{1,2}[:時].*", plain(text))) else ""
    )


def _from_two_cells(cells: Cells, opens: str, closes: str) -> tuple[tuple[Span, ...], str]:
    words = []
    times: list[time | None] = []
    for column, text in ((Field.OPENS, opens), (Field.CLOSES, closes)):
        found = read_time("" if text in _HIDDEN else text)
        times.append(cells.note(cells.header(column), found))
        if not found.is_whole:
            words.append(f"{cells.header(column)}：{text}")
    end = ordered(times[0], times[1], closes)
    if not end.is_whole:
        words.append(f"{cells.header(Field.CLOSES)}：{closes}")
    return ((times[0], cells.note(cells.header(Field.CLOSES), end)),), "、".join(words)


def _dates(cells: Cells, combined: str) -> tuple[date, ...]:
    for text in (cells.text(Field.EXACT_DAYS), combined):
        found = read_dates(text)
        if found.value:
            return cells.note(cells.header(Field.EXACT_DAYS) or cells.header(Field.SCHEDULE), found)
    return ()


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
