"""How does a clerk see what to mend? The same file again, with a column that says of each row what was found."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from directory.exchange.guarding import guarded
from directory.exchange.listing import Level, Remark
from directory.exchange.sheets import Row, read_contents

COLUMN: Final = "取り込みの結果"
_WORDS: Final = {
    Level.REFUSED: "取り込めません",
    Level.DOUBTFUL: "確かめてください",
    Level.REPAIRED: "直して読みました",
}


def remarked(path: Path, remarks: Iterable[Remark]) -> bytes:
    """The rows of a CSV or a workbook as CSV that spreadsheets open, each with its remarks in a last column."""
    by_row: dict[tuple[str, int], list[str]] = {}
    for remark in remarks:
        words = f"【{_WORDS[remark.level]}】{remark.column}：{remark.message}"
        by_row.setdefault((remark.part, remark.row), []).append(words)
    text = io.StringIO()
    writer = csv.writer(text)
    for sheet in read_contents(path).sheets:
        writer.writerows(_rows(sheet.name, sheet.rows, by_row))
    return text.getvalue().encode("utf-8-sig")


def _rows(name: str, rows: Sequence[Row], by_row: dict[tuple[str, int], list[str]]) -> Iterator[list[str]]:
    width = max(map(len, rows), default=0)
    for number, row in enumerate(rows, start=1):
        found = [*by_row.get(("", number), ()), *(by_row.get((name, number), ()) if name else ())]
        padded = [*map(guarded, row), *[""] * (width - len(row))]
        yield [*padded, "\n".join(found) or (COLUMN if number == 1 else "")]
