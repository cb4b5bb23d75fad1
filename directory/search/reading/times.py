"""When does the reader want to go? Weekdays, weeks of the month, parts of the day, hours and days in folded words."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from directory.recurrence.slots import Part
from directory.search.reading.conditions import Matter
from directory.search.reading.finds import Find

_DAYS: Final = "月火水木金土日"
_DAY: Final = f"[{_DAYS}]"
_KANJI: Final = "一-龠々"
_KANJI_NUMBERS: Final = str.maketrans("一二三四五", "12345")
_NOON: Final = 12
_EVENING_BEGINS: Final = 7
_DAY_MINUTES: Final = 24 * 60
_HOUR: Final = 60
_KANA_DAYS: Final = ("げつ", "か", "すい", "もく", "きん", "ど", "にち")

_WEEKDAY_LIST: Final = re.compile(
    rf"(?:毎週の?)?(?<![0-9今来先前翌毎隔第])(?:(?:{_DAY}(?:曜日?)?[・,、/と]?)*{_DAY}曜日?)"
)
_WEEKDAY_RANGE: Final = re.compile(rf"({_DAY})(?:曜日?)?(?:から|[~-])({_DAY})曜日?(?:まで)?")
_LONE_WEEKDAYS: Final = re.compile(
    rf"(?<![\w-])({_DAY}(?:[・,、/と]?{_DAY})*)(?:・?祝日?)?(?=$|\s|の?(?:午前|午後|朝|夜|夕方|昼|晩))"
)
_WEEKDAYS_IN_KANA: Final = re.compile(
    rf"(?<![ぁ-ん])(?:({'|'.join(_KANA_DAYS)})ようび|(げつ|すい|もく|きん|にち|ど)よう(?=$|[^ぁ-ん]|の))"
)
_EVERY_WORKING_DAY: Final = re.compile("平日|へいじつ")
_WEEKEND: Final = re.compile("土日(?:・?祝日?)?|(?<![今来])週末|どにち")
_NTH: Final = re.compile(
    rf"(?:毎月の?)?第([1-5一二三四五](?:[・,、/と]?第?[1-5一二三四五])*)(?:週の?|の)?({_DAY})(?:曜日?)?"
)
_LAST: Final = re.compile(rf"(?:毎月の?)?(?:最終の?|最後の)({_DAY})曜?日?")
_HOLIDAY: Final = re.compile("(?<!土日)(?<!・)祝日|祭日")
_PARTS: Final = re.compile(
    rf"午前中?|午後|ごぜん(?:ちゆう)?|ごご|夜間|早朝|朝方|(?:(?<=[曜日])|(?<![{_KANJI}]))(?:朝|夜|晩)(?![{_KANJI}食ご])"
    r"|(?<![ぁ-ん])(?:あさ|よる)(?=$|\s|[にのは](?![ぁ-ん]))"
)
_LOOSE_HOURS: Final = re.compile("夕方|夕刻|ゆうがた|昼間|日中|お?昼(?:過ぎ|すぎ)|お昼(?![ごご飯休])|昼(?=$|\\s|に|の)")
_TONIGHT: Final = re.compile("今夜|今晩|こんや|こんばん(?!は)")
_CLOCK: Final = r"(午前|午後|朝|夜|夕方|昼の?)?の?(\d{1,2})(?::(\d{2})|時(半|\d{1,2}分)?)"
_HOURS: Final = re.compile(
    rf"(?<!\d){_CLOCK}(?:頃|ごろ|ころ)?(?:(?:から|[~-]){_CLOCK}(?:頃|ごろ)?(?:まで)?|(以降|以後|過ぎ|すぎ)|(まで|以前|前)"
    r"|から|開始|スタ-ト|に(?:始|はじ)まる)?(?!間)"
)
_NOW: Final = re.compile(
    r"(?:今|いま|現在)(?:すぐに?)?、?(?:の時間)?に?(?:開いて|あいて|空いて|やつて|営業して)い?(?:る|ます)|(?:今|いま)すぐ(?:行|い)ける"
    r"|(?:今|いま)(?:行|い)ける|(?<!\w)営業中"
)
_NAMED_DAYS: Final = {
    "today": re.compile("今日|本日|(?<![ぁ-ん])きよう(?=$|[^ぁ-ん]|の|は|やつて|あい)"),
    "tomorrow": re.compile("明日|(?<![ぁ-ん])あした|(?<![ぁ-ん])あす(?=$|[^ぁ-ん]|の|は)"),
    "day_after": re.compile("明後日|(?<![ぁ-ん])あさつて"),
    "week": re.compile("今週(?!末)|こんしゆう(?!まつ)"),
    "weekend": re.compile("今週末|この週末|今度の週末|こんしゆうまつ"),
    "next_week": re.compile("来週|らいしゆう"),
}
_LOOSE: Final = {"夕": (15, 19), "ゆ": (15, 19), "昼": (11, 15), "お": (11, 15), "日": (9, 17)}


def find_times(folded: str) -> Iterator[Find]:
    """Every place where the words may speak of a time; they may overlap."""
    for pattern, make in _FINDERS:
        for match in pattern.finditer(folded):
            yield from make(match)
    for value, pattern in _NAMED_DAYS.items():
        for match in pattern.finditer(folded):
            yield Find(match.start(), match.end(), Matter.DAY, (value,))


def _weekdays(match: re.Match[str]) -> Iterator[Find]:
    plain = re.sub("曜日?|毎週の?", "", match[0])
    yield _at(match, Matter.WEEKDAY, _numbers(letter for letter in plain if letter in _DAYS))


def _numbers(letters: Iterator[str]) -> tuple[str, ...]:
    return tuple(str(number) for number in sorted({_DAYS.index(letter) for letter in letters}))


def _weekday_range(match: re.Match[str]) -> Iterator[Find]:
    first, last = _DAYS.index(match[1]), _DAYS.index(match[2])
    days = range(first, last + (7 if last < first else 0) + 1)
    yield _at(match, Matter.WEEKDAY, tuple(str(day) for day in sorted({day % 7 for day in days})))


def _kana_weekday(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.WEEKDAY, (str(_KANA_DAYS.index(match[1] or match[2])),))


def _working_days(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.WEEKDAY, ("0", "1", "2", "3", "4"))


def _weekend(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.WEEKDAY, ("5", "6"))


def _nth(match: re.Match[str]) -> Iterator[Find]:
    nths = sorted({digit for digit in match[1].translate(_KANJI_NUMBERS) if digit.isdigit()})
    yield _at(match, Matter.NTH, tuple(f"{nth}-{_DAYS.index(match[2])}" for nth in nths))


def _last(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.NTH, (f"last-{_DAYS.index(match[1])}",))


def _holiday(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.DAY, ("holiday",))


def _part(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.PART, (_part_of(match[0]).name,))


def _part_of(word: str) -> Part:
    if word.startswith(("午後", "ごご")):
        return Part.AFTERNOON
    return Part.EVENING if word[0] in "夜晩よ" else Part.MORNING


def _loose_hours(match: re.Match[str]) -> Iterator[Find]:
    begins, ends = _LOOSE[match[0][0]]
    yield _at(match, Matter.HOURS, (f"{begins * _HOUR}-{ends * _HOUR}",))


def _tonight(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.DAY, ("today",))
    yield _at(match, Matter.PART, (Part.EVENING.name,))


def _hours(match: re.Match[str]) -> Iterator[Find]:
    begins = _minutes(match[1], match[2], match[3] or match[4])
    ends = _minutes(match[5] or match[1], match[6], match[7] or match[8]) if match[6] else None
    if begins is None or (match[6] and ends is None):
        return
    if ends is not None and ends <= begins < _NOON * _HOUR:
        ends += _NOON * _HOUR
    if match[9]:
        ends = _DAY_MINUTES
    if match[10]:
        begins, ends = 0, begins
    ends = begins + 30 if ends is None or ends <= begins else ends
    yield _at(match, Matter.HOURS, (f"{begins}-{min(ends, _DAY_MINUTES)}",))


def _minutes(half: str | None, hour: str, minute: str | None) -> int | None:
    """The minute of the day; without a word for the half, hours that are no hour to go out are meant after noon."""
    hours = int(hour)
    is_later = half in {"午後", "夜", "夕方"} or (half or "").startswith("昼")
    if hours < _NOON and (is_later or (half is None and 0 < hours < _EVENING_BEGINS)):
        hours += _NOON
    minutes = 30 if minute == "半" else int((minute or "0").removesuffix("分"))
    total = hours * _HOUR + minutes
    return total if minutes < _HOUR and total < _DAY_MINUTES else None


def _now(match: re.Match[str]) -> Iterator[Find]:
    yield _at(match, Matter.NOW, ("open",))


def _at(match: re.Match[str], matter: Matter, values: tuple[str, ...]) -> Find:
    return Find(match.start(), match.end(), matter, values)


_FINDERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Find]]], ...]] = (
    (_NTH, _nth),
    (_LAST, _last),
    (_WEEKDAY_RANGE, _weekday_range),
    (_WEEKDAY_LIST, _weekdays),
    (_LONE_WEEKDAYS, _weekdays),
    (_WEEKDAYS_IN_KANA, _kana_weekday),
    (_EVERY_WORKING_DAY, _working_days),
    (_WEEKEND, _weekend),
    (_HOLIDAY, _holiday),
    (_HOURS, _hours),
    (_LOOSE_HOURS, _loose_hours),
    (_TONIGHT, _tonight),
    (_PARTS, _part),
    (_NOW, _now),
)
