"""Which days are national holidays of Japan, 振替休日 and 国民の休日 included.

根拠: 国民の祝日に関する法律, as jpholiday has it.
"""

from datetime import date
from functools import lru_cache
from typing import Final

import jpholiday

_NEW_YEAR: Final = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})


def holiday_name(day: date) -> str | None:
    """Return the holiday's Japanese name, or None on an ordinary day."""
    return _holidays_of(day.year).get(day)


def is_new_year(day: date) -> bool:
    """Tell whether the day lies in 12/29-1/3, when public offices rest."""
    return (day.month, day.day) in _NEW_YEAR


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> dict[date, str]:
    return dict(jpholiday.year_holidays(year))
