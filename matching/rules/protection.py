"""Is the person safe there, where somebody must not find them?

What exactly must be kept from whom is nowhere in the answer; the coordinator reads only that it is looked into.
"""

from collections.abc import Iterator
from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "protection"
NAMES_KEPT = "names_kept"


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """A protected person goes where names and pictures are kept, and never into a district that is not safe."""
    return all_hold(KEY, list(_findings(need, option)) or [passes(Code.NOTHING_TO_PROTECT)])


def _findings(need: Need, option: Option) -> Iterator[Finding]:
    if need.is_protected:
        yield _names(option)
    if need.unsafe_districts:
        yield _district(need, option)


def _names(option: Option) -> Finding:
    kept = option.facts.get(NAMES_KEPT)
    if kept is None:
        return unknown(Code.NAMES_UNKNOWN)
    return passes(Code.NAMES_KEPT, as_of=kept.as_of) if kept.value else fails(Code.NAMES_SHOWN, as_of=kept.as_of)


def _district(need: Need, option: Option) -> Finding:
    if option.comes_to_home:
        return passes(Code.NOTHING_TO_PROTECT)
    if option.district is None:
        return unknown(Code.UNSAFE_DISTRICT_UNKNOWN)
    is_unsafe = option.district in need.unsafe_districts
    return fails(Code.UNSAFE_DISTRICT) if is_unsafe else passes(Code.NOTHING_TO_PROTECT)
