"""Why this option, why not that one, and what would change it?

The coordinator reads everything with its date. The person reads what is good, what must be confirmed, and why a place
was left out, but never that something sensitive spoke: an option that a sensitive rule forbids is not there at all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from matching.codes import Code
from matching.criteria import registry as criteria
from matching.ranking import Ranking, has_clear_difference
from matching.rules import registry as rules
from matching.sentences import NO_NAMES, NOT_HERE, Names, Reader, method_note, sentence
from matching.types import Contribution, Evidence, LeftOut, Outcome, Proposal, Verdict

Pick = Callable[[Contribution], list[Evidence]]

GOOD_PERCENT = 80
MOST_CHOICES = 5
ASK_FIRST = "担当者が先に確かめます"

OPEN_CODES = frozenset(
    {
        *(Code.GOAL_NOT_SET, Code.KIND_NOT_RATED, Code.WISHES_NOT_ASKED, Code.OPTION_NOT_DESCRIBED),
        *(Code.MODES_NOT_ASKED, Code.LIMIT_NOT_ASKED, Code.PLACE_UNKNOWN, Code.TIMETABLE_NEEDED, Code.LIFT_UNKNOWN),
        *(Code.AVAILABILITY_NOT_ASKED, Code.SESSIONS_UNKNOWN, Code.SESSION_SHARE_UNKNOWN),
        *(Code.COMFORT_UNKNOWN, Code.VACANCY_UNKNOWN),
        *(Code.STOP_TYPED, Code.STOP_UNKNOWN, Code.TIMETABLE_OVER),
    }
)
"""Evidence of a criterion that says what is not known."""
GOOD_CODES = frozenset(
    {Code.WISH_MET, Code.WISH_WORD_FOUND, Code.STRENGTH_USED, Code.COMFORT_MET, Code.ORGANIZATION_KNOWN}
)
"""Evidence that can only speak for an option, even where its criterion as a whole is no more than fair."""
ADVERSE_CODES = frozenset(
    {Code.WISH_NOT_FOUND, Code.NO_WISH_MET, Code.COMFORT_MISSING, Code.LIFT_NOT_OFFERED, Code.KIND_ENDED_BEFORE}
)
"""Evidence that can only speak against an option."""
WAY_CODES = frozenset(
    {
        *(Code.COMES_TO_HOME, Code.JOURNEY, Code.LIFT_OFFERED),
        *(Code.RIDE, Code.BOARD_AT, Code.BOOK_RIDE, Code.LONG_WAIT),
    }
)
"""Evidence about how to get there, which the person reads under a heading of its own."""
EXPERIENCE_CODES = frozenset({Code.STAYED_BEFORE, Code.TOO_FEW_BEFORE})
"""What earlier placements say; it stands apart, whatever it weighs."""
QUIET_CODES = frozenset(
    {Code.HOST_EXCLUDES, Code.KEPT_APART, Code.NAMES_SHOWN, Code.UNSAFE_DISTRICT, Code.WITH_CHILDREN_REFUSED}
)
"""Evidence that all reads alike, also for the coordinator: without its date, its heading and its place in the row."""
QUIET_PASSES = frozenset({Code.NOTHING_TO_PROTECT, Code.NAMES_KEPT, Code.NAMES_UNKNOWN, Code.UNSAFE_DISTRICT_UNKNOWN})
"""Evidence of which the date would tell whether there is something to protect."""
SENSITIVE_CODES = frozenset({Code.OTHER_GENDER_ONLY, Code.GENDER_UNKNOWN})
"""Evidence of other rules that the person is not told either."""


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: under which heading it stands, its sentence, how old it is and how it was found."""

    heading: str
    text: str
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProposalExplained:
    """One option as a coordinator reads it; `is_close` says that the one above is not clearly better."""

    proposal: Proposal
    score_words: str
    good: tuple[Line, ...]
    concerns: tuple[Line, ...]
    to_confirm: tuple[Line, ...]
    checked: tuple[Line, ...]
    experience: str = ""
    is_close: bool = False


