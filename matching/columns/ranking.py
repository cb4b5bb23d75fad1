"""The ranking of one person by columns: the same answer as `matching.ranking.rank`, only sooner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from matching.columns.criteria import weighed
from matching.columns.layers import Layers
from matching.columns.lazily import Lazily
from matching.columns.outcomes import FAIL, PASS, UNKNOWN, Integers, Mask, Outcomes, Rows
from matching.columns.question import Question
from matching.columns.rules import screened
from matching.criteria.registry import CRITERIA, Criterion
from matching.profiles.weights import WeightProfile
from matching.ranking import Counterfactual, Ranking, Scale, left_out_of
from matching.rules.registry import RULES, Rule, judge_all
from matching.types import LeftOut, Need, Proposal


@dataclass(frozen=True, eq=False)
class Screening:
    """What every rule says of every row."""

    layers: Layers
    asked: tuple[Question, ...]
    rules: tuple[Rule, ...]
    outcomes: tuple[Outcomes, ...]

    @cached_property
    def telling(self) -> Mapping[str, Outcomes]:
        """The rules that do not simply pass every row."""
        return {rule.key: found for rule, found in zip(self.rules, self.outcomes, strict=True) if found.any()}

    @cached_property
    def fails(self) -> Mapping[str, Mask]:
        """The rows that each rule forbids, where it forbids any."""
        return {key: outcomes == FAIL for key, outcomes in self.telling.items()}

    @cached_property
    def obstacles(self) -> npt.NDArray[np.uint8]:
        """By how many rules each row is forbidden."""
        found = np.zeros(len(self.layers), dtype=np.uint8)
        for fails in self.fails.values():
            np.add(found, fails.view(np.uint8), out=found)
        return found

    @cached_property
    def is_open(self) -> Mask:
        """The rows that no rule forbids."""
        is_open: Mask = self.obstacles == 0
        is_open[self.layers.gone_rows] = False
        return is_open

    @cached_property
    def open_rows(self) -> Rows:
        """The rows that no rule forbids, in order."""
        return np.flatnonzero(self.is_open)

    @cached_property
    def to_confirm(self) -> Mask:
        """The rows of which at least one rule cannot say."""
        found = np.zeros(len(self.layers), dtype=np.bool_)
        for outcomes in self.telling.values():
            np.logical_or(found, outcomes == UNKNOWN, out=found)
        return found

    def only(self, rule: Rule) -> Mask:
        """The rows that this rule alone forbids."""
        return self._have_one & self.fails[rule.key]

    @cached_property
    def _have_one(self) -> Mask:
        have_one: Mask = self.obstacles == 1
        return have_one

    def count_by_rule(self) -> dict[str, int]:
        """How many rows each rule forbids."""
        counts = {key: int(np.count_nonzero(fails)) for key, fails in self.fails.items()}
        return {key: count for key, count in counts.items() if count}


def screen(need: Need, layers: Layers, today: date, rules: tuple[Rule, ...] = RULES) -> Screening:
    """Ask every rule about every option."""
    asked = tuple(Question(need, columns, today) for columns in layers.parts)
    return Screening(layers, asked, rules, tuple(_screened(rule, asked, layers) for rule in rules))


def scores(found: Screening, rows: Rows, scale: Scale) -> Integers:
    """The score of each of these rows."""
    whole, *patches = found.asked
    if not patches:
        return _scores(whole, rows, scale)
    is_patch = rows >= len(whole.columns)
    total = np.zeros(len(rows), dtype=np.int64)
    total[~is_patch] = _scores(whole, rows[~is_patch], scale)
    total[is_patch] = _scores(patches[0], rows[is_patch] - len(whole.columns), scale)
    return total


def _scores(asked: Question, rows: Rows, scale: Scale) -> Integers:
    total = np.zeros(len(rows), dtype=np.int64)
    for criterion in scale.criteria:
        if weight := scale.profile.weights[criterion.key]:
            total += weighed(criterion, asked, rows).points(weight)
    return total


def rank(
    need: Need,
    layers: Layers,
    profile: WeightProfile,
    today: date,
    *,
    k: int = 5,
    rules: tuple[Rule, ...] = RULES,
    criteria: tuple[Criterion, ...] = CRITERIA,
) -> Ranking:
    """Order the options for one person; proposals and what was left out are worked out when they are looked at."""
    found, scale = screen(need, layers, today, rules), Scale(need, profile, today, criteria)
    is_waiting = found.to_confirm[found.open_rows]
    ready, waiting = found.open_rows[~is_waiting], found.open_rows[is_waiting]

    def proposal(row: int) -> Proposal:
        option = layers.option(row)
        return scale.weigh(option, judge_all(need, option, today, rules))

    def left_out(row: int) -> LeftOut:
        return left_out_of(scale, layers.option(row), rules)

    best = scores(found, found.open_rows, scale)
    return Ranking(
        need,
        profile,
        today,
        ready=Lazily(first(ready, best[~is_waiting], layers.order, k)[0], proposal),
        to_confirm=Lazily(first(waiting, best[is_waiting], layers.order, k)[0], proposal),
        ready_total=len(ready),
        to_confirm_total=len(waiting),
        left_out=Lazily(partial(_fewest_obstacles_first, found), left_out),
        left_out_by_rule=found.count_by_rule(),
        counterfactuals=_counterfactuals(found, scale),
    )


def _counterfactuals(found: Screening, scale: Scale) -> Sequence[Counterfactual]:
    """Each is worked out when somebody looks at it: the best of what a rule alone forbids is asked of many options."""
    opened = [(rule, found.only(rule)) for rule in found.rules if rule.is_relaxable and rule.key in found.fails]
    counted = [(rule, rows, int(np.count_nonzero(rows))) for rule, rows in opened]
    shown = sorted((one for one in counted if one[2]), key=lambda one: -one[2])

    def made(at: int) -> Counterfactual:
        rule, mask, count = shown[at]
        rows = np.flatnonzero(mask)
        row, points = first(rows, scores(found, rows, scale), found.layers.order, 1)
        return Counterfactual(rule.key, count, found.layers.option(int(row[0])), int(points[0]))

    return Lazily(np.arange(len(shown)), made)


def first(rows: Rows, points: Integers, order: Integers, k: int) -> tuple[Rows, Integers]:
    """The k rows with most points, equal ones in their order, and their points."""
    places = order[rows] - points * _MORE_THAN_PLACES
    if len(places) > k:
        chosen = np.argpartition(places, k)[:k] if k else np.zeros(0, dtype=np.intp)
        rows, points, places = rows[chosen], points[chosen], places[chosen]
    by_place = np.argsort(places)
    return rows[by_place], points[by_place]


def _screened(rule: Rule, asked: tuple[Question, ...], layers: Layers) -> Outcomes:
    parts = [screened(rule, one) for one in asked]
    if len(parts) == 1 and not layers.gone:
        return parts[0]
    outcomes = np.concatenate(parts)
    outcomes[layers.gone_rows] = PASS
    return outcomes


def _fewest_obstacles_first(found: Screening) -> Rows:
    rows = np.flatnonzero(found.obstacles)
    return rows[np.lexsort((found.layers.order[rows], found.obstacles[rows]))]


_MORE_THAN_PLACES = 1 << 40
