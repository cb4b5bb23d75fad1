"""Does the service run, and did somebody confirm it lately?"""

from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Need, Option, Status, Verdict

KEY = "freshness"
ASSURED_FOR_DAYS = 180


def judge(_need: Need, option: Option, today: date) -> Verdict:
    """It runs now, by word that is at most 180 days old."""
    return all_hold(KEY, [_status(option), _assurance(option, today)])


def _status(option: Option) -> Finding:
    match option.status:
        case Status.ACTIVE:
            return passes(Code.ASSURED, as_of=option.assured_on)
        case Status.SEASONAL:
            return unknown(Code.SEASONAL, as_of=option.assured_on)
        case Status.PAUSED | Status.ENDED | Status.DRAFT:
            return fails(Code(option.status.value), as_of=option.assured_on)


def _assurance(option: Option, today: date) -> Finding:
    if option.assured_on is None:
        return unknown(Code.NEVER_ASSURED)
    days = (today - option.assured_on).days
    if days > ASSURED_FOR_DAYS:
        return unknown(Code.ASSURED_LONG_AGO, as_of=option.assured_on, days=days)
    return passes(Code.ASSURED, as_of=option.assured_on)
