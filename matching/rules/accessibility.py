"""Does the place have everything the person cannot do without?"""

from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "accessibility"


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """Every need is met by a confirmed fact; what nobody confirmed stays unknown."""
    found = [_finding(key, option) for key in sorted(need.access_needs)]
    return all_hold(KEY, found or [passes(Code.NO_ACCESS_NEED)])


def _finding(key: str, option: Option) -> Finding:
    fact = option.facts.get(key)
    if fact is None:
        return unknown(Code.ACCESS_UNKNOWN, fact=key)
    if fact.value:
        return passes(Code.ACCESS_MET, as_of=fact.as_of, fact=key)
    return fails(Code.ACCESS_MISSING, as_of=fact.as_of, fact=key)
