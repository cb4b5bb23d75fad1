"""At what hours? Times of day in the forms that files write them."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final, TypeAlias

from directory.exchange.found import Found, doubtful, repaired
from directory.exchange.text import nfkc

Span: TypeAlias = tuple[time | None, time | None]

_NOON: Final = 12
_FULL_DAY: Final = 24
_LATEST_HOUR: Final = 30
_MINUTES: Final = 60
_UNREAD: Final = "時刻として読めませんでした。そのまま注記に残しました。"
_BACKWARDS: Final = "終わりの時刻が始まりより前です。終わりは未確認にして、注記に残しました。"
_TIME: Final = (
    r"(?P<{0}next>翌日?)?(?P<{0}half>午前|午後|夜|朝|AM|PM)?(?P<{0}hour>\d{{1,2}})"
    r"(?::(?P<{0}minute>\d{{2}})(?::\d{{2}})?|時(?P<{0}jminute>半|\d{{1,2}}分)?)(?P<{0}suffix>AM|PM)?"
)
_ONE: Final = re.compile(_TIME.format(""), re.IGNORECASE)
_SPAN: Final = re.compile(
    _TIME.format("a") + r"(?:頃|ごろ|ころ)?(?:~|-|から|→|より)+" + _TIME.format("b") + "(?:頃|ごろ|ころ|まで)?",
    re.IGNORECASE,
)
_LONE: Final = re.compile(r"(?<!\d)" + _TIME.format("") + r"(?!間)(?:頃|ごろ)?(?:~|から|より)?", re.IGNORECASE)
_ALL_DAY: Final = re.compile(r"24時間(?:対応|営業|受付)?")
_BARE_SPAN: Final = re.compile(r"(?<![\d:])(\d{1,2})[~-](\d{1,2}時)")
_DIGITS: Final = re.compile(r"(\d{1,2})(\d{2})")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{2})")
_SERIAL: Final = re.compile(r"0?\.\d+")
_PADDING: Final = re.compile(r"[\s,、・;/()と及び頃]|ごろ|から|まで|より")


@dataclass(frozen=True, slots=True)
class _Clock:
    minutes: int
    is_next_day: bool = False

    @property
    def time(self) -> time:
        return time(self.minutes // _MINUTES % _FULL_DAY, self.minutes % _MINUTES)


def plain(text: str) -> str:
    """Write waves, dashes and colons of a time in one way."""
    squeezed = re.sub(r"\s+", "", nfkc(text)).replace("正午", "12:00").replace("：", ":")
    return re.sub(r"[~〜–—―−ー‐‑]", "~", re.sub(r"(?<=[\d時分半])-(?=[\d午翌])", "~", squeezed))


def read_time(text: str) -> Found[time | None]:
    """Read a cell that holds one time of day."""
    words = plain(text)
    if not words:
        return Found(None)
    if match := _ONE.fullmatch(words):
        return _as_found(_clock(match, ""), text)
    if clock := _unusual(words):
        return repaired(clock.time, f"「{text.strip()}」を {clock.time:%H:%M} と読みました。")
    if (match := _ONE.match(words)) and (clock := _clock(match, "")):
        return doubtful(clock.time, f"{clock.time:%H:%M} のほかにも言葉があります。そのまま注記に残しました。")
    return doubtful(None, _UNREAD)


def read_spans(text: str) -> Found[tuple[Span, ...]]:
    """Read a cell that holds one or more spans of time (10:00～12:00、13:00～15:00)."""
    words = _BARE_SPAN.sub(r"\1時~\2", plain(text))
    if _ALL_DAY.fullmatch(words):
        return repaired(((time(0), time(0)),), "24時間を 0:00 から翌日の 0:00 と読みました。")
    spans, rest = [], words
    for match in _SPAN.finditer(words):
        spans.append(_span(match))
        rest = rest.replace(match.group(), "", 1)
    if not spans:
        return _single(text)
    if any(span is None for span in spans):
        return doubtful(tuple(filter(None, spans)), _BACKWARDS)
    kept = tuple(filter(None, spans))
    return Found(kept, is_whole=not _PADDING.sub("", rest))


def _single(text: str) -> Found[tuple[Span, ...]]:
    found = read_time(text.strip("～〜~-ー から"))
    spans: tuple[Span, ...] = ((found.value, None),) if found.value else ()
    return Found(spans, found.level, found.message, is_whole=found.is_whole)


def ordered(opens: time | None, closes: time | None, closes_text: str) -> Found[time | None]:
    """The end of a span, doubted when it lies before the start and the text does not speak of the next day."""
    if opens is None or closes is None or closes > opens or _says_next_day(closes_text):
        return Found(closes)
    return doubtful(None, _BACKWARDS)


def _says_next_day(text: str) -> bool:
    match = _ONE.search(plain(text))
    clock = _clock(match, "") if match else None
    return clock is not None and clock.is_next_day


def _as_found(clock: _Clock | None, text: str) -> Found[time | None]:
    if clock is None:
        return doubtful(None, _UNREAD)
    if clock.is_next_day and not text.strip().startswith("翌"):
        return repaired(clock.time, f"「{text.strip()}」を翌日の {clock.time:%H:%M} と読みました。")
    if re.fullmatch(r"\s*\d{1,2}:\d{2}(:\d{2})?\s*", text):
        return Found(clock.time)
    return repaired(clock.time, f"「{text.strip()}」を {clock.time:%H:%M} と読みました。")


def _clock(match: re.Match[str], side: str) -> _Clock | None:
    hour = int(match[f"{side}hour"])
    minute = _minute(match[f"{side}minute"], match[f"{side}jminute"])
    half = (match[f"{side}half"] or match[f"{side}suffix"] or "").upper()
    if half in {"午後", "夜", "PM"} and hour < _NOON:
        hour += _NOON
    if minute >= _MINUTES or hour > _LATEST_HOUR:
        return None
    is_next_day = bool(match[f"{side}next"]) or hour >= _FULL_DAY
    return _Clock(hour * _MINUTES + minute, is_next_day)


def _minute(digits: str | None, words: str | None) -> int:
    if digits:
        return int(digits)
    if words == "半":
        return 30
    return int(words.removesuffix("分")) if words else 0


def _unusual(words: str) -> _Clock | None:
    if _SERIAL.fullmatch(words):
        return _Clock(round(float(words) * _FULL_DAY * _MINUTES))
    match = _DIGITS.fullmatch(words) or _DOTTED.fullmatch(words)
    if match and int(match[1]) <= _FULL_DAY and int(match[2]) < _MINUTES:
        return _Clock(int(match[1]) * _MINUTES + int(match[2]))
    return None


def _span(match: re.Match[str]) -> Span | None:
    start, end = _clock(match, "a"), _clock(match, "b")
    if start is None or end is None:
        return None
    end = _in_the_same_half(match, start, end)
    if end.minutes <= start.minutes and not end.is_next_day:
        return None
    return start.time, end.time


def _in_the_same_half(match: re.Match[str], start: _Clock, end: _Clock) -> _Clock:
    is_marked = match["bhalf"] or match["bsuffix"] or match["bnext"]
    if match["ahalf"] and not is_marked and end.minutes <= start.minutes and end.minutes < _NOON * _MINUTES:
        return _Clock(end.minutes + _NOON * _MINUTES)
    return end


def pieces(text: str) -> tuple[tuple[tuple[str, Span], ...], str]:
    """A longer text as the words before each span of time with that span, and the words after the last.

    A lone time of day is a span without an end; spans that end before they start stay among the words.
    """
    words = _BARE_SPAN.sub(r"\1時~\2", plain(text))
    found: list[tuple[str, Span]] = []
    end = 0
    for match in _SPAN.finditer(words):
        if span := _span(match):
            found.append((words[end : match.start()], span))
            end = match.end()
    if not found and (lone := _LONE.search(words)) and (clock := _clock(lone, "")):
        return ((words[: lone.start()], (clock.time, None)),), words[lone.end() :]
    return tuple(found), words[end:]
