"""Did the person agree to be supported in this way, and not refuse that this host hears of them?"""

from datetime import date

from core.facts import Fact
from matching.codes import Code
from matching.rules.findings import all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "consent"


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """Without a yes nothing passes; not having asked is not a no."""
    if option.organization in need.refused_hosts:
        return all_hold(KEY, [fails(Code.TELLING_REFUSED)])
    match need.consent:
        case Fact.YES:
            finding = passes(Code.CONSENT_GIVEN)
        case Fact.NO:
            finding = fails(Code.CONSENT_REFUSED)
        case Fact.UNKNOWN:
            finding = unknown(Code.CONSENT_NOT_ASKED)
    return all_hold(KEY, [finding])