@dataclass(frozen=True, slots=True)
class LeftOutExplained:
    """One option that was left out, with every failing fact."""

    left_out: LeftOut
    reasons: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What one change would open, and the best of it."""

    text: str
    best: str


@dataclass(frozen=True, slots=True)
class RankingExplained:
    """The whole answer for the coordinator; the person's own words stand on top."""

    own_words: str
    ready: tuple[ProposalExplained, ...]
    to_confirm: tuple[ProposalExplained, ...]
    left_out: tuple[LeftOutExplained, ...]
    left_out_counts: tuple[str, ...]
    would_open: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One place as the person reads about it, without points."""

    service: str
    name: str
    way: tuple[Line, ...]
    good: tuple[str, ...]
    to_confirm: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotNow:
    """One place that does not fit now, and why."""

    service: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """What the person is shown: a few choices, and places that do not fit for reasons they may read."""

    own_words: str
    choices: tuple[Choice, ...]
    not_now: tuple[NotNow, ...]


def explain_ranking(ranking: Ranking, names: Names = NO_NAMES) -> RankingExplained:
    """Everything a coordinator needs to talk it over."""
    return RankingExplained(
        ranking.need.own_words,
        ready=_explained(ranking.ready, names),
        to_confirm=_explained(ranking.to_confirm, names),
        left_out=tuple(explain_left_out(each, names) for each in ranking.left_out),
        left_out_counts=tuple(f"{label}{count}か所" for label, count in _counts(ranking).items()),
        would_open=tuple(_would_open(ranking)),
    )


def explain_proposal(proposal: Proposal, names: Names = NO_NAMES) -> ProposalExplained:
    """Reasons for, reasons against by weight, what to confirm, and what was checked with its date."""
    parts = proposal.contributions
    concerns = sorted((part for part in parts if _is_concern(part)), key=lambda part: part.high - part.maximum)
    return ProposalExplained(
        proposal,
        score_words(proposal),
        good=_lines(parts, names, _reasons_for),
        concerns=_lines(concerns, names, _reasons_against),
        to_confirm=_to_confirm(proposal, names),
        checked=tuple(_verdict_lines(proposal.verdicts, Outcome.PASS, names)),
        experience=_experience(proposal, names),
    )


def explain_left_out(left_out: LeftOut, names: Names = NO_NAMES) -> LeftOutExplained:
    """Every fact that rules the option out."""
    spoken = [replace(one, evidence=_spoken(one)) for one in left_out.verdicts if _spoken(one)]
    lines = tuple(_verdict_lines(spoken, Outcome.FAIL, names))
    is_quiet = any(each.code in QUIET_CODES for one in left_out.verdicts for each in one.evidence)
    return LeftOutExplained(left_out, (*lines, Line(rules.QUIET, NOT_HERE)) if is_quiet else lines)


def explain_to_person(ranking: Ranking, names: Names = NO_NAMES) -> PersonView:
    """At most five choices, those that can begin at once first, in the person's own voice."""
    proposals = [*ranking.ready, *ranking.to_confirm][:MOST_CHOICES]
    shown = [each for each in ranking.left_out if not _is_sensitive(each)]
    return PersonView(
        ranking.need.own_words,
        choices=tuple(_choice(each, names) for each in proposals),
        not_now=tuple(_not_now(each, names) for each in shown),
    )


def contrast(chosen: Proposal, other: Proposal) -> tuple[tuple[str, int], ...]:
    """Where the chosen option gains and loses against another, in points by criterion; they sum to the difference."""
    pairs = zip(chosen.contributions, other.contributions, strict=True)
    differences = [(criteria.BY_KEY[one.criterion].label, one.points - another.points) for one, another in pairs]
    return tuple(sorted((each for each in differences if each[1]), key=lambda each: -abs(each[1])))


def score_words(proposal: Proposal) -> str:
    """712点（確かめると 640〜790点）, or the score alone when everything is known."""
    if proposal.low == proposal.high:
        return f"{proposal.score}点"
    return f"{proposal.score}点（確かめると{proposal.low}〜{proposal.high}点）"


def _counts(ranking: Ranking) -> dict[str, int]:
    """How many were left out, by what the rule is called; what is quiet is counted together."""
    found = {rules.BY_KEY[key].label: count for key, count in ranking.left_out_by_rule.items()}
    quiet = sum(1 for each in ranking.left_out if each.mask & rules.QUIET_MASK)
    return {**found, rules.QUIET: quiet} if quiet else found


def _spoken(verdict: Verdict) -> tuple[Evidence, ...]:
    return tuple(each for each in verdict.evidence if each.code not in QUIET_CODES)


def _explained(proposals: Sequence[Proposal], names: Names) -> tuple[ProposalExplained, ...]:
    closeness = [False, *(not has_clear_difference(one, other) for one, other in pairwise(proposals))]
    explained = [explain_proposal(each, names) for each in proposals]
    return tuple(replace(each, is_close=close) for each, close in zip(explained, closeness, strict=False))


def _would_open(ranking: Ranking) -> Iterator[Opening]:
    for each in ranking.counterfactuals:
        begin = rules.BY_KEY[each.rule].if_relaxed
        best = f"いちばん合うのは「{each.best.name}」（{each.best_score}点）です"
        yield Opening(f"{begin}、あと{each.count}か所あります", best)


