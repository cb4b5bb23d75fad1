"""Whatever is asked, nothing better exists: every answer is held against trying out all of them."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.assignment.solving import solve
from matching.assignment.types import Candidates, Objective, Opening, Pair, Party, Problem, Rides, Status

Plan = frozenset[Pair]


@st.composite
def problems(draw: st.DrawFn, objectives: tuple[Objective, ...]) -> Problem:
    """A small batch with any of the side constraints."""
    people = [
        Party(f"p{number}", draw(st.integers(1, 2)), {"adult": draw(st.integers(1, 2))} if draw(st.booleans()) else {})
        for number in range(draw(st.integers(1, 4)))
    ]
    options = [
        Opening(
            f"o{number}",
            draw(st.integers(0, 2)),
            draw(st.sampled_from(("", "wed", "thu"))),
            {"adult": draw(st.integers(1, 3))} if draw(st.booleans()) else {},
            draw(st.sampled_from((0, 0, 2))),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    every = [(i, j) for i in range(len(people)) for j in range(len(options))]
    pairs = draw(st.lists(st.sampled_from(every), unique=True, max_size=7))
    scores = draw(st.lists(st.integers(1, 6), min_size=len(pairs), max_size=len(pairs)))
    names = [(people[i].id, options[j].id) for i, j in pairs]
    candidates = Candidates.known(
        *(np.array(part, dtype=np.int64) for part in ([i for i, _ in pairs], [j for _, j in pairs], scores))
    )
    return Problem(
        people=tuple(people),
        options=tuple(options),
        candidates=candidates,
        locks=frozenset(draw(st.lists(st.sampled_from(names), max_size=1))) if names else frozenset(),
        forbidden=frozenset(draw(st.lists(st.sampled_from(names), max_size=1))) if names else frozenset(),
        rides=Rides(frozenset(names[:2]), {"wed": 1, "thu": 1, "": 1}) if draw(st.booleans()) else Rides(),
        objective=draw(st.sampled_from(objectives)),
        floor=0,
        levels=(),
    )


def points(problem: Problem) -> dict[Pair, int]:
    """The points of every pair that may be."""
    found = problem.candidates
    columns = zip(found.person, found.option, found.score, strict=True)
    return {(problem.people[i].id, problem.options[j].id): int(score) for i, j, score in columns}


def plans(problem: Problem) -> Iterator[Plan]:
    """Every plan that breaks no rule, by trying out all of them."""
    pairs = list(points(problem))
    for chosen in product((False, True), repeat=len(pairs)):
        plan = frozenset(pair for pair, is_in in zip(pairs, chosen, strict=True) if is_in)
        if problem.locks <= plan and not problem.forbidden & plan and is_allowed(problem, plan):
            yield plan


def is_allowed(problem: Problem, plan: Plan) -> bool:
    """Whether a plan keeps every rule of the batch format."""
    people = {one.id: one for one in problem.people}
    options = {one.id: one for one in problem.options}
    slots = Counter((person, options[option].slot) for person, option in plan if options[option].slot)
    taken = Counter(person for person, _ in plan)
    rides = Counter(options[option].slot for person, option in plan if (person, option) in problem.rides.pairs)
    return (
        all(count == 1 for count in slots.values())
        and all(taken[key] <= one.max_placements for key, one in people.items())
        and all(count <= problem.rides.seats.get(slot, 0) for slot, count in rides.items())
        and all(_fits(one, [people[person] for person, option in plan if option == one.id]) for one in problem.options)
    )


def _fits(option: Opening, guests: list[Party]) -> bool:
    needed: Counter[str] = Counter()
    for guest in guests:
        needed.update(guest.size)
    within = all(needed[name] <= limit for name, limit in option.resources.items())
    return within and len(guests) <= option.capacity and (not guests or len(guests) >= option.min_if_open)


def worth(problem: Problem, plan: Plan) -> tuple[int, ...]:
    """What a plan is worth to its objective, compared from left to right."""
    known = points(problem)
    total = sum(known[pair] for pair in plan)
    if problem.objective is Objective.TOTAL:
        return (total,)
    placed = len({person for person, _ in plan})
    if problem.objective is Objective.PLACED:
        return (placed, total)
    best: Counter[str] = Counter()
    for pair in plan:
        best[pair[0]] = max(best[pair[0]], known[pair])
    levels = sorted(set(known.values()))
    return (*(sum(value >= level for value in best.values()) for level in levels), total)


def check(problem: Problem) -> None:
    """The answer is as good as the best of all plans, and says infeasible only where there is none."""
    answer, known = solve(problem), [(worth(problem, plan), plan) for plan in plans(problem)]
    if not known:
        assert answer.status is Status.INFEASIBLE
        return
    found = frozenset(answer.assignments)
    assert found in {plan for _, plan in known}
    assert worth(problem, found) == max(value for value, _ in known)
    assert answer.status is Status.OPTIMAL


TOTALS = (Objective.TOTAL, Objective.PLACED)


@given(problems(TOTALS))
def test_no_plan_is_better(problem: Problem) -> None:
    check(problem)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None)
@given(problems(TOTALS))
def test_no_plan_of_three_thousand_is_better(problem: Problem) -> None:
    check(problem)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(problems((Objective.TOTAL, Objective.PLACED, Objective.LEXIMIN)))
def test_the_same_batch_in_another_order_has_the_same_answer(problem: Problem) -> None:
    order = np.arange(len(problem.candidates.person))[::-1]
    found = problem.candidates
    turned = Candidates.known(found.person[order], found.option[order], found.score[order])
    other = Problem(**{**{name: getattr(problem, name) for name in problem.__dataclass_fields__}, "candidates": turned})
    assert set(solve(problem).assignments) == set(solve(other).assignments)


@pytest.mark.control
def test_a_plan_that_is_too_good_is_noticed() -> None:
    candidates = Candidates.known(np.array([0, 1]), np.array([0, 0]), np.array([3, 5]))
    problem = Problem(
        people=(Party("a"), Party("b")), options=(Opening("o", 1),), candidates=candidates, objective=Objective.TOTAL
    )
    assert not is_allowed(problem, frozenset({("a", "o"), ("b", "o")}))
