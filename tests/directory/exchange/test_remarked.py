"""A clerk gets the same rows back with what was found in each."""

import csv
import io
from pathlib import Path

from directory.exchange.reading import read_file
from directory.exchange.remarked import COLUMN, remarked
from tests.directory.exchange.sent import HEADER, ROW, csv_text


def test_the_same_rows_come_back_with_their_remarks(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    odd = ("a2", "=サロン", ROW[2], "22-0203", *ROW[4:])
    path.write_text(csv_text([HEADER, ROW, odd]), "utf-8")
    rows = list(csv.reader(io.StringIO(remarked(path, read_file(path).remarks).decode("utf-8-sig"))))
    assert rows[0] == [*HEADER, COLUMN]
    assert rows[1][: len(ROW)] == list(ROW)
    assert "市外局番" in rows[2][-1]
    assert rows[2][1] == "'=サロン"
