"""What is measured is right, and a wrong answer is told apart."""

import json

import pytest
from click.testing import CliRunner

from app.bench.engines import right_answer
from app.commands.main import main
from directory.search.analysis import analyse
from directory.search.text_index.protocol import IndexDocument

pytestmark = pytest.mark.slow


def test_every_engine_answers_as_looking_at_every_listing_does() -> None:
    found = CliRunner().invoke(main, ["bench", "search", "--sizes", "150", "--json"])
    assert found.exit_code == 0, found.output
    rows = {row["engine"]: row for row in json.loads(found.stdout)}
    assert rows.keys() == {"whoosh", "whoosh, whole chain", "tantivy", "tantivy, whole chain", "fts5"}
    assert [rows[name]["right"] for name in ("whoosh", "tantivy", "fts5")] == [rows["fts5"]["queries"]] * 3
    assert rows["whoosh, whole chain"]["right"] is None


def test_a_size_that_is_none_is_told() -> None:
    assert "--sizes takes whole numbers" in CliRunner().invoke(main, ["bench", "search", "--sizes", "many"]).output


@pytest.mark.control
def test_a_listing_without_the_word_is_no_right_answer() -> None:
    entries = [analyse(IndexDocument("1", "ひだまり体操")), analyse(IndexDocument("2", "ひだまりサロン"))]
    assert right_answer(entries, ("体操",)) == {"1"}
    assert right_answer(entries, ("ひだまり",)) == {"1", "2"}
