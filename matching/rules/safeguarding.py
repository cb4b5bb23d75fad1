"""Are children safe, those who come and those who are there?

A place counts as one with children where somebody states so, else by its kind. A host that checks the adults who deal
with children has its own care; nobody may override what is not settled here.
"""

from collections.abc import Iterator
from datetime import date

from core.facts import Fact
from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Known, Need, Option, Verdict

KEY = "safeguarding"
GROWN_UP = 18
CHILDREN_PRESENT = "children_present"
ADULTS_CHECKED = "adults_checked"
CHILDREN_KINDS = frozenset({"kodomo_shokudo", "kosodate_kyoten", "nursery"})


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """A child goes where adults are checked; an adult goes among children when that was talked over."""
    checked = option.facts.get(ADULTS_CHECKED)
    if checked is not None and checked.value:
        return all_hold(KEY, [passes(Code.ADULTS_CHECKED, as_of=checked.as_of)])
    return all_hold(KEY, list(_findings(need, option, checked)) or [passes(Code.NO_CHILD_CONCERNED)])


def has_children(option: Option) -> bool:
    """Whether children are there."""
    stated = option.facts.get(CHILDREN_PRESENT)
    return stated.value if stated is not None else option.kind in CHILDREN_KINDS


def _findings(need: Need, option: Option, checked: Known | None) -> Iterator[Finding]:
    if need.age is None:
        yield unknown(Code.AGE_FOR_SAFETY_UNKNOWN)
    elif need.age < GROWN_UP:
        yield fails(Code.ADULTS_NOT_CHECKED, as_of=checked.as_of) if checked else unknown(Code.ADULTS_UNKNOWN)
    elif has_children(option):
        yield _among_children(need, checked)


def _among_children(need: Need, checked: Known | None) -> Finding:
    match need.may_be_with_children:
        case Fact.YES:
            return passes(Code.WITH_CHILDREN_AGREED)
        case Fact.NO:
            return fails(Code.WITH_CHILDREN_REFUSED) if checked else unknown(Code.ADULTS_UNKNOWN)
        case Fact.UNKNOWN:
            return unknown(Code.WITH_CHILDREN_NOT_ASKED)
