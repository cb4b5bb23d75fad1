"""Who gains from a change, and what one more place is worth."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.assignment.solving import solve
from matching.assignment.types import Gain, Objective, Opening, Party, Problem, Rides, Solution, Status, candidates_of
from matching.assignment.what_if import (
    Move,
    UnknownOptionError,
    forbidding,
    more_seats,
    on_another_day,
    one_more_place,
    what_if,
    with_lock,
    with_pairs,
    with_weights,
    without_lock,
)
from tests.matching.assignment.test_solving import points, problems, worth

PEOPLE = (Party("a"), Party("b"), Party("c"))
OPTIONS = (Opening("x", 1, "wed"), Opening("y", 1, "thu"))
PROBLEM = Problem(
    people=PEOPLE,
    options=OPTIONS,
    candidates=candidates_of(PEOPLE, OPTIONS, [("a", "x", 900), ("a", "y", 400), ("b", "x", 800), ("c", "y", 500)]),
    objective=Objective.TOTAL,
)
BEFORE = solve(PROBLEM)


class TestChanges:
    def test_one_more_place_lets_somebody_in(self) -> None:
        effect = what_if(PROBLEM, BEFORE, one_more_place(PROBLEM, "x"))
        assert effect.gain == Gain(1, (1, 1, 1, 1), 800)
        assert effect.moves == (Move("b", (), ("x",), 0, 800),)
        assert (effect.gainers, effect.losers) == (effect.moves, ())
        assert BEFORE.prices["x"] == effect.gain

    def test_a_place_that_nobody_needs_moves_nobody(self) -> None:
        roomy = one_more_place(PROBLEM, "x")
        effect = what_if(roomy, solve(roomy), one_more_place(roomy, "x", places=5))
        assert effect.moves == ()

    def test_a_ride_opens_pairs_and_may_push_others_out(self) -> None:
        effect = what_if(PROBLEM, BEFORE, with_pairs(PROBLEM, [("b", "y", 700)]))
        assert effect.moves == (Move("b", (), ("y",), 0, 700), Move("c", ("y",), (), 500, 0))
        assert (effect.gain.points, effect.losers[0].person) == (200, "c")

    def test_a_seat_in_the_van(self) -> None:
        problem = replace(PROBLEM, rides=Rides(frozenset({("a", "x"), ("b", "x")})))
        answer = solve(problem)
        assert what_if(problem, answer, more_seats(problem, "wed")).gain.points == 900

    def test_another_weekday_keeps_only_those_who_can_come_then(self) -> None:
        effect = what_if(PROBLEM, BEFORE, on_another_day(PROBLEM, "x", "fri", [("b", "x", 600)]))
        assert {move.person: move.after for move in effect.moves} == {"a": (), "b": ("x",)}

    def test_other_weights(self) -> None:
        effect = what_if(PROBLEM, BEFORE, with_weights(PROBLEM, [("a", "y", 950), ("b", "x", 850)]))
        assert {move.person: (move.points_before, move.points_after) for move in effect.moves} == {
            "a": (900, 950),
            "b": (0, 850),
            "c": (500, 0),
        }

    def test_what_a_lock_costs(self) -> None:
        locked = with_lock(forbidding(PROBLEM, ("b", "x")), ("b", "x"))
        effect = what_if(locked, solve(locked), without_lock(locked, ("b", "x")))
        assert effect.gain.points == 2200 - 800 - 500 - 800

    def test_an_option_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(UnknownOptionError):
            one_more_place(PROBLEM, "nowhere")

    def test_nobody_moves_without_a_gain_for_the_whole(self) -> None:
        tied = replace(
            PROBLEM, candidates=candidates_of(PEOPLE, OPTIONS, [("a", "x", 500), ("b", "x", 500), ("c", "y", 500)])
        )
        for person in "ab":
            answer = replace(solve(tied), assignments=((person, "x"), ("c", "y")))
            assert what_if(tied, answer, with_pairs(tied, [("c", "x", 400)])).moves == ()


@given(problems((Objective.TOTAL, Objective.PLACED, Objective.LEXIMIN)))
def test_the_price_of_a_place_is_what_one_more_adds(problem: Problem) -> None:
    answer = solve(problem)
    if answer.proof is None or answer.status is Status.INFEASIBLE:
        return
    for opening in problem.options:
        more = one_more_place(problem, opening.id)
        effect = what_if(problem, answer, more)
        assert effect.gain == answer.prices.get(opening.id, Gain(0, (0,) * len(answer.levels), 0))
        assert worth(more, frozenset(effect.after.assignments)) == worth(more, frozenset(solve(more).assignments))


@given(problems((Objective.TOTAL,)))
def test_moves_add_up_to_the_gain(problem: Problem) -> None:
    answer = solve(problem)
    if answer.status is Status.INFEASIBLE or not points(problem):
        return
    effect = what_if(problem, answer, one_more_place(problem, problem.options[0].id))
    assert sum(move.gain for move in effect.moves) == effect.gain.points


@pytest.mark.control
def test_a_price_that_is_none_is_told() -> None:
    wrong: Solution = replace(BEFORE, prices={})
    assert what_if(PROBLEM, wrong, one_more_place(PROBLEM, "x")).gain.points != 0
