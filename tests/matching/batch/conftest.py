"""A board of one coordinator, ready to be played on."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.board import Board


@pytest.fixture
def board(session: Session) -> Board:
    """A town without places and people."""
    return Board(session)
