"""The two ways to rank are compared, and a difference is told."""

import json

import pytest
from click.testing import CliRunner

from app.bench import ranking
from app.commands.main import main
from matching import ranking as plain

ASKED = ["bench", "rank", "--options", "300", "--people", "4", "--scanned", "4"]


def test_both_ways_give_the_same_answer() -> None:
    found = CliRunner().invoke(main, [*ASKED, "--json"])
    assert found.exit_code == 0, found.output
    row = json.loads(found.stdout)
    assert row["same"]
    assert (row["options"], row["people"], row["scanned_people"]) == (300, 4, 4)
    assert row["median"] < row["plain_scan"]


@pytest.mark.control
def test_a_scan_that_finds_less_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = plain.rank
    monkeypatch.setattr(ranking.plain, "rank", lambda need, options, *rest, k: whole(need, options[1:], *rest, k=k))
    found = CliRunner().invoke(main, ASKED)
    assert found.exit_code == 1
    assert "DIFFER" in found.output
