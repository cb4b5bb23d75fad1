"""The ranking of one person keeps its laws (matching.md §4: I3, I4, I6, I7, I8, I13, I14, I18, I19)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria.registry import CRITERIA, Criterion
from matching.criteria.values import Value, certain
from matching.profiles.weights import WeightProfile, profile_for, profiles, scaled_to_total
from matching.ranking import Ranking, Scale, has_clear_difference, rank
from matching.rules.registry import RULES
from matching.types import Gender, Need, Option, Outcome, Proposal
from tests.factories import matching as make
from tests.factories.matching import TODAY, need, option

STANDARD = profile_for(None)
EVERY = 1_000

Town = tuple[Need, list[Option]]
Ranker = Callable[[Need, Sequence[Option], WeightProfile], Ranking]


def rank_all(person: Need, things: Sequence[Option], profile: WeightProfile = STANDARD) -> Ranking:
    return rank(person, things, profile, TODAY, k=EVERY)


def order(ranking: Ranking) -> list[list[str]]:
    return [[each.option.service for each in part] for part in (ranking.ready, ranking.to_confirm)]


def proposals(ranking: Ranking) -> list[Proposal]:
    return [*ranking.ready, *ranking.to_confirm]


def _same(proposal: Proposal, things: Sequence[Option]) -> Option:
    return next(each for each in things if each.service == proposal.option.service)


def demand_that_the_score_is_its_explanation(proposal: Proposal) -> None:
    """The law: what the explanation adds up to is the score, exactly."""
    assert proposal.score == sum(part.points for part in proposal.contributions)
    assert proposal.low <= proposal.score <= proposal.high <= 1000
    assert proposal.confidence == 1000 - (proposal.high - proposal.low)


class TestScore:
    @given(make.towns, st.sampled_from(sorted(profiles())))
    def test_is_exactly_the_sum_of_its_contributions(self, town: Town, name: str) -> None:
        for each in proposals(rank_all(*town, profiles()[name])):
            demand_that_the_score_is_its_explanation(each)

    @pytest.mark.control
    def test_a_point_from_nowhere_is_caught(self) -> None:
        honest = rank_all(need(), [option()]).ready[0]
        with pytest.raises(AssertionError):
            demand_that_the_score_is_its_explanation(replace(honest, score=honest.score + 1))

    @given(make.needs, make.options, make.need_forgettings, make.forgettings)
    def test_stays_in_the_announced_interval_once_more_is_known(
        self, person: Need, thing: Option, asked: frozenset[str], gaps: frozenset[str]
    ) -> None:
        partial = make.forget_need(person, asked), make.forget_option(thing, gaps)
        announced, known = (Scale(one, STANDARD, TODAY).weigh(other) for one, other in (partial, (person, thing)))
        assert announced.low <= known.low <= known.score <= known.high <= announced.high


def brute_force(person: Need, things: Sequence[Option], profile: WeightProfile) -> list[list[str]]:
    """The oracle: weigh every pair with the text-book formula and sort."""
    ready: list[tuple[int, str]] = []
    waiting: list[tuple[int, str]] = []
    for thing in things:
        outcomes = [rule.judge(person, thing, TODAY).outcome for rule in RULES]
        values = {each.key: each.value(person, thing, TODAY) for each in CRITERIA}
        score = sum(round(profile.weights[key] * (each.low + each.high) / 2) for key, each in values.items())
        if Outcome.FAIL not in outcomes:
            (waiting if Outcome.UNKNOWN in outcomes else ready).append((-score, thing.service))
    return [[service for _, service in sorted(part)] for part in (ready, waiting)]


def demand_that_the_order_given_does_not_matter(ranker: Ranker, town: Town, seed: int) -> None:
    """The law: the same places in another order give the same answer."""
    person, things = town
    shuffled = list(things)
    Random(seed).shuffle(shuffled)  # noqa: S311 -- a seeded order, not a secret
    assert ranker(person, shuffled, STANDARD) == ranker(person, things, STANDARD)


class TestOrder:
    @given(make.towns)
    def test_equals_weighing_every_pair_by_hand(self, town: Town) -> None:
        person, things = town
        assert order(rank_all(person, things)) == brute_force(person, things, STANDARD)

    @given(make.towns, st.integers(0, 1 << 32))
    def test_does_not_depend_on_the_order_of_the_options(self, town: Town, seed: int) -> None:
        demand_that_the_order_given_does_not_matter(rank_all, town, seed)

    @pytest.mark.control
    def test_breaking_ties_by_the_order_given_is_caught(self) -> None:
        def first_come(person: Need, things: Sequence[Option], profile: WeightProfile) -> Ranking:
            ranking = rank_all(person, things, profile)
            given_at = {each.service: place for place, each in enumerate(things)}
            by_arrival = sorted(ranking.ready, key=lambda each: (-each.score, given_at[each.option.service]))
            return replace(ranking, ready=tuple(by_arrival))

        twins = [option(service=f"s{number}") for number in range(6)]
        with pytest.raises(AssertionError):
            demand_that_the_order_given_does_not_matter(first_come, (need(), twins), seed=1)

    @given(make.towns, st.integers(0, 3))
    def test_the_first_k_are_the_first_k_of_all(self, town: Town, k: int) -> None:
        person, things = town
        few, every = rank(person, things, STANDARD, TODAY, k=k), rank_all(person, things)
        assert few.ready == every.ready[:k]
        assert few.to_confirm == every.to_confirm[:k]
        assert (few.ready_total, few.to_confirm_total) == (len(every.ready), len(every.to_confirm))

    @given(make.towns, st.integers(2, 9))
    def test_depends_on_the_proportions_of_the_weights_only(self, town: Town, factor: int) -> None:
        person, things = town
        raw = {key: weight // 10 for key, weight in STANDARD.weights.items()}
        scaled = {key: weight * factor for key, weight in raw.items()}
        one, other = (replace(STANDARD, weights=scaled_to_total(weights)) for weights in (raw, scaled))
        assert order(rank_all(person, things, one)) == order(rank_all(person, things, other))

    def test_equal_scores_stand_by_reference(self) -> None:
        twins = [option(service=service) for service in ("s2", "s10", "s1")]
        assert order(rank_all(need(), twins))[0] == ["s1", "s10", "s2"]

    @pytest.mark.control
    def test_one_service_twice_is_refused(self) -> None:
        with pytest.raises(ValueError, match="Each service"):
            rank_all(need(), [option(), option()])


def table_of(seed: int) -> list[dict[str, Fraction]]:
    """Values of a few options, in eighths, a row per option."""
    luck = Random(seed)  # noqa: S311 -- a seeded table, not a secret
    return [{each.key: Fraction(luck.randint(0, 8), 8) for each in CRITERIA} for _ in range(luck.randint(2, 5))]


def measured_by(table: list[dict[str, Fraction]]) -> tuple[Criterion, ...]:
    """Criteria that read their values from a table, a row per option."""

    def reading(key: str) -> Callable[[Need, Option, object], Value]:
        return lambda _need, thing, _today: certain(table[int(thing.service[1:])][key])

    return tuple(replace(each, value=reading(each.key)) for each in CRITERIA)


def place_of_first(table: list[dict[str, Fraction]]) -> int:
    things = [option(service=f"s{number}") for number in range(len(table))]
    ranking = rank(need(), things, STANDARD, TODAY, k=EVERY, criteria=measured_by(table))
    return [each.option.service for each in ranking.ready].index("s0")


@given(st.integers(0, 1 << 32).map(table_of), st.sampled_from([each.key for each in CRITERIA]), st.integers(0, 8))
def test_a_better_value_never_lowers_an_option(table: list[dict[str, Fraction]], key: str, eighths: int) -> None:
    raised = [{**table[0], key: max(table[0][key], Fraction(eighths, 8))}, *table[1:]]
    assert place_of_first(raised) <= place_of_first(table)


@given(make.towns, make.options)
def test_an_impossible_option_changes_nothing_but_the_list_of_those_left_out(town: Town, other: Option) -> None:
    person, things = town
    impossible = replace(other, service="s999", has_host_contact=False)
    without, with_it = rank_all(person, things), rank_all(person, [*things, impossible])
    assert proposals(without) == proposals(with_it)
    assert [each for each in with_it.left_out if each.option.service != "s999"] == list(without.left_out)


@given(make.towns)
def test_nothing_is_lost_and_nothing_unknown_is_left_out(town: Town) -> None:
    person, things = town
    ranking = rank_all(person, things)
    assert len(proposals(ranking)) + len(ranking.left_out) == len(things)
    assert all({verdict.outcome for verdict in each.verdicts} == {Outcome.FAIL} for each in ranking.left_out)
    assert all(verdict.outcome is Outcome.PASS for each in ranking.ready for verdict in each.verdicts)
    for key, count in ranking.left_out_by_rule.items():
        assert count == sum(1 for each in ranking.left_out if key in each.rules)


def demand_exact_counterfactuals(ranker: Ranker, person: Need, things: Sequence[Option]) -> None:
    """The law: each count equals how many proposals a run without that rule has more, and the best one is named."""
    ranking = ranker(person, things, STANDARD)
    told = {each.rule: (each.count, each.best.service, each.best_score) for each in ranking.counterfactuals}
    before = {each.option.service for each in proposals(ranking)}
    for rule in RULES:
        others = tuple(each for each in RULES if each is not rule)
        relaxed = rank(person, things, STANDARD, TODAY, k=EVERY, rules=others)
        opened = [each for each in proposals(relaxed) if each.option.service not in before]
        best = min(opened, key=lambda each: (-each.score, each.option.service), default=None)
        expected = (len(opened), best.option.service, best.score) if best and rule.is_relaxable else None
        assert told.get(rule.key) == expected


class TestCounterfactuals:
    @given(make.towns)
    def test_equal_a_run_without_the_rule(self, town: Town) -> None:
        person, things = town
        demand_exact_counterfactuals(rank_all, person, things)

    @pytest.mark.control
    def test_counting_every_option_that_fails_the_rule_is_caught(self) -> None:
        def careless(person: Need, things: Sequence[Option], profile: WeightProfile) -> Ranking:
            ranking = rank_all(person, things, profile)
            by_rule = ranking.left_out_by_rule
            return replace(
                ranking,
                counterfactuals=tuple(replace(each, count=by_rule[each.rule]) for each in ranking.counterfactuals),
            )

        full, full_and_dear = option(intake_slots=0), option(service="s2", intake_slots=0, fee=9_000)
        with pytest.raises(AssertionError):
            demand_exact_counterfactuals(careless, need(), [full, full_and_dear])


class TestWhoThePersonIs:
    @given(make.towns)
    def test_renaming_them_everywhere_changes_nothing(self, town: Town) -> None:
        person, things = town
        renamed = [replace(each, excluded_persons=frozenset("q" for _ in each.excluded_persons)) for each in things]
        before, after = rank_all(person, things), rank_all(replace(person, person="q"), renamed)
        assert proposals(before) == [replace(each, option=_same(each, things)) for each in proposals(after)]
        assert [each.mask for each in before.left_out] == [each.mask for each in after.left_out]

    @given(make.towns, st.sampled_from([None, *Gender]))
    def test_their_gender_changes_nothing_where_no_group_asks_for_it(self, town: Town, gender: Gender | None) -> None:
        person, things = town
        mixed = [replace(thing, gender_limit=None) for thing in things]
        changed = rank_all(replace(person, gender=gender), mixed)
        assert replace(changed, need=person) == rank_all(person, mixed)


def test_overlapping_intervals_are_no_clear_difference() -> None:
    first, second = proposals(rank_all(need(), [option(), option(service="s2", place=None)]))
    assert not has_clear_difference(first, second)
    assert has_clear_difference(replace(first, low=600, high=700), replace(second, low=500, high=599))
    assert not has_clear_difference(replace(first, low=600, high=700), replace(second, low=500, high=600))
