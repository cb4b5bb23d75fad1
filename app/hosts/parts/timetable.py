"""On which weekdays and at what time: the plain timetables, by buttons."""

from dataclasses import replace
from typing import ClassVar

from wtforms import Form, RadioField, SelectMultipleField, TimeField
from wtforms.validators import InputRequired, Optional, ValidationError

from app.forms.choices import choices_of
from app.hosts.parts.part import Part, Said, Typed
from app.rendering import display
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.words import word
from directory.content import ListingContent, TimetableLine
from directory.recurrence.rules import Frequency, HolidayRule, SessionRule
from directory.recurrence.sentences import Voice, sentence

WEEKDAYS = choices_of(
    [
        ("0", lazy("月曜")),
        ("1", lazy("火曜")),
        ("2", lazy("水曜")),
        ("3", lazy("木曜")),
        ("4", lazy("金曜")),
        ("5", lazy("土曜")),
        ("6", lazy("日曜")),
    ]
)
NTHS = choices_of(
    [
        ("1", lazy("第1")),
        ("2", lazy("第2")),
        ("3", lazy("第3")),
        ("4", lazy("第4")),
        ("5", lazy("第5")),
        ("-1", lazy("最後の週")),
    ]
)
HOWS = choices_of([("weekly", lazy("毎週")), ("monthly", lazy("毎月、第何週と決まっている"))])
HOLIDAYS = choices_of([("closed", lazy("休み")), ("open", lazy("開いている")), ("unknown", lazy("決めていない"))])


class TimetableForm(Form):
    """Weekdays and hours."""

    weekdays = SelectMultipleField(
        lazy("何曜日ですか"), [InputRequired(lazy("曜日を1つ以上選んでください。"))], choices=WEEKDAYS
    )
    how = RadioField(lazy("どのくらい開いていますか"), choices=HOWS, default="weekly")
    nths = SelectMultipleField(
        lazy("第何週ですか"), choices=NTHS, description=lazy("「毎月」のときだけ選んでください。")
    )
    opens_at = TimeField(lazy("始まる時刻"), [InputRequired(lazy("始まる時刻を入れてください。"))])
    closes_at = TimeField(lazy("終わる時刻"), [Optional()])
    holidays = RadioField(lazy("祝日は"), choices=HOLIDAYS, default="unknown")

    def validate_nths(self, field: SelectMultipleField) -> None:
        """A month has several weeks: which?"""
        if self.how.data == Frequency.MONTHLY and not field.data:
            raise ValidationError(_("第何週かを選んでください。"))

    def validate_closes_at(self, field: TimeField) -> None:
        """Nobody here meets past midnight."""
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(_("終わる時刻が、始まる時刻より早くなっています。"))


class Timetable(Part):
    """Weekdays and time of one plain timetable."""

    code: ClassVar[str] = "time"
    title: ClassVar[str] = word("曜日と時間")
    icon: ClassVar[str] = "clock"

    def can_correct(self, content: ListingContent) -> bool:
        """One line of plain weeks; several lines, stops and alternate weeks go to the office in words."""
        return len(content.timetable) <= 1 and all(_is_plain(line.rule) for line in content.timetable)

    def form(self, content: ListingContent, typed: Typed | None = None) -> TimetableForm:
        """The form of the timetable."""
        return TimetableForm(typed, data=_data_of(content.timetable[0].rule) if content.timetable else {})

    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """The timetable with these days and hours; seasons, New Year and notes stay."""
        line = content.timetable[0] if content.timetable else None
        is_monthly = form["how"].data == Frequency.MONTHLY
        days = {
            "freq": Frequency(form["how"].data),
            "weekdays": tuple(map(int, form["weekdays"].data)),
            "nths": tuple(map(int, form["nths"].data)) if is_monthly else (),
            "opens_at": form["opens_at"].data,
            "closes_at": form["closes_at"].data,
            "holiday_rule": HolidayRule(form["holidays"].data),
        }
        rule = replace(line.rule, **days) if line else SessionRule(**days)
        return replace(content, timetable=(replace(line, rule=rule) if line else TimetableLine(rule),))

    def said(self, content: ListingContent) -> Said:
        """The one sentence that residents read."""
        rules = [line.rule for line in content.timetable]
        return [(_(self.title), sentence(rules, Voice(display.current().language)))]


def _is_plain(rule: SessionRule) -> bool:
    if rule.freq is Frequency.WEEKLY:
        return rule.interval == 1
    return rule.freq is Frequency.MONTHLY and not rule.monthdays


def _data_of(rule: SessionRule) -> dict[str, object]:
    return {
        "how": str(rule.freq),
        "nths": [str(nth) for nth in rule.nths],
        "weekdays": [str(day) for day in rule.weekdays],
        "opens_at": rule.opens_at,
        "closes_at": rule.closes_at,
        "holidays": str(rule.holiday_rule),
    }
