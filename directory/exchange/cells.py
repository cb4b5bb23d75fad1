"""What does one row say? Its cells by field, cleaned, with every remark that reading them gives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

from directory.exchange.columns import Field
from directory.exchange.formats import Format
from directory.exchange.found import Found
from directory.exchange.headers import Columns, Header
from directory.exchange.listing import Level, Remark
from directory.exchange.sheets import Row
from directory.exchange.text import break_lines, widen_kana

T = TypeVar("T")

_CLEAR: Final = frozenset({"（削除）", "(削除)"})
_ERRORS: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")
_NOTHING: Final = frozenset({"null", "NULL", "nan", "NaN", "None"})
_READ_AS_WRITTEN: Final = frozenset({Field.PHONE, Field.OTHER_PHONE, Field.FAX, Field.ADDRESS, Field.POSTAL_CODE})


@dataclass(frozen=True, slots=True)
class Table:
    """What all rows of one table share."""

    header: Header
    columns: Columns
    format: Format

    def name_of(self, index: int) -> str:
        """The header of a column; one without a header goes by its place."""
        names = self.header.names
        return (names[index] if index < len(names) else "") or f"{index + 1}列目"


@dataclass(slots=True)
class Cells:
    """One row under its table's headers; reading a cell may leave a remark or keep the cell's text in `extra`."""

    table: Table
    number: int
    row: Row
    remarks: list[Remark] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)

    def raw(self, field: Field) -> str:
        """The text of a field's first column as the file has it."""
        index = self.table.columns.first(field)
        return self.row[index].strip() if index is not None and index < len(self.row) else ""

    def text(self, field: Field) -> str:
        """The cleaned text of a field's first column."""
        index = self.table.columns.first(field)
        return self._clean(field, index) if index is not None else ""

    def texts(self, field: Field) -> Iterator[tuple[str, str]]:
        """Header and cleaned text of every filled column of a field."""
        for index in self.table.columns.by_field.get(field, ()):
            if text := self._clean(field, index):
                yield self.table.name_of(index), text

    def header(self, field: Field) -> str:
        """The header of a field's first column."""
        index = self.table.columns.first(field)
        return self.table.name_of(index) if index is not None else ""

    def say(self, column: str, level: Level, message: str) -> None:
        """Leave a remark, once."""
        remark = Remark(self.number, column, level, message)
        if remark not in self.remarks:
            self.remarks.append(remark)

    def take(self, field: Field, found: Found[T]) -> T:
        """The value of a reading, with its remark; what the value does not hold stays in `extra`."""
        return self.take_from(self.header(field), self.raw(field), found)

    def take_from(self, column: str, text: str, found: Found[T]) -> T:
        """The value that was read from a named column's text, likewise."""
        if found.level:
            self.say(column, found.level, found.message)
        if not found.is_whole and text:
            self.extra[column] = text
        return found.value

    def note(self, column: str, found: Found[T]) -> T:
        """The value of a reading whose text is kept elsewhere."""
        if found.level:
            self.say(column, found.level, found.message)
        return found.value

    def unmapped(self) -> Iterator[tuple[int, str]]:
        """Index and text of every filled cell without a field, those beyond the last header too."""
        beyond = range(len(self.table.header.names), len(self.row))
        for index in (*self.table.columns.unmapped, *beyond):
            if index < len(self.row) and self.row[index].strip():
                yield index, self.row[index].strip()

    def _clean(self, field: Field, index: int) -> str:
        text = self.row[index].strip() if index < len(self.row) else ""
        if text in _CLEAR:
            self.cleared.add(field.value)
            return ""
        return self._mended(field, self.table.name_of(index), text)

    def _mended(self, field: Field, column: str, text: str) -> str:
        if _ERRORS.fullmatch(text):
            self.say(column, Level.DOUBTFUL, f"表計算のエラー（{text}）なので空として読みました。")
            return ""
        if text in _NOTHING:
            self.say(column, Level.REPAIRED, f"「{text}」を空として読みました。")
            return ""
        if field not in _READ_AS_WRITTEN and (wide := widen_kana(text)) != text:
            self.say(column, Level.REPAIRED, "半角カナを全角にしました。")
            text = wide
        if (broken := break_lines(text)) != text:
            self.say(column, Level.REPAIRED, "改行の印を改行にしました。")
        return broken.strip()
