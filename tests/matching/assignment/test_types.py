"""Problems are built by names, and gaps are exact."""

from fractions import Fraction

from matching.assignment.types import Objective, Opening, Party, Solution, Status, candidates_of


def test_candidates_are_columns_of_positions() -> None:
    people = [Party("a"), Party("b")]
    options = [Opening("x", 1), Opening("y", 2)]
    candidates = candidates_of(people, options, [("b", "x", 7), ("a", "y", 9)])
    assert candidates.person.tolist() == [1, 0]
    assert candidates.option.tolist() == [0, 1]
    assert candidates.score.tolist() == [7, 9]
    assert candidates_of(people, options, []).score.tolist() == []


def test_a_gap_is_a_share_of_the_bound() -> None:
    open_ended = Solution(objective=Objective.TOTAL, status=Status.FEASIBLE, value=90, bound=100)
    assert open_ended.gap == Fraction(1, 10)
    assert Solution(objective=Objective.TOTAL, status=Status.OPTIMAL).gap == 0
