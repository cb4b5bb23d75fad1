"""A process that is killed in the middle of its work loses nothing acknowledged, and leaves nothing half done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import select as query

from app.bench.kills import broken, kill_again_and_again, missing
from core.database import Database
from core.scope import open_for_all
from directory.models.service import Service
from directory.search.text_index.protocol import Backend
from tests.factories.directory import a_listing, a_municipality

KILLS = 30


@pytest.fixture
def _spoken_logs() -> Iterator[None]:
    """Let the logs of other tests speak again."""
    yield
    structlog.reset_defaults()


@pytest.mark.slow
@pytest.mark.usefixtures("_spoken_logs")
@pytest.mark.parametrize("backend", [Backend.WHOOSH, Backend.TANTIVY])
def test_nothing_acknowledged_is_lost_and_audit_and_index_agree(tmp_path: Path, backend: Backend) -> None:
    found = kill_again_and_again(tmp_path, KILLS, backend)
    assert (found.lost, found.broken) == ((), ())
    assert found.acknowledged >= KILLS / 3


@pytest.mark.control
def test_a_lost_save_and_a_half_done_one_are_noticed(database: Database) -> None:
    with database.writing() as session:
        town = a_municipality(open_for_all(session))
        a_listing(session, town, "サロン", first_visit="ことば0-1")
    assert missing(database, {"ことば0-1", "ことば0-2"}) == {"ことば0-2"}
    assert broken(database) == ()
    with database.writing() as session:
        row = open_for_all(session).execute(query(Service)).scalar_one()
        row.name = "半分"
    assert len(broken(database)) == 1
