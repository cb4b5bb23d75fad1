"""Groups of a run's people are counted whole: nobody is in two, nobody is left out."""

import pytest
from sqlalchemy.orm import Session

from core import clock
from matching.batch import fairness, runs
from matching.batch.fairness import WAITS
from matching.batch.weighing import Wish
from matching.models.batch import BatchLine
from tests.factories.board import Board
from tests.factories.town import a_district


@pytest.fixture
def lines(session: Session, board: Board) -> list[BatchLine]:
    """Three people in two districts for two places; one waits for long."""
    board.place("木の会", "木工", places=2)
    people = [board.person("まつさん", "木工", days_ago=200), board.person("うめさん", "木工")]
    board.district = a_district(session, board.town, code="9", name="遠いところ")
    people.append(board.person("たけさん", "木工", days_ago=31))
    run = runs.start(session, board.actor, [one.id for one in people], Wish())
    return runs.lines_of(session, board.actor, run)


def test_districts_count_everybody_once(lines: list[BatchLine]) -> None:
    groups = fairness.by_district(lines)
    assert sorted((group.people, group.placed) for group in groups) in ([(1, 0), (2, 2)], [(1, 1), (2, 1)])
    assert sum(group.points for group in groups) == sum(line.score or 0 for line in lines)
    assert all(group.mean == group.points // group.people for group in groups)


def test_lengths_of_waiting_stand_in_their_order(lines: list[BatchLine]) -> None:
    groups = fairness.by_wait(lines, clock.today())
    assert [(group.label, group.people) for group in groups] == [(WAITS[0][1], 2), (fairness.LONGER, 1)]


def test_somebody_without_district_is_a_group_too(lines: list[BatchLine]) -> None:
    for line in lines:
        line.person.district = None
    (group,) = fairness.by_district(lines)
    assert (group.label, group.people) == ("", 3)
