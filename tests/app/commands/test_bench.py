"""What is measured is right, and a wrong answer is told apart."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.bench.engines import right_answer
from app.commands.main import main
from directory.search.analysis import analyse
from directory.search.text_index.protocol import IndexDocument

pytestmark = pytest.mark.slow


def test_every_engine_answers_as_looking_at_every_listing_does(tmp_path: Path) -> None:
    plot = tmp_path / "cost.svg"
    words = ["bench", "search", "--sizes", "60", "--edits", "3", "--plot", str(plot), "--json"]
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 0, found.output
    rows = json.loads(found.stdout)
    assert {row["engine"] for row in rows} == {"whoosh", "tantivy", "fts5", "fts5, unranked"}
    assert all(row["right"] == row["compared"] == row["queries"] for row in rows)
    asked = {row["asked"]: row for row in rows if row["engine"] == "whoosh"}
    assert asked["whole chain"]["in_index"] == asked["whole chain"]["queries"]
    assert asked["facet and radius"]["in_index"] == asked["prefix"]["in_index"] == 0
    assert 0 < asked["mixed"]["in_index"] < asked["mixed"]["queries"]
    assert plot.read_text(encoding="utf-8").startswith("<?xml")


def test_a_peer_that_is_none_is_told() -> None:
    assert "--against knows fts5, postgres" in CliRunner().invoke(main, ["bench", "search", "--against", "x"]).output


def test_a_size_that_is_none_is_told() -> None:
    assert "--sizes takes whole numbers" in CliRunner().invoke(main, ["bench", "search", "--sizes", "many"]).output


@pytest.mark.control
def test_a_listing_without_the_word_is_no_right_answer() -> None:
    entries = [analyse(IndexDocument("1", "ひだまり体操")), analyse(IndexDocument("2", "ひだまりサロン"))]
    assert right_answer(entries, ("体操",)) == {"1"}
    assert right_answer(entries, ("ひだまり",)) == {"1", "2"}
