"""Two people who are kept apart are never proposed the same place, and the rest is still as good as it can be."""

import pytest
from sqlalchemy.orm import Session

from casework.models.person import Person
from core.errors import InvalidError, NotFoundError
from matching.batch import apart, runs
from matching.batch.weighing import Wish
from tests.factories.board import Board
from tests.factories.town import a_worker


@pytest.fixture
def pair(board: Board) -> tuple[Person, Person]:
    """Two people who both fit best where there is room for both; one of them could go elsewhere."""
    board.place("木の会", "木工", places=2)
    board.place("茶の会", "お茶")
    return board.person("まつさん", "木工", "お茶", days_ago=9), board.person("うめさん", "木工")


def places_of(session: Session, board: Board, people: tuple[Person, ...]) -> list[str]:
    """Where a fresh run leads the people."""
    run = runs.start(session, board.actor, [one.id for one in people], Wish())
    lines = {line.person_id: line for line in runs.lines_of(session, board.actor, run)}
    return [line.service.name if (line := lines[one.id]).service else "" for one in people]


def test_one_of_them_goes_elsewhere(session: Session, board: Board, pair: tuple[Person, Person]) -> None:
    apart.keep(session, board.actor, pair[0].id, pair[1].id)
    assert len(set(places_of(session, board, pair))) == 2


def test_a_second_check_claims_nothing_about_it(session: Session, board: Board, pair: tuple[Person, Person]) -> None:
    board.place("石の会", "石", places=0)
    before = places_of(session, board, pair)
    apart.keep(session, board.actor, pair[0].id, pair[1].id)
    run = runs.start(session, board.actor, [one.id for one in pair], Wish())
    assert run.figures["certified"] is (len(set(before)) == 2)


def test_it_ends(session: Session, board: Board, pair: tuple[Person, Person]) -> None:
    before = places_of(session, board, pair)
    apart.keep(session, board.actor, pair[1].id, pair[0].id)
    apart.keep(session, board.actor, pair[0].id, pair[1].id)
    assert len(apart.list_of(session, board.actor)) == 1
    apart.end(session, board.actor, pair[0].id, pair[1].id)
    assert apart.list_of(session, board.actor) == []
    assert places_of(session, board, pair) == before


def test_nobody_is_kept_apart_from_themselves(session: Session, board: Board, pair: tuple[Person, Person]) -> None:
    with pytest.raises(InvalidError):
        apart.keep(session, board.actor, pair[0].id, pair[0].id)


def test_somebody_elses_people_are_not_named(session: Session, board: Board, pair: tuple[Person, Person]) -> None:
    with pytest.raises(NotFoundError):
        apart.keep(session, a_worker(session, board.town), pair[0].id, pair[1].id)
