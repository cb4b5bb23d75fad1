"""Does the host take a newcomer now?

Only what the host stated counts, less the places that others hold; the size of the hall says nothing.
"""

from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "vacancy"
STATED_FOR_DAYS = 180


def judge(_need: Need, option: Option, today: date) -> Verdict:
    """A place is free by the host's own, not too old, word."""
    return all_hold(KEY, [_finding(option, today)])


def free_places(option: Option, today: date) -> int | None:
    """How many newcomers there is room for, or None where the host's word is missing or too old."""
    if option.intake_slots is None or not _is_recent(option, today):
        return None
    return max(0, option.intake_slots - option.soft_reserved)


def _finding(option: Option, today: date) -> Finding:
    free, stated = free_places(option, today), option.intake_stated_on
    if free is None:
        if option.intake_slots is None or stated is None:
            return unknown(Code.VACANCY_UNKNOWN)
        return unknown(Code.VACANCY_STATED_LONG_AGO, as_of=stated, days=(today - stated).days)
    if free == 0:
        return fails(Code.NO_VACANCY, as_of=stated, slots=option.intake_slots or 0, reserved=option.soft_reserved)
    return passes(Code.HAS_VACANCY, as_of=stated, free=free)


def _is_recent(option: Option, today: date) -> bool:
    stated = option.intake_stated_on
    return stated is not None and (today - stated).days <= STATED_FOR_DAYS
