"""What must hold of any batch: more places never hurt, towns add up, nothing below the floor, levels before points."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.assignment.formulation import digits, formulated
from matching.assignment.instance import instance_of
from matching.assignment.programs import optimise
from matching.assignment.solving import solve, solve_robustly
from matching.assignment.types import (
    Candidates,
    Objective,
    Opening,
    Party,
    Problem,
    Ranks,
    Rides,
    Solution,
    Status,
    candidates_of,
)
from matching.certifying.certify import certify
from tests.matching.assignment.test_backends import made_up
from tests.matching.assignment.test_solving import Plan, points, problems, worth

OBJECTIVES = (Objective.TOTAL, Objective.PLACED, Objective.LEXIMIN)
SUMS = (Objective.TOTAL, Objective.PLACED)


def best(problem: Problem) -> tuple[int, ...] | None:
    """What the best answer is worth, None where there is none."""
    answer = solve(problem)
    return None if answer.status is Status.INFEASIBLE else worth(problem, frozenset(answer.assignments))


def rescored(problem: Problem, scored: dict[tuple[str, str], int], options: tuple[Opening, ...] = ()) -> Problem:
    options = options or problem.options
    rows = [(person, option, score) for (person, option), score in scored.items()]
    return replace(problem, options=options, candidates=candidates_of(problem.people, options, rows))


def never_worse(one: tuple[int, ...] | None, than: tuple[int, ...] | None) -> bool:
    return than is None or (one is not None and one >= than)


class TestMore:
    @given(problems(SUMS), st.integers(0, 5))
    def test_a_place_never_lowers_the_worth(self, problem: Problem, number: int) -> None:
        option = problem.options[number % len(problem.options)]
        options = tuple(replace(one, capacity=one.capacity + (one is option)) for one in problem.options)
        assert never_worse(best(replace(problem, options=options)), best(problem))

    @given(problems(SUMS), st.integers(1, 6))
    def test_an_option_never_lowers_it(self, problem: Problem, score: int) -> None:
        new = (*problem.options, Opening("new", 1))
        more = rescored(problem, {**points(problem), (problem.people[0].id, "new"): score}, new)
        assert never_worse(best(more), best(problem))

    @given(problems(SUMS))
    def test_a_pair_less_never_raises_it(self, problem: Problem) -> None:
        for gone in set(points(problem)) - problem.locks:
            fewer = rescored(problem, {pair: score for pair, score in points(problem).items() if pair != gone})
            assert never_worse(best(problem), best(fewer))

    @given(problems(SUMS))
    def test_a_person_never_lowers_it(self, problem: Problem) -> None:
        people = (*problem.people, Party("newcomer"))
        rows = [(person, option, score) for (person, option), score in points(problem).items()]
        rows.append(("newcomer", problem.options[0].id, 3))
        more = replace(problem, people=people, candidates=candidates_of(people, problem.options, rows))
        assert never_worse(best(more), best(problem))

    @given(problems(SUMS))
    def test_a_lock_never_raises_it(self, problem: Problem) -> None:
        for pair in points(problem):
            assert never_worse(best(problem), best(replace(problem, locks=problem.locks | {pair})))

    @given(problems(OBJECTIVES))
    def test_an_option_without_pairs_changes_nothing(self, problem: Problem) -> None:
        more = rescored(problem, points(problem), (*problem.options, Opening("empty", 3, "wed")))
        assert solve(more).assignments == solve(problem).assignments


class TestSplitting:
    @given(problems(OBJECTIVES), st.integers(0, 2))
    def test_an_option_split_in_two_is_worth_the_same(self, problem: Problem, first: int) -> None:
        whole = problem.options[0]
        if (
            whole.resources
            or whole.min_if_open
            or whole.capacity < first
            or any(one.max_placements > 1 for one in problem.people)
        ):
            return
        problem = replace(problem, locks=frozenset(), forbidden=frozenset(), rides=Rides())
        parts = (replace(whole, capacity=first), replace(whole, id="other half", capacity=whole.capacity - first))
        both = {(i, "other half"): score for (i, j), score in points(problem).items() if j == whole.id}
        assert best(rescored(problem, {**points(problem), **both}, (*parts, *problem.options[1:]))) == best(problem)

    @given(problems(SUMS), problems(SUMS))
    def test_towns_that_share_nothing_add_up(self, one: Problem, other: Problem) -> None:
        other = replace(renamed(other), objective=one.objective, rides=one.rides)
        one, other = (replace(each, rides=Rides()) for each in (one, other))
        people, options = (*one.people, *other.people), (*one.options, *other.options)
        rows = [(i, j, score) for each in (one, other) for (i, j), score in points(each).items()]
        both = replace(
            one,
            people=people,
            options=options,
            candidates=candidates_of(people, options, rows),
            locks=one.locks | other.locks,
            forbidden=one.forbidden | other.forbidden,
        )
        parts = [best(each) for each in (one, other)]
        if parts[0] is None or parts[1] is None:
            assert best(both) is None
        else:
            assert best(both) == tuple(a + b for a, b in zip(*parts, strict=True))


def renamed(problem: Problem) -> Problem:
    def pairs(of: Plan) -> Plan:
        return frozenset((f"{i}'", f"{j}'") for i, j in of)

    return replace(
        problem,
        people=tuple(replace(one, id=f"{one.id}'") for one in problem.people),
        options=tuple(replace(one, id=f"{one.id}'") for one in problem.options),
        locks=pairs(problem.locks),
        forbidden=pairs(problem.forbidden),
    )


class TestObjectives:
    @given(problems((Objective.LEXIMIN,)))
    def test_levels_are_reached_before_points(self, problem: Problem) -> None:
        lifted, plain = solve(problem), solve(replace(problem, objective=Objective.TOTAL))
        if lifted.status is Status.OPTIMAL:
            assert lifted.levels >= plain.levels
            assert lifted.value <= plain.value

    @given(problems(OBJECTIVES), st.integers(1, 6))
    def test_nothing_below_the_floor_is_proposed(self, problem: Problem, floor: int) -> None:
        answer, known = solve(replace(problem, floor=floor)), points(problem)
        assert all(known[pair] >= floor or pair in problem.locks for pair in answer.assignments)

    @given(problems(OBJECTIVES), st.data())
    def test_robust_pairs_stand_at_both_ends(self, problem: Problem, data: st.DataObject) -> None:
        old = problem.candidates
        spread = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(old.score), max_size=len(old.score))))
        low, high = old.score - spread.astype(np.int64), old.score + spread.astype(np.int64)
        answer = solve_robustly(replace(problem, candidates=Candidates(old.person, old.option, old.score, low, high)))
        ends = [replace(problem, candidates=Candidates.known(old.person, old.option, end)) for end in (low, high)]
        if answer.robust is not None:
            assert answer.robust == frozenset(answer.assignments).intersection(
                *(solve(end).assignments for end in ends)
            )

    @given(problems(OBJECTIVES))
    def test_with_no_time_nothing_is_claimed_too_much(self, problem: Problem) -> None:
        hurried, best_one = solve(problem, time_limit=0), solve(problem)
        if hurried.status is not Status.INFEASIBLE:
            assert hurried.bound >= hurried.value
            assert (
                hurried.status is Status.OPTIMAL
                or hurried.bound >= best_one.value
                or problem.objective in OBJECTIVES[1:]
            )
            assert certify(problem, hurried).is_sound


class TestStable:
    @given(problems((Objective.STABLE,)), st.data())
    def test_no_person_and_host_would_rather_have_each_other(self, problem: Problem, data: st.DataObject) -> None:
        plain = replace(
            problem,
            people=tuple(Party(one.id) for one in problem.people),
            options=tuple(Opening(one.id, one.capacity) for one in problem.options),
            rides=Rides(),
            ranks=drawn_ranks(problem, data),
        )
        answer: Solution = solve(plain)
        assert certify(plain, answer).is_sound


def drawn_ranks(problem: Problem, data: st.DataObject) -> Ranks:
    ranks: dict[str, dict[str, int]] = {}
    hosts: dict[str, dict[str, int]] = {}
    for person, option in points(problem):
        ranks.setdefault(person, {})[option] = data.draw(st.integers(1, 3))
        hosts.setdefault(option, {})[person] = data.draw(st.integers(1, 3))
    return Ranks(ranks, hosts)


@pytest.mark.slow
def test_scipy_and_highs_agree_on_a_hundred_middle_batches() -> None:
    for seed in range(100):
        network, weight = made_up(60, 20 + seed % 30, seed=seed, places=2 + seed % 3)
        people = tuple(Party(f"p{number}") for number in range(network.people))
        options = tuple(Opening(f"o{number}", places) for number, places in enumerate(network.capacity.tolist()))
        problem = Problem(
            people=people,
            options=options,
            candidates=Candidates.known(network.person, network.option, weight),
            objective=Objective.TOTAL,
            floor=0,
        )
        instance = instance_of(problem)
        program = formulated(instance, np.arange(instance.pairs))
        found = optimise(program, digits(program), fixed=np.zeros(instance.pairs, dtype=np.bool_))
        assert found is not None
        assert int(instance.score[found.columns > 0].sum()) == solve(problem).value


@pytest.mark.control
def test_a_worth_that_sinks_is_told() -> None:
    assert not never_worse((1,), (2,))
    assert not never_worse(None, (0,))