def _reasons_for(part: Contribution) -> list[Evidence]:
    if _is_good(part):
        return [each for each in part.evidence if each.code not in OPEN_CODES | ADVERSE_CODES | EXPERIENCE_CODES]
    return [each for each in part.evidence if each.code in GOOD_CODES]


def _reasons_against(part: Contribution) -> list[Evidence]:
    return [each for each in part.evidence if each.code not in OPEN_CODES | GOOD_CODES | EXPERIENCE_CODES]


def _is_good(part: Contribution) -> bool:
    return part.maximum > 0 and part.low * 100 >= part.maximum * GOOD_PERCENT


def _is_concern(part: Contribution) -> bool:
    """Points are lost whatever becomes known, and it is no reason for."""
    return part.high < part.maximum and not _is_good(part)


def _lines(parts: Iterable[Contribution], names: Names, pick: Pick) -> tuple[Line, ...]:
    return tuple(
        Line(criteria.BY_KEY[part.criterion].label, sentence(each, names), note=method_note(each))
        for part in parts
        for each in pick(part)
    )


def _to_confirm(proposal: Proposal, names: Names) -> tuple[Line, ...]:
    """What the rules could not decide, then what could still move the score, each sentence once."""
    lines = list(_verdict_lines(proposal.verdicts, Outcome.UNKNOWN, names))
    for part in proposal.contributions:
        heading = criteria.BY_KEY[part.criterion].label
        lines += [Line(heading, sentence(each, names)) for each in part.evidence if each.code in OPEN_CODES]
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.text, line)
    return tuple(first.values())


def _verdict_lines(verdicts: Iterable[Verdict], outcome: Outcome, names: Names) -> Iterator[Line]:
    for verdict in verdicts:
        if verdict.outcome is outcome:
            heading = rules.BY_KEY[verdict.rule].label
            for each in dict.fromkeys(sentence(one, names) for one in verdict.evidence):
                yield Line(heading, each, _date_of(verdict), _note_of(verdict, names, each))


def _date_of(verdict: Verdict) -> date | None:
    is_quiet = any(each.code in QUIET_CODES | QUIET_PASSES for each in verdict.evidence)
    return None if is_quiet else verdict.as_of


def _note_of(verdict: Verdict, names: Names, text: str) -> str:
    return next((method_note(one) for one in verdict.evidence if sentence(one, names) == text), "")


def _choice(proposal: Proposal, names: Names) -> Choice:
    parts = [part for part in proposal.contributions if criteria.BY_KEY[part.criterion].is_told_to_person]
    unknown = [verdict for verdict in proposal.verdicts if verdict.outcome is Outcome.UNKNOWN]
    asked = [text for verdict in unknown for text in _person_words(verdict, names)]
    return Choice(
        proposal.option.service,
        proposal.option.name,
        way=tuple(_way(parts, names)),
        good=_once(_said(each, names) for part in parts for each in _reasons_for(part) if each.code not in WAY_CODES),
        to_confirm=_once(asked),
    )


def _way(parts: Iterable[Contribution], names: Names) -> Iterator[Line]:
    for part in parts:
        for each in part.evidence:
            if each.code in WAY_CODES:
                yield Line(criteria.BY_KEY[part.criterion].label, _said(each, names), note=method_note(each))


def _experience(proposal: Proposal, names: Names) -> str:
    said = (each for part in proposal.contributions for each in part.evidence if each.code is Code.STAYED_BEFORE)
    return next((sentence(each, names) for each in said), "")


def _not_now(left_out: LeftOut, names: Names) -> NotNow:
    reasons = [text for verdict in left_out.verdicts for text in _person_words(verdict, names)]
    return NotNow(left_out.option.service, left_out.option.name, _once(reasons))


def _person_words(verdict: Verdict, names: Names) -> list[str]:
    """What the person reads of a verdict; of a sensitive one only that somebody looks into it."""
    if _speaks_of_something_sensitive(verdict):
        return [ASK_FIRST]
    return [_said(each, names) for each in verdict.evidence]


def _is_sensitive(left_out: LeftOut) -> bool:
    return any(_speaks_of_something_sensitive(verdict) for verdict in left_out.verdicts)


def _speaks_of_something_sensitive(verdict: Verdict) -> bool:
    by_rule = rules.BY_KEY[verdict.rule].is_sensitive
    return by_rule or any(each.code in SENSITIVE_CODES for each in verdict.evidence)


def _said(evidence: Evidence, names: Names) -> str:
    return sentence(evidence, names, Reader.PERSON)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
