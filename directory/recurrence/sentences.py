"""The one function that says a timetable in words, for pages, paper, mails and calendars alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.recurrence import easy_japanese, english, japanese
from directory.recurrence.lines import Line, lines_of
from directory.recurrence.rules import SessionRule


class Voice(StrEnum):
    """In which words a timetable is said."""

    JAPANESE = "ja"
    EASY = "easy"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class _Speaker:
    days_and_hours: Callable[[Line], str]
    remarks: Callable[[Line], tuple[str, ...]]
    between_lines: str
    between_remarks: str
    frame: str
    nothing: str


_SPEAKERS: Final = {
    Voice.JAPANESE: _Speaker(japanese.days_and_hours, japanese.remarks, " ／ ", "、", "（{}）", "日時は未確認"),
    Voice.EASY: _Speaker(
        easy_japanese.days_and_hours, easy_japanese.remarks, " ", " ", " {}", "日と 時間は、電話で 聞いて ください。"
    ),
    Voice.ENGLISH: _Speaker(
        english.days_and_hours, english.remarks, "; ", ", ", " ({})", "days and times not confirmed"
    ),
}


def sentence(rules: Sequence[SessionRule], voice: Voice = Voice.JAPANESE) -> str:
    """Say when the sessions are: 毎月 第2・第4金曜 午後1時半〜2時半（祝日は休み）.

    Conditions that hold for every line stand once, at the end.
    A rule's note is the host's own words and stands beside the sentence, not in it.
    """
    speaker = _SPEAKERS[voice]
    lines = lines_of(rules)
    remarks = [speaker.remarks(line) for line in lines]
    if len(set(remarks)) == 1:
        remarks = [*[()] * (len(lines) - 1), remarks[0]]
    said = [speaker.days_and_hours(line) + _framed(speaker, words) for line, words in zip(lines, remarks, strict=True)]
    return speaker.between_lines.join(said) or speaker.nothing


def _framed(speaker: _Speaker, remarks: Sequence[str]) -> str:
    return speaker.frame.format(speaker.between_remarks.join(remarks)) if remarks else ""
