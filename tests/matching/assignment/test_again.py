"""After a change the answer is as good as if everything were solved anew, and only the touched part is solved."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.assignment import solving
from matching.assignment.again import solve_again
from matching.assignment.formulation import Formulation
from matching.assignment.solving import solve
from matching.assignment.types import Objective, Opening, Party, Problem, Rides, Status, candidates_of
from matching.certifying.certify import certify
from tests.matching.assignment.test_solving import points, problems, worth

OBJECTIVES = (Objective.TOTAL, Objective.PLACED, Objective.LEXIMIN)
KINDS = ("lock", "forbid", "places", "points", "seats")


@st.composite
def changes(draw: st.DrawFn) -> tuple[Problem, Problem]:
    """A problem before and after one or two changes of any kind."""
    before = draw(problems(OBJECTIVES))
    after = before
    for kind in draw(
        st.lists(st.sampled_from(("lock", "forbid", "places", "points", "seats")), min_size=1, max_size=2)
    ):
        after = changed(draw, after, kind)
    return before, after


def changed(draw: st.DrawFn, problem: Problem, kind: str) -> Problem:
    pairs = list(points(problem))
    if kind == "places":
        option = draw(st.sampled_from(problem.options)).id
        places = draw(st.integers(0, 3))
        options = tuple(replace(one, capacity=places) if one.id == option else one for one in problem.options)
        return replace(problem, options=options)
    if kind == "seats":
        return replace(problem, rides=Rides(problem.rides.pairs, {"wed": draw(st.integers(0, 2))}))
    if not pairs:
        return problem
    pair = draw(st.sampled_from(pairs))
    if kind == "points":
        scored = [(*one, 9 if one == pair else score) for one, score in points(problem).items()]
        return replace(problem, candidates=candidates_of(problem.people, problem.options, scored))
    if kind == "lock":
        return replace(problem, locks=problem.locks ^ {pair})
    return replace(problem, forbidden=problem.forbidden ^ {pair})


@given(changes())
def test_the_answer_is_as_good_as_one_from_the_beginning(both: tuple[Problem, Problem]) -> None:
    before, after = both
    warm, cold = solve_again(after, before, solve(before)), solve(after)
    assert (warm.status, warm.value, warm.bound) == (cold.status, cold.value, cold.bound)
    if cold.status is not Status.INFEASIBLE:
        assert worth(after, frozenset(warm.assignments)) == worth(after, frozenset(cold.assignments))
        assert (warm.prices, warm.levels) == (cold.prices, cold.levels)
    assert certify(after, warm).is_sound


class TestTwoTowns:
    def town(self, name: str) -> tuple[list[Party], list[Opening], list[tuple[str, str, int]]]:
        people = [Party(f"{name}{number}", 2) for number in range(6)]
        options = [Opening(f"{name}-{number}", 2, "wed", min_if_open=2) for number in range(4)]
        scored = [(i.id, j.id, 1 + (3 * a + 5 * b) % 7) for a, i in enumerate(people) for b, j in enumerate(options)]
        return people, options, scored

    def both(self) -> Problem:
        (p, o, s), (q, r, t) = self.town("a"), self.town("b")
        people, options = (*p, *q), (*o, *r)
        return Problem(people=people, options=options, candidates=candidates_of(people, options, [*s, *t]), floor=0)

    def test_the_other_town_is_not_solved_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = self.both()
        answer = solve(before)
        solved: list[int] = []
        formulated = solving.formulated

        def seen(*words: object) -> Formulation:
            solved.append(1)
            return formulated(*words)  # type: ignore[arg-type]

        monkeypatch.setattr(solving, "formulated", seen)
        after = replace(before, forbidden=frozenset({("a0", "a-0")}))
        warm = solve_again(after, before, answer)
        assert len(solved) == 1
        assert warm.value == solve(after).value
        assert len(solved) == 3

    @pytest.mark.control
    def test_an_answer_to_something_else_is_not_kept(self) -> None:
        before = self.both()
        after = replace(before, people=tuple(replace(one, max_placements=1) for one in before.people))
        assert solve_again(after, before, solve(before)).value == solve(after).value
