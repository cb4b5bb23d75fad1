"""Every answer of the solver is certified, and every planted fault is found."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.assignment.solving import solve
from matching.assignment.types import (
    Objective,
    Opening,
    Party,
    Problem,
    Proof,
    Ranks,
    Reason,
    Rides,
    Solution,
    Status,
    Unplaced,
    candidates_of,
)
from matching.certifying.certify import certify
from matching.certifying.types import Basis, Rule
from tests.matching.assignment.test_solving import problems

PEOPLE = (Party("a", 2, {"adult": 2}), Party("b"), Party("c"), Party("d"))
OPTIONS = (
    Opening("x", 2, "wed", {"adult": 2}),
    Opening("y", 1, "wed"),
    Opening("z", 3, "thu", min_if_open=2),
)
SCORES = (
    *(("a", "x", 500), ("a", "y", 400), ("a", "z", 300), ("b", "x", 450), ("b", "z", 420)),
    *(("c", "z", 700), ("c", "y", 100), ("d", "z", 600)),
)
PROBLEM = Problem(
    people=PEOPLE,
    options=OPTIONS,
    candidates=candidates_of(PEOPLE, OPTIONS, SCORES),
    locks=frozenset({("c", "z")}),
    forbidden=frozenset({("b", "x")}),
    rides=Rides(frozenset({("d", "z"), ("b", "z")}), {"thu": 1}),
    objective=Objective.TOTAL,
    floor=200,
)
PLAIN = Problem(
    people=(Party("a"), Party("b"), Party("c")),
    options=(Opening("x", 1), Opening("y", 1)),
    candidates=candidates_of(
        (Party("a"), Party("b"), Party("c")),
        (Opening("x", 1), Opening("y", 1)),
        [("a", "x", 9), ("a", "y", 7), ("b", "x", 8), ("c", "y", 1)],
    ),
    objective=Objective.TOTAL,
    floor=0,
    levels=(),
)


def rules(problem: Problem, answer: Solution) -> set[Rule]:
    return {fault.rule for fault in certify(problem, answer).faults}


def of(problem: Problem, *pairs: tuple[str, str]) -> Solution:
    """An answer with these pairs whose claims are as good as they can be."""
    counted = certify(problem, Solution(objective=problem.objective, status=Status.FEASIBLE, assignments=pairs))
    return Solution(
        objective=problem.objective,
        status=Status.FEASIBLE,
        assignments=pairs,
        value=counted.value,
        bound=counted.value,
        placed=counted.placed,
        unplaced=tuple(
            Unplaced(one.id, Reason.OUTRANKED) for one in problem.people if one.id not in {pair[0] for pair in pairs}
        ),
    )


class TestAnswersOfTheSolver:
    @given(problems((Objective.TOTAL, Objective.PLACED, Objective.LEXIMIN)))
    def test_are_sound(self, problem: Problem) -> None:
        found = certify(problem, solve(problem))
        assert found.faults == ()
        assert found.is_best is not False

    @given(problems((Objective.TOTAL, Objective.PLACED, Objective.LEXIMIN)))
    def test_are_best_by_prices_that_the_check_finds_itself(self, problem: Problem) -> None:
        answer = solve(problem)
        found = certify(problem, replace(answer, proof=None))
        if answer.proof is not None:
            assert (found.is_best, found.basis) == (True, Basis.OWN_PRICES)
            assert certify(problem, answer).basis is Basis.GIVEN_PRICES


@pytest.mark.control
class TestPlantedFaults:
    def test_the_whole_answer_is_sound(self) -> None:
        answer = solve(PROBLEM)
        assert answer.assignments == (("a", "x"), ("a", "z"), ("c", "z"), ("d", "z"))
        assert rules(PROBLEM, answer) == set()

    @pytest.mark.parametrize(
        ("rule", "pairs"),
        [
            (Rule.UNLISTED, [("c", "z"), ("d", "z"), ("d", "y")]),
            (Rule.UNLISTED, [("c", "z"), ("d", "z"), ("nobody", "y")]),
            (Rule.TWICE, [("c", "z"), ("d", "z"), ("d", "z")]),
            (Rule.LOCK, [("a", "x")]),
            (Rule.FORBIDDEN, [("c", "z"), ("d", "z"), ("b", "x")]),
            (Rule.FLOOR, [("c", "z"), ("d", "z"), ("c", "y")]),
            (Rule.PLACEMENTS, [("c", "z"), ("d", "z"), ("c", "y")]),
            (Rule.CLASH, [("c", "z"), ("d", "z"), ("a", "x"), ("a", "y")]),
            (Rule.CAPACITY, [("c", "z"), ("d", "z"), ("a", "y"), ("c", "y")]),
            (Rule.GROUP, [("c", "z")]),
            (Rule.RESOURCE, [("c", "z"), ("d", "z"), ("a", "x"), ("b", "x")]),
            (Rule.RIDES, [("c", "z"), ("d", "z"), ("b", "z")]),
        ],
    )
    def test_a_broken_rule_is_found(self, rule: Rule, pairs: list[tuple[str, str]]) -> None:
        problem = PROBLEM
        if rule is Rule.RESOURCE:
            problem = replace(PROBLEM, people=(PEOPLE[0], Party("b", 1, {"adult": 1}), *PEOPLE[2:]))
        assert rule in rules(problem, of(problem, *pairs))

    @pytest.mark.parametrize(
        ("rule", "claim"),
        [
            (Rule.VALUE, {"value": 16, "bound": 16}),
            (Rule.PLACED, {"placed": 3}),
            (Rule.LEVELS, {"levels": (3, 3, 3, 3)}),
            (Rule.BOUND, {"bound": 14, "status": Status.FEASIBLE}),
            (Rule.STATUS, {"bound": 16}),
            (Rule.UNPLACED, {"unplaced": ()}),
            (Rule.UNPLACED, {"unplaced": (Unplaced("c", Reason.OUTRANKED), Unplaced("a", Reason.OUTRANKED))}),
            (Rule.UNPLACED, {"unplaced": (Unplaced("c", Reason.OUTRANKED), Unplaced("c", Reason.OUTRANKED))}),
            (Rule.REASON, {"unplaced": (Unplaced("c", Reason.ALL_FULL),)}),
            (Rule.STATUS, {"status": Status.INFEASIBLE}),
        ],
    )
    def test_a_false_claim_is_found(self, rule: Rule, claim: dict[str, object]) -> None:
        answer = solve(PLAIN)
        assert (answer.value, answer.bound, answer.placed) == (15, 15, 2)
        assert rules(PLAIN, replace(answer, **claim)) == {rule}

    def test_an_answer_that_can_be_beaten_is_found(self) -> None:
        answer = replace(of(PLAIN, ("a", "x"), ("c", "y")), status=Status.OPTIMAL)
        assert rules(PLAIN, answer) == {Rule.NOT_BEST}
        assert certify(PLAIN, replace(answer, status=Status.FEASIBLE)).is_best is False

    @pytest.mark.parametrize("side", ["people", "options"])
    @pytest.mark.parametrize("step", [-1, 1])
    def test_a_price_that_proves_nothing_is_found(self, side: str, step: int) -> None:
        answer = solve(PLAIN)
        assert answer.proof is not None
        prices = getattr(answer.proof, side)
        for name, price in prices.items():
            proof = replace(answer.proof, **{side: {**prices, name: (price[0] + step,)}})
            found = certify(PLAIN, replace(answer, proof=proof))
            assert {fault.rule for fault in found.faults} == {Rule.PRICES}
            assert found.is_best

    def test_a_packing_that_overflows_is_found(self) -> None:
        answer = solve(replace(PLAIN, objective=Objective.PLACED))
        assert answer.proof is not None
        narrow = Proof(((2, 3),), answer.proof.people, answer.proof.options)
        assert rules(replace(PLAIN, objective=Objective.PLACED), replace(answer, proof=narrow)) == {Rule.PRICES}

    def test_a_pair_that_would_rather_have_each_other_is_found(self) -> None:
        ranks = Ranks({"a": {"y": 1, "x": 2}, "b": {"x": 1}, "c": {"y": 1}}, {"x": {"a": 1, "b": 1}})
        stable = replace(PLAIN, objective=Objective.STABLE, ranks=ranks)
        assert rules(stable, of(stable, ("a", "y"), ("b", "x"))) == set()
        assert Rule.UNSTABLE in rules(stable, of(stable, ("a", "x"), ("c", "y")))
