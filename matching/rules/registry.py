"""Which hard rules there are, in the order a coordinator reads them, and the bit of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from matching.rules import (
    accessibility,
    avoid,
    consent,
    contact,
    cost,
    eligibility,
    freshness,
    protection,
    reach,
    safeguarding,
    sessions,
    trial,
    vacancy,
)
from matching.types import Need, Option, Verdict

Judge = Callable[[Need, Option, date], Verdict]


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule; `bit` is its lasting place in fail masks, so a number is never given to another rule.

    `if_relaxed` is how a sentence about doing without the rule begins; a rule without it cannot be relaxed.
    Of a sensitive rule the person never reads that it spoke.
    """

    key: str
    bit: int
    label: str
    judge: Judge
    if_relaxed: str = ""
    is_sensitive: bool = False

    @property
    def mask(self) -> int:
        """The bit as a number."""
        return 1 << self.bit

    @property
    def is_relaxable(self) -> bool:
        """The town or the host could make the pair possible."""
        return bool(self.if_relaxed)


NEVER_OVERRIDDEN = frozenset({consent.KEY, avoid.KEY, protection.KEY, safeguarding.KEY})
"""The rules that no reason can outweigh."""

QUIET = "ほかの事情"
"""What the rules are called that may speak of somebody else or of what must be kept: which one it was is not told."""

RULES = (
    Rule(consent.KEY, 0, "本人の同意", consent.judge, is_sensitive=True),
    Rule(avoid.KEY, 1, QUIET, avoid.judge, is_sensitive=True),
    Rule(protection.KEY, 12, QUIET, protection.judge, is_sensitive=True),
    Rule(safeguarding.KEY, 10, QUIET, safeguarding.judge, is_sensitive=True),
    Rule(eligibility.KEY, 2, "対象", eligibility.judge, "対象の条件を広げられれば"),
    Rule(trial.KEY, 11, "はじめるときの条件", trial.judge, "付き添う人がいれば"),
    Rule(vacancy.KEY, 3, "空き", vacancy.judge, "空きが出れば"),
    Rule(sessions.KEY, 4, "曜日と時間", sessions.judge, "時間が合えば"),
    Rule(reach.KEY, 5, "行き方", reach.judge, "送迎があれば"),
    Rule(accessibility.KEY, 6, "設備や配慮", accessibility.judge, "設備や手伝いが整えば"),
    Rule(cost.KEY, 7, "費用", cost.judge, "費用の手当てがあれば"),
    Rule(freshness.KEY, 8, "情報の新しさ", freshness.judge),
    Rule(contact.KEY, 9, "受け入れ先の連絡先", contact.judge),
)

BY_KEY = {rule.key: rule for rule in RULES}
QUIET_MASK = sum(rule.mask for rule in RULES if rule.label == QUIET)


def labels_of(keys: Iterable[str]) -> tuple[str, ...]:
    """What rules are called, each name once."""
    return tuple(dict.fromkeys(BY_KEY[key].label for key in keys if key in BY_KEY))


def judge_all(need: Need, option: Option, today: date, rules: tuple[Rule, ...] = RULES) -> tuple[Verdict, ...]:
    """Every rule's verdict on one pair."""
    return tuple(rule.judge(need, option, today) for rule in rules)


def fail_mask(verdicts: tuple[Verdict, ...], rules: tuple[Rule, ...] = RULES) -> int:
    """The bits of the rules that fail."""
    masks = {rule.key: rule.mask for rule in rules}
    return sum(masks[verdict.rule] for verdict in verdicts if verdict.outcome == "fail")
