"""How are days, times, distances, sums and telephone numbers said? Every page and mail says them through these filters.

Patterns are messages with the context "pattern" (CLDR's letters), so that a language brings its own order of things.
"""

from collections.abc import Callable
from datetime import date, datetime, time

from babel.dates import format_date, format_time

from app.rendering import catalogues, display
from app.rendering.words import gettext as _
from app.rendering.words import ngettext, pgettext
from core import clock
from core.japanese.eras import era_date
from core.japanese.phone import PhoneNumberError, national, to_e164

NOON = time(12)
KILOMETRE = 1000
HOUR = 60
MONTH_DAYS = 30
YEAR_DAYS = 365


def day(value: date | datetime) -> str:
    """11月25日（水）; of an instant the town's day."""
    return _date(value, pgettext("pattern", "M月d日（E）"))


def full_day(value: date | datetime) -> str:
    """2026年11月25日（水）; of an instant the town's day."""
    return _date(value, pgettext("pattern", "y年M月d日（E）"))


def era_day(value: date) -> str:
    """令和8年11月25日; in other languages the year of the common calendar."""
    return era_date(value) if display.current().language == "ja" else full_day(value)


def near_day(value: date) -> str:
    """今日, あした, あさって, else the day; always with the date."""
    names = (_("今日"), _("あした"), _("あさって"))
    ahead = (value - clock.today()).days
    if ahead not in range(len(names)):
        return day(value)
    return _("%(near)s %(day)s", near=names[ahead], day=day(value))


def clock_time(value: time) -> str:
    """午前10時, 午後1時半, 正午."""
    if value.replace(second=0, microsecond=0) == NOON:
        return _("正午")
    if value.minute == 0:
        return _time(value, pgettext("pattern", "aK時"))
    if value.minute == HOUR // 2:
        return _time(value, pgettext("pattern", "aK時半"))
    return _time(value, pgettext("pattern", "aK時m分"))


def time_range(start: time, end: time | None) -> str:
    """午前10時〜11時半; an open end is said by から."""
    if end is None:
        return _("%(start)sから", start=clock_time(start))
    said = clock_time(end)
    if display.current().language == "ja" and start.hour // 12 == end.hour // 12 and end != NOON:
        said = said.removeprefix("午前").removeprefix("午後")
    return _("%(start)s〜%(end)s", start=clock_time(start), end=said)


def moment(value: datetime) -> str:
    """11月25日（水）午前10時, on the town's clock."""
    local = value.astimezone(clock.TOWN_ZONE)
    return _("%(day)s%(time)s", day=day(local.date()), time=clock_time(local.time()))


def ago(value: date | datetime) -> str:
    """今日, 5日前, 3か月前, 2年前: how long ago something was checked."""
    past = clock.local_date(value) if isinstance(value, datetime) else value
    days = (clock.today() - past).days
    if days <= 0:
        return _("今日")
    if days < MONTH_DAYS * 2:
        return ngettext("%(num)s日前", "%(num)s日前", days)
    if days < YEAR_DAYS * 2:
        return ngettext("%(num)sか月前", "%(num)sか月前", days // MONTH_DAYS)
    return ngettext("%(num)s年前", "%(num)s年前", days // YEAR_DAYS)


def distance(metres: float) -> str:
    """約300m, 約1.5km, 約12km: as fine as it can be known."""
    if metres < KILOMETRE:
        return _("約%(metres)sm", metres=max(50, round(metres / 50) * 50))
    kilometres = metres / KILOMETRE
    figure = f"{kilometres:.1f}" if kilometres < 10 else f"{kilometres:.0f}"  # noqa: PLR2004 - two digits are enough
    return _("約%(kilometres)skm", kilometres=figure.removesuffix(".0"))


def duration(minutes: int) -> str:
    """45分, 1時間, 1時間30分."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return _("%(minutes)s分", minutes=rest)
    if not rest:
        return ngettext("%(num)s時間", "%(num)s時間", hours)
    return _("%(hours)s時間%(minutes)s分", hours=hours, minutes=rest)


def minute_range(low: int, high: int) -> str:
    """10〜15分: a guess that says how sure it is."""
    return duration(low) if low == high else _("%(low)s〜%(high)s分", low=low, high=high)


def yen(amount: int) -> str:
    """無料, 200円, 1,500円."""
    return _("%(amount)s円", amount=f"{amount:,}") if amount else _("無料")


def phone(number: str) -> str:
    """0856-31-0664, however it was written; what is no number stays as it is."""
    try:
        return national(to_e164(number))
    except PhoneNumberError:
        return number


def tel(number: str) -> str:
    """tel:+81856310664, for the address of a link."""
    try:
        return f"tel:{to_e164(number)}"
    except PhoneNumberError:
        return f"tel:{number}"


def _date(value: date | datetime, pattern: str) -> str:
    if isinstance(value, datetime):
        value = clock.local_date(value)
    return format_date(value, pattern, locale=catalogues.LOCALES[display.current().language])


def _time(value: time, pattern: str) -> str:
    return format_time(value, pattern, locale=catalogues.LOCALES[display.current().language])


FILTERS: dict[str, Callable[..., str]] = {
    "ago": ago,
    "clock_time": clock_time,
    "day": day,
    "distance": distance,
    "duration": duration,
    "era_day": era_day,
    "full_day": full_day,
    "minute_range": minute_range,
    "moment": moment,
    "near_day": near_day,
    "phone": phone,
    "tel": tel,
    "time_range": time_range,
    "yen": yen,
}
"""By the names that templates use."""
