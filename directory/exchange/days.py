"""On which days? Weekday words in the forms that files write them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from directory.exchange.text import nfkc
from directory.recurrence.gif import rules_from_gif
from directory.recurrence.rules import EVERY_DAY, LAST, Frequency, HolidayRule, InvalidRuleError, SessionRule

WEEKDAYS: Final = "月火水木金土日"
_WORKING_DAYS: Final = (0, 1, 2, 3, 4)
_ENGLISH: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS: Final = 12
_MAY_STAND_BEFORE: Final = f"{WEEKDAYS}祝・,、;/.&と()[]【】~-の週曜回日12345終後毎隔は"
_CLOSED_FIRST: Final = re.compile(
    r"(?:[【\[(<](?:休館|定休|休業|休所|休園|休)(?:日|み)?[】\])>][::]?|(?:休館日|定休日|休業日|休所日|休園日)(?:は|:))"
    r"([^【\[(<;、。]+?)(?:休み|休館|定休|休業)?(?=[【\[(<;、。]|$)"
)
"""「【休館日】月曜日」 says that Mondays are closed, not open."""
_MAY_STAND_AFTER: Final = f"{WEEKDAYS}祝・,、;/.&と()[]【】~-のは0123456789休除以定をも午"
_KANJI_NUMBERS: Final = str.maketrans("一二三四五", "12345")


@dataclass(frozen=True, slots=True)
class DayRule:
    """Days that repeat in one way; the fields are those of SessionRule."""

    freq: Frequency
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    interval: int = 1
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """What a text says about days; `nths` are left over when it names weeks of the month without a weekday.

    `rest` is what was not understood; `is_irregular` says that the days named are not every week's.
    """

    rules: tuple[DayRule, ...] = ()
    holiday_rule: HolidayRule = HolidayRule.UNKNOWN
    new_year_rule: HolidayRule = HolidayRule.UNKNOWN
    is_irregular: bool = False
    nths: tuple[int, ...] = ()
    rest: str = ""

    @property
    def words(self) -> str:
        """The days in the plain form of the national sheets (月火水, 第2第4土)."""
        return "、".join(map(_words, self.rules))


@dataclass(slots=True)
class _Scan:
    nths: tuple[int, ...] = ()
    interval: int = 1
    months: tuple[int, ...] = ()
    monthdays: list[int] = field(default_factory=list)
    groups: list[tuple[tuple[int, ...], int, list[int]]] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    excluded: set[int] = field(default_factory=set)
    holiday: HolidayRule = HolidayRule.UNKNOWN
    new_year: HolidayRule = HolidayRule.UNKNOWN
    is_holiday_last: bool = False
    is_new_year_last: bool = False
    counts: list[tuple[str, str]] = field(default_factory=list)
    is_irregular: bool = False
    is_used: bool = False
    is_broken: bool = False
    rest: str = ""

    def add(self, weekdays: tuple[int, ...]) -> None:
        """Put weekdays under the week of the month that was named last."""
        if not self.groups or self.groups[-1][:2] != (self.nths, self.interval):
            self.groups.append((self.nths, self.interval, []))
        self.groups[-1][2].extend(weekdays)
        self.last.extend(weekdays)
        self.is_used = True

    def start(self, nths: tuple[int, ...], interval: int = 1) -> None:
        """Begin a new week of the month; those just before it without a weekday belong to it too."""
        self.nths = nths if self.is_used or interval > 1 else (*self.nths, *nths)
        self.interval, self.is_used, self.is_broken, self.last = interval, False, False, []


def read_days(text: str) -> Days:
    """Read the days of a text, as far as they can be understood."""
    try:
        return Days(day_rules_of(rules_from_gif(text)))
    except InvalidRuleError:
        return _scanned(_plain(text))


def _scanned(words: str) -> Days:
    scan = _Scan()
    position = 0
    while position < len(words):
        position = _step(scan, words, position)
    return _result(scan)


def day_rules_of(rules: Iterable[SessionRule]) -> tuple[DayRule, ...]:
    """The days of calendar rules, without their hours."""
    return tuple(DayRule(rule.freq, rule.weekdays, rule.nths, interval=rule.interval) for rule in rules)


def _plain(text: str) -> str:
    squeezed = _CLOSED_FIRST.sub(r"\1休み", re.sub(r"\s+", "", nfkc(text))).replace("〜", "~")
    squeezed = re.sub(r"[‐‑–—―−ー]", "-", squeezed)
    return re.sub(r"第[一二三四五]", lambda match: match.group().translate(_KANJI_NUMBERS), squeezed)


def _step(scan: _Scan, words: str, position: int) -> int:
    for pattern, act in _TOKENS:
        if match := pattern.match(words, position):
            act(scan, match)
            return match.end()
    scan.rest += words[position]
    scan.last = []
    scan.is_broken = bool(scan.nths) and scan.is_used
    return position + 1


def _nth(scan: _Scan, match: re.Match[str]) -> None:
    scan.start(tuple(int(digit) for digit in re.findall(r"[1-5]", match.group())))


def _nth_range(scan: _Scan, match: re.Match[str]) -> None:
    scan.start(tuple(range(int(match[1]), int(match[2]) + 1)))


def _last_week(scan: _Scan, _match: re.Match[str]) -> None:
    scan.start((LAST,))


def _every_week(scan: _Scan, _match: re.Match[str]) -> None:
    scan.is_used = True
    scan.start(())


def _alternate(scan: _Scan, match: re.Match[str]) -> None:
    scan.start((), 2)
    if not match.group().startswith("隔"):
        scan.rest += match.group()


def _range(scan: _Scan, match: re.Match[str]) -> None:
    start, end = WEEKDAYS.index(match[1]), WEEKDAYS.index(match[2])
    scan.add(tuple(number % 7 for number in range(start, end + (7 if end < start else 0) + 1)))


def _one_day(scan: _Scan, match: re.Match[str]) -> None:
    if scan.is_broken or (len(match.group()) == 1 and not _stands_free(match)):
        _keep(scan, match)
        return
    scan.add((WEEKDAYS.index(match[1]),))


def _stands_free(match: re.Match[str]) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return (not before or before in _MAY_STAND_BEFORE) and (not after or after in _MAY_STAND_AFTER)


def _english(scan: _Scan, match: re.Match[str]) -> None:
    scan.add((_ENGLISH.index(match.group()[:2].title()),))


def _months(scan: _Scan, match: re.Match[str]) -> None:
    start, end = int(match[1]), int(match[2])
    if max(start, end) <= _MONTHS:
        scan.months = tuple(number % _MONTHS + 1 for number in range(start - 1, end + (_MONTHS if end < start else 0)))


def _working_days(scan: _Scan, _match: re.Match[str]) -> None:
    scan.add(_WORKING_DAYS)
    if scan.holiday is HolidayRule.UNKNOWN:
        scan.holiday = HolidayRule.CLOSED


def _every_day(scan: _Scan, _match: re.Match[str]) -> None:
    scan.add(EVERY_DAY)


def _weekend(scan: _Scan, _match: re.Match[str]) -> None:
    scan.add((5, 6))


def _weekend_and_holidays(scan: _Scan, match: re.Match[str]) -> None:
    _weekend(scan, match)
    _on_holidays(scan, match)


def _on_holidays(scan: _Scan, _match: re.Match[str]) -> None:
    scan.holiday, scan.is_holiday_last = HolidayRule.OPEN, True


def _over_new_year(scan: _Scan, _match: re.Match[str]) -> None:
    scan.is_new_year_last = True


def _count(scan: _Scan, match: re.Match[str]) -> None:
    scan.counts.append((match[1], match[2]))


def _exclude(scan: _Scan, match: re.Match[str]) -> None:
    if scan.nths:
        _exclude_some_weeks(scan, match)
        return
    if scan.is_holiday_last:
        scan.holiday = HolidayRule.CLOSED
    if scan.is_new_year_last:
        scan.new_year = HolidayRule.CLOSED
    for _nths, _interval, days in scan.groups:
        days[:] = [day for day in days if day not in scan.last]
    scan.excluded.update(scan.last)
    _forget_last(scan)


def _exclude_some_weeks(scan: _Scan, match: re.Match[str]) -> None:
    if scan.groups and scan.last:
        _nths, _interval, days = scan.groups.pop()
        scan.rest += "".join(f"第{nth}" for nth in scan.nths) + "".join(WEEKDAYS[day] for day in days)
    scan.rest += match.group()
    scan.start(())


def _irregular(scan: _Scan, match: re.Match[str]) -> None:
    scan.is_irregular = True
    scan.rest += match.group()


def _monthday(scan: _Scan, match: re.Match[str]) -> None:
    scan.monthdays.extend(int(number) for number in re.findall(r"\d+", match.group()))


def _even_months(scan: _Scan, match: re.Match[str]) -> None:
    scan.months = tuple(range(2 if match.group().startswith("偶") else 1, 13, 2))


def _bracket(scan: _Scan, _match: re.Match[str]) -> None:
    _forget_last(scan)


def _forget_last(scan: _Scan) -> None:
    scan.last, scan.is_holiday_last, scan.is_new_year_last = [], False, False


def _skip(_scan: _Scan, _match: re.Match[str]) -> None:
    return


def _keep(scan: _Scan, match: re.Match[str]) -> None:
    scan.rest += match.group()


_DAY: Final = f"([{WEEKDAYS}])(?:曜日?)?"
_TOKENS: Final[tuple[tuple[re.Pattern[str], Callable[[_Scan, re.Match[str]], None]], ...]] = tuple(
    (re.compile(pattern), act)
    for pattern, act in (
        (r"(月|週)([1-7])回(?:程度)?", _count),
        (r"(?:月|週|年)\d+(?:[~-]\d+)?回(?:程度)?|毎?月数回|不定期|随時|変動あり|年間予定表?", _irregular),
        (r"年末年始", _over_new_year),
        (rf"(?:\d+月\d+日|\d+/\d+)(?:\([{WEEKDAYS}](?:・?祝)?\))?|お盆|夏[季期]休[業暇]|冬[季期]休[業暇]", _keep),
        (r"毎月(?:\d{1,2}日[・,、と]?)+", _monthday),
        (r"(\d{1,2})月(?:から|[~-])(\d{1,2})月(?:まで)?の?", _months),
        (
            r"\d{1,2}月|原則(?:として)?|(?:[前翌当後初数休期同隔本半何]|ヶ月|営業|定休)日(?!曜)|[翌今来先各前]月|曜日",
            _keep,
        ),
        (r"偶数月の?|奇数月の?", _even_months),
        (r"第([1-5])週?[~-]第?([1-5])週?の?", _nth_range),
        (
            r"第[1-5]週?(?:[・,、.&/と]?(?:及び)?第?[1-5]週?(?![\d時]))*の?|[1-5](?:[・,、&/][1-5])+(?=[月火水木金土日])",
            _nth,
        ),
        (r"(?:毎月)?最終の?|最後の", _last_week),
        (r"毎週の?|每週", _every_week),
        (r"隔週の?|(?:偶数|奇数)週の?", _alternate),
        (rf"{_DAY}(?:から|[~-])の?{_DAY}(?:まで)?", _range),
        (r"土日祝日?", _weekend_and_holidays),
        (r"平日", _working_days),
        (r"毎日|年中無休|無休|全日|全曜日|365日", _every_day),
        (r"週末", _weekend),
        (r"祝日?|国民の祝日", _on_holidays),
        (r"毎月の?", _skip),
        (r"(?:は|を|が)?(?:除く|のぞく|除き|以外|休館日?|休み|定休日?|休業日?|休)", _exclude),
        (_DAY + r"(?![回間初末後])", _one_day),
        (r"(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*|Mo|Tu|We|Th|Fr|Sa|Su", _english),
        (r"[(\[【]", _bracket),
        (r"[・,、;/&と.)\]】の]|及び|並びに|および|または|は|開催|実施|活動", _skip),
    )
)


def _result(scan: _Scan) -> Days:
    if scan.excluded and not any(days for _nths, _interval, days in scan.groups):
        scan.groups = [((), 1, [day for day in EVERY_DAY if day not in scan.excluded])]
    rules = [_rule(scan, *group) for group in _merged(scan.groups)]
    if scan.monthdays:
        rules.append(DayRule(Frequency.MONTHLY, monthdays=tuple(scan.monthdays), months=scan.months))
    if scan.is_new_year_last:
        scan.rest += "年末年始"
    return Days(
        tuple(rules),
        scan.holiday,
        scan.new_year,
        is_irregular=scan.is_irregular or not all(_is_kept(count, rules) for count in scan.counts),
        nths=() if scan.is_used else scan.nths,
        rest=scan.rest,
    )


def _is_kept(count: tuple[str, str], rules: list[DayRule]) -> bool:
    """Whether the rules are as many as "twice a month" or "twice a week" says."""
    unit, number = count
    if unit == "月":
        return any(len(rule.nths) * len(rule.weekdays) + len(rule.monthdays) == int(number) for rule in rules)
    return sum(len(rule.weekdays) for rule in rules if not rule.nths) == int(number)


def _merged(
    groups: list[tuple[tuple[int, ...], int, list[int]]],
) -> list[tuple[tuple[int, ...], int, tuple[int, ...]]]:
    merged: dict[tuple[tuple[int, ...], int], set[int]] = {}
    for nths, interval, days in groups:
        merged.setdefault((nths, interval), set()).update(days)
    return [(*key, tuple(sorted(days))) for key, days in merged.items() if days]


def _rule(scan: _Scan, nths: tuple[int, ...], interval: int, weekdays: tuple[int, ...]) -> DayRule:
    if nths:
        return DayRule(Frequency.MONTHLY, weekdays, tuple(sorted(set(nths))), months=scan.months)
    return DayRule(Frequency.WEEKLY, weekdays, interval=interval, months=scan.months)


def _words(rule: DayRule) -> str:
    nths = "".join("最終" if nth == LAST else f"第{nth}" for nth in rule.nths)
    every = "隔週" if rule.interval > 1 else ""
    monthdays = "・".join(f"{day}日" for day in rule.monthdays)
    return nths + every + "".join(WEEKDAYS[day] for day in rule.weekdays) + monthdays


def with_nths(days: Days, nths: tuple[int, ...]) -> Days:
    """The same weekdays in these weeks of the month only (two cells: 「毎月第3」 and 「土」)."""
    rules = tuple(replace(rule, freq=Frequency.MONTHLY, nths=nths, interval=1) for rule in days.rules)
    return replace(days, rules=rules, nths=())
