from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.main import main


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HITOMARU_DATA_DIR", str(tmp_path / "var"))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


pytestmark = pytest.mark.slow


def test_makes_the_database_and_the_town() -> None:
    result = run("demo", "load", "--empty")
    assert result.exit_code == 0, result.output
    assert "serve --demo" in result.output


def test_refuses_a_database_that_has_a_town() -> None:
    run("demo", "load", "--empty")
    result = run("demo", "load")
    assert result.exit_code == 1
    assert "has a town already" in result.output


def test_does_nothing_the_second_time_when_told_so() -> None:
    run("demo", "load", "--empty")
    assert (run("demo", "load", "--once").exit_code, run("demo", "load", "--once").output) == (0, "")


def test_a_town_that_is_no_demo_is_not_served_as_one() -> None:
    run("init", "--municipality", "322041")
    result = run("serve", "--demo")
    assert result.exit_code == 1
    assert "not a demo" in result.output
