"""Ways to send a small file to the reader."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from directory.exchange.listing import ReadResult
from directory.exchange.reading import read_file
from tests.directory.exchange.sent import Rows, Send, checked, csv_text


@pytest.fixture
def send(tmp_path: Path) -> Send:
    def send_csv(*rows: Sequence[object], encoding: str = "utf-8", delimiter: str = ",") -> ReadResult:
        path = tmp_path / "list.csv"
        path.write_bytes(csv_text(rows, delimiter).encode(encoding))
        return checked(read_file(path))

    return send_csv


@pytest.fixture
def send_bytes(tmp_path: Path) -> Callable[[bytes], ReadResult]:
    def send_them(data: bytes) -> ReadResult:
        path = tmp_path / "list.csv"
        path.write_bytes(data)
        return checked(read_file(path))

    return send_them


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., ReadResult]:
    def send_book(sheets: dict[str, Rows], merges: Sequence[str] = ()) -> ReadResult:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        for area in merges:
            workbook.worksheets[0].merge_cells(area)
        path = tmp_path / "list.xlsx"
        workbook.save(path)
        return checked(read_file(path))

    return send_book
