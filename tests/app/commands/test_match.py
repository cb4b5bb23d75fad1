"""`hitomaru match rank` prints proposals whose contributions sum to the score, and the look is written down."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app.commands.main import main
from app.keys import open_keys
from app.settings import Settings
from core.audit import AuditEntry
from core.database import Database
from core.scope import open_for, open_for_all
from tests.factories.matches import Scene
from tests.factories.town import a_town


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database) -> str:
    """A person with a place to go to, in the test's own database."""
    monkeypatch.setenv("HITOMARU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HITOMARU_DATABASE_URL", str(database.engine.url.render_as_string(hide_password=False)))
    open_keys(Settings())
    with database.writing() as session:
        town = a_town(open_for_all(session))
        return str(Scene(open_for(session, [town.id]), town=town).person.id)


def test_contributions_sum_to_the_score(person: str, database: Database) -> None:
    result = CliRunner().invoke(main, ["match", "rank", "--person", person, "--json"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["person"] == person
    assert answer["proposals"]
    for proposal in answer["proposals"]:
        assert sum(part["points"] for part in proposal["contributions"]) == proposal["score"]
        assert proposal["low"] <= proposal["score"] <= proposal["high"]
    with database.reading() as session:
        seen = session.execute(select(AuditEntry).where(AuditEntry.action == "person_match")).scalar_one()
    assert seen.subject == f"person:{person}"


def test_a_limit_is_kept_and_people_read_sentences(person: str) -> None:
    result = CliRunner().invoke(main, ["match", "rank", "--person", person, "--limit", "1"])
    assert "見本サロン" in result.stdout


def test_nobody_is_one_line(person: str) -> None:
    result = CliRunner().invoke(main, ["match", "rank", "--person", "01900000-0000-7000-8000-000000000000"])
    assert (result.exit_code, result.stderr) == (1, "Error: There is no such person.\n")
