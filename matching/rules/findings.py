"""How single findings become one verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matching.codes import Code
from matching.types import Evidence, Outcome, Param, Verdict, mildest, strictest


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome with its evidence."""

    outcome: Outcome
    evidence: Evidence
    as_of: date | None = None


def passes(code: Code, *, as_of: date | None = None, **params: Param) -> Finding:
    """The pair holds in this respect."""
    return Finding(Outcome.PASS, Evidence(code, params), as_of)


def fails(code: Code, *, as_of: date | None = None, **params: Param) -> Finding:
    """The pair is ruled out in this respect."""
    return Finding(Outcome.FAIL, Evidence(code, params), as_of)


def unknown(code: Code, *, as_of: date | None = None, **params: Param) -> Finding:
    """Nobody can say yet in this respect."""
    return Finding(Outcome.UNKNOWN, Evidence(code, params), as_of)


def all_hold(rule: str, findings: Sequence[Finding]) -> Verdict:
    """Every finding must pass."""
    return _verdict(rule, strictest(finding.outcome for finding in findings), findings)


def one_suffices(rule: str, findings: Sequence[Finding]) -> Verdict:
    """One finding that passes is enough."""
    return _verdict(rule, mildest(finding.outcome for finding in findings), findings)


def _verdict(rule: str, outcome: Outcome, findings: Iterable[Finding]) -> Verdict:
    deciding = [finding for finding in findings if finding.outcome is outcome]
    dates = [finding.as_of for finding in deciding if finding.as_of is not None]
    return Verdict(rule, outcome, tuple(finding.evidence for finding in deciding), min(dates, default=None))
