"""Can the person pay for it?"""

from datetime import date

from matching.codes import Code
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "cost"


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """One visit costs no more than the person can spend; no limit means any fee will do."""
    if need.fee_limit is None:
        return all_hold(KEY, [passes(Code.NO_FEE_LIMIT)])
    return all_hold(KEY, [_finding(option, need.fee_limit)])


def _finding(option: Option, limit: int) -> Finding:
    free, fee = option.is_free, option.fee
    as_of = free.as_of if free is not None else None
    if free is not None and free.value:
        return passes(Code.FREE_OF_CHARGE, as_of=as_of) if not fee else unknown(Code.FEE_CONTRADICTS, fee=fee)
    if fee == 0 and free is not None:
        return unknown(Code.FEE_CONTRADICTS, fee=fee)
    if fee is not None:
        finding, code = (fails, Code.FEE_ABOVE) if fee > limit else (passes, Code.FEE_WITHIN)
        return finding(code, as_of=as_of, fee=fee, limit=limit)
    if free is not None and limit == 0:
        return fails(Code.NOT_FREE, as_of=as_of)
    return unknown(Code.FEE_UNKNOWN, limit=limit)
