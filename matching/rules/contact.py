"""Is there anybody at the host who can be asked?"""

from datetime import date

from matching.codes import Code
from matching.rules.findings import all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "contact"


def judge(_need: Need, option: Option, _today: date) -> Verdict:
    """The office knows whom to ask."""
    match option.has_host_contact:
        case True:
            finding = passes(Code.HAS_CONTACT)
        case False:
            finding = fails(Code.NO_CONTACT)
        case None:
            finding = unknown(Code.CONTACT_UNKNOWN)
    return all_hold(KEY, [finding])
