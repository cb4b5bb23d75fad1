"""What tables does a file hold? CSV and workbooks become rows of plain text cells."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final, TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from directory.exchange.encodings import UnreadableFileError, decode
from directory.exchange.guarding import unguarded
from directory.exchange.listing import Level, Remark

Row: TypeAlias = tuple[str, ...]
Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta

_MAX_BYTES: Final = 64 * 1024 * 1024
_LINES_LOOKED_AT: Final = 10
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OTHER_KINDS: Final = (
    (b"%PDF", "PDF のファイルです。"),
    (b"<", "ウェブページか XML のファイルです。"),
)
_AROUND: Final = b"\xef\xbb\xbf \r\n\t"
_CHOOSE: Final = "CSV か XLSX の一覧を選んでください。"
_SPREADSHEET_EPOCH: Final = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its rows as a person sees them, top row first; a cell is text, empty when blank."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """All tables of one file that a person can see."""

    encoding: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[Remark, ...] = ()


def read_contents(path: Path) -> Contents:
    """Open the file and return its tables, or refuse it in one sentence."""
    data = read_data(path)
    if data.startswith((_ZIP, _OLE)):
        return _workbook(data)
    _refuse_other_kinds(data)
    return _text_table(data)


def read_data(path: Path) -> bytes:
    """The bytes of a file that is neither empty nor far too long."""
    if path.stat().st_size > _MAX_BYTES:
        raise UnreadableFileError("ファイルが大きすぎます（64 MB まで）。分けてから取り込んでください。")
    data = path.read_bytes()
    if not data.strip(_AROUND):
        raise UnreadableFileError("ファイルが空です。")
    return data


def is_json(data: bytes) -> bool:
    """Whether the bytes begin as a JSON document does."""
    start = data[:200].lstrip(_AROUND)
    return start.startswith((b"{", b'["', b"[{")) or (start.startswith(b"[") and start[1:].lstrip().startswith(b"{"))


def _refuse_other_kinds(data: bytes) -> None:
    start = data[:200].lstrip(_AROUND)
    for mark, sentence in _OTHER_KINDS:
        if start.startswith(mark):
            raise UnreadableFileError(sentence + _CHOOSE)


def _text_table(data: bytes) -> Contents:
    decoded = decode(data)
    rows, remarks = _parse(decoded.text)
    return Contents(decoded.encoding, (Sheet("", rows),), decoded.remarks + remarks)


def _parse(text: str) -> tuple[tuple[Row, ...], tuple[Remark, ...]]:
    delimiter = _delimiter(text)
    try:
        return _rows(text, delimiter, strict=True), ()
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            raise UnreadableFileError(
                '引用符（"）が閉じていないところがあり、行の区切りが分かりません。元の資料を直してください。'
            ) from error
    message = '引用符（"）の使い方が正しくないところがあります。値を確かめてください。'
    return _rows(text, delimiter, strict=False), (Remark(1, "ファイル", Level.DOUBTFUL, message),)


def _delimiter(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:_LINES_LOOKED_AT]
    return max(",\t;", key=lambda mark: sum(mark in line for line in lines))


def _rows(text: str, delimiter: str, *, strict: bool) -> tuple[Row, ...]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    return tuple(tuple(unguarded(cell.strip("\ufeff")) for cell in line) for line in lines)


def _workbook(data: bytes) -> Contents:
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        sheets = tuple(_sheet(book.get_sheet_by_name(name)) for name in _visible(book))
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(
            "表計算のファイルとして開けませんでした。パスワードを外すか、XLSX で保存し直してください。"
        ) from error
    return Contents("xlsx" if data.startswith(_ZIP) else "xls", sheets)


def _visible(book: CalamineWorkbook) -> Iterator[str]:
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            yield sheet.name


def _sheet(sheet: CalamineSheet) -> Sheet:
    rows = [[_as_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        _fill_down(rows, top, bottom, left)
    return Sheet(sheet.name, tuple(map(tuple, rows)))


def _fill_down(rows: list[list[str]], top: int, bottom: int, column: int) -> None:
    with suppress(IndexError):
        for number in range(top + 1, bottom + 1):
            rows[number][column] = rows[top][column]


def _as_text(value: Value) -> str:
    match value:
        case bool():
            return "有" if value else "無"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | timedelta() | time() | date():
            return _moment(value)
    return unguarded(str(value))


def _moment(value: datetime | timedelta | time | date) -> str:
    match value:
        case datetime():
            return _day_and_time(value)
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case time():
            return value.isoformat("minutes")
    return value.isoformat()


def _day_and_time(value: datetime) -> str:
    if value.date() <= _SPREADSHEET_EPOCH:
        return value.time().isoformat("minutes")
    if value.time() == time.min:
        return value.date().isoformat()
    return value.isoformat(" ", "minutes")


def is_blank(row: Iterable[str]) -> bool:
    """Tell whether no cell of the row holds anything."""
    return not any(cell.strip() for cell in row)
