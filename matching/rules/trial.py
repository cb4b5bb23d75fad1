"""Does the host take the person on trial under its own conditions?

A host has no condition that it did not state.
"""

from datetime import date

from core.facts import Fact
from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "trial"
COMPANION_REQUIRED = "companion_required"


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """Somebody comes along at first, where the host asks for that."""
    required = option.facts.get(COMPANION_REQUIRED)
    if required is None or not required.value:
        return all_hold(KEY, [passes(Code.NO_CONDITION, as_of=required.as_of if required else None)])
    return all_hold(KEY, [_companion(need, required.as_of)])


def _companion(need: Need, as_of: date | None) -> Finding:
    match need.has_companion:
        case Fact.YES:
            return passes(Code.COMPANION_COMES, as_of=as_of)
        case Fact.NO:
            return fails(Code.COMPANION_MISSING, as_of=as_of)
        case Fact.UNKNOWN:
            return unknown(Code.COMPANION_NOT_ASKED, as_of=as_of)
