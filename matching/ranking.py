"""Which options suit one person best, which must be confirmed first, which are left out, and why?

A pure function of its arguments: the same person, options, profile and day give the same answer in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matching.criteria.registry import CRITERIA, Criterion
from matching.criteria.values import contribution
from matching.profiles.weights import WeightProfile
from matching.rules.registry import RULES, Rule, fail_mask, judge_all
from matching.types import Contribution, LeftOut, Need, Option, Outcome, Proposal, Verdict


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """What one change would open: how many more options, and the best of them with its score."""

    rule: str
    count: int
    best: Option
    best_score: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer for one person.

    `ready` passed every rule; `to_confirm` waits for at least one answer, and is never mixed in. Both are cut at k
    (`ready_total` and `to_confirm_total` count all of them). `left_out` stands with the fewest obstacles first;
    `left_out_by_rule` counts an option under each rule that forbids it.
    """

    need: Need
    profile: WeightProfile
    on: date
    ready: Sequence[Proposal]
    to_confirm: Sequence[Proposal]
    ready_total: int
    to_confirm_total: int
    left_out: Sequence[LeftOut]
    left_out_by_rule: Mapping[str, int]
    counterfactuals: Sequence[Counterfactual]


@dataclass(frozen=True, slots=True)
class Scale:
    """What options are weighed with: the person, the weights, the day and the criteria."""

    need: Need
    profile: WeightProfile
    today: date
    criteria: tuple[Criterion, ...] = CRITERIA

    def weigh(self, option: Option, verdicts: tuple[Verdict, ...] = ()) -> Proposal:
        """The option with its score."""
        parts = tuple(self._part(criterion, option) for criterion in self.criteria)
        return Proposal(
            option,
            score=sum(part.points for part in parts),
            low=sum(part.low for part in parts),
            high=sum(part.high for part in parts),
            confidence=sum(part.maximum - (part.high - part.low) for part in parts),
            contributions=parts,
            verdicts=verdicts,
        )

    def _part(self, criterion: Criterion, option: Option) -> Contribution:
        measured = criterion.value(self.need, option, self.today)
        return contribution(criterion.key, self.profile.weights[criterion.key], measured)


def rank(
    need: Need,
    options: Sequence[Option],
    profile: WeightProfile,
    today: date,
    *,
    k: int = 5,
    rules: tuple[Rule, ...] = RULES,
    criteria: tuple[Criterion, ...] = CRITERIA,
) -> Ranking:
    """Order the options for one person, best first; equal scores stand in the order of the service's reference."""
    _demand_each_once(options)
    scale = Scale(need, profile, today, criteria)
    proposals, left_out = _judge(scale, options, rules)
    ready = [each for each in proposals if not each.to_confirm]
    waiting = [each for each in proposals if each.to_confirm]
    return Ranking(
        need,
        profile,
        today,
        ready=tuple(ready[:k]),
        to_confirm=tuple(waiting[:k]),
        ready_total=len(ready),
        to_confirm_total=len(waiting),
        left_out=tuple(left_out),
        left_out_by_rule=_count_by_rule(left_out, rules),
        counterfactuals=_counterfactuals(scale, left_out, rules),
    )


def left_out_of(scale: Scale, option: Option, rules: tuple[Rule, ...] = RULES) -> LeftOut:
    """Which rules forbid an option, and why."""
    return _left_out(option, judge_all(scale.need, option, scale.today, rules), rules)


def has_clear_difference(one: Proposal, other: Proposal) -> bool:
    """Whatever is still unknown, one of the two stays ahead."""
    return one.low > other.high or other.low > one.high


def _judge(scale: Scale, options: Sequence[Option], rules: tuple[Rule, ...]) -> tuple[list[Proposal], list[LeftOut]]:
    """Every option is in one of the two lists, each in its order."""
    proposals, left_out = [], []
    for option in options:
        verdicts = judge_all(scale.need, option, scale.today, rules)
        if fail_mask(verdicts, rules):
            left_out.append(_left_out(option, verdicts, rules))
        else:
            proposals.append(scale.weigh(option, verdicts))
    left_out.sort(key=lambda each: (each.mask.bit_count(), each.option.service))
    return sorted(proposals, key=_best_first), left_out


def _counterfactuals(scale: Scale, left_out: Sequence[LeftOut], rules: tuple[Rule, ...]) -> tuple[Counterfactual, ...]:
    """Exact: relaxing one rule opens those options whose only failing bit is that rule's."""
    found = []
    for rule in (each for each in rules if each.is_relaxable):
        opened = [scale.weigh(each.option) for each in left_out if each.mask == rule.mask]
        if opened:
            best = min(opened, key=_best_first)
            found.append(Counterfactual(rule.key, len(opened), best.option, best.score))
    return tuple(sorted(found, key=lambda each: -each.count))


def _best_first(proposal: Proposal) -> tuple[int, str]:
    return -proposal.score, proposal.option.service


def _left_out(option: Option, verdicts: tuple[Verdict, ...], rules: tuple[Rule, ...]) -> LeftOut:
    return LeftOut(option, _failing(verdicts), fail_mask(verdicts, rules))


def _failing(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    return tuple(verdict for verdict in verdicts if verdict.outcome is Outcome.FAIL)


def _count_by_rule(left_out: Sequence[LeftOut], rules: tuple[Rule, ...]) -> dict[str, int]:
    counts = {rule.key: sum(1 for each in left_out if each.mask & rule.mask) for rule in rules}
    return {key: count for key, count in counts.items() if count}


def _demand_each_once(options: Sequence[Option]) -> None:
    if len({option.service for option in options}) != len(options):
        raise ValueError("Each service may be given once: its reference decides between equal scores.")
