"""How does a sheet become a CSV file? UTF-8 with BOM, or CP932 with every character told that it does not have."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from directory.exchange.guarding import guarded

GETA: Final = "〓"
"""What Japanese print puts where a character is missing."""
_ALIKE: Final = {
    "\u2212": "\uff0d",
    "\u301c": "\uff5e",
    "\u2014": "\u2015",
    "\u2013": "\uff0d",
    "\u2010": "-",
    "\u2016": "\u2225",
    "\u00a5": "\uffe5",
    "\u00a2": "\uffe0",
    "\u00a3": "\uffe1",
    "\u00ac": "\uffe2",
    "\u00a0": " ",
    "\u2022": "\u30fb",
}
"""Characters that CP932 has only under another number."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A character that a file in CP932 cannot hold: where it stood, and what stands there now; rows count from 1."""

    row: int
    column: str
    character: str
    by: str

    @property
    def number(self) -> str:
        """Its number, as U+9DD7."""
        return " ".join(f"U+{ord(one):04X}" for one in self.character)


def utf8_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The sheet as spreadsheets open it: UTF-8 with BOM, CRLF, no cell that is computed."""
    return _lines(headers, rows).encode("utf-8-sig")


def cp932_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[bytes, list[Replaced]]:
    """The sheet in the encoding of older programs, and every character that had to be replaced."""
    replaced: list[Replaced] = []
    held = [
        [_held(text, number, header, replaced) for header, text in zip(headers, row, strict=True)]
        for number, row in enumerate(rows, start=2)
    ]
    return _lines(headers, held).encode("cp932"), replaced


def replaced_csv(replaced: Iterable[Replaced]) -> bytes:
    """The replaced characters as a sheet of their own."""
    rows = [(str(one.row), one.column, one.character, one.number, one.by) for one in replaced]
    return utf8_csv(("行", "列", "元の文字", "文字番号", "置き換えた文字"), rows)


def _lines(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def _held(text: str, row: int, column: str, replaced: list[Replaced]) -> str:
    if _fits(text):
        return text
    found = []
    for character in unicodedata.normalize("NFC", text):
        by = character if _fits(character) else _substitute(character)
        if by != character:
            replaced.append(Replaced(row, column, character, by))
        found.append(by)
    return "".join(found)


def _substitute(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return _ALIKE.get(character) or (plain if _fits(plain) else GETA)


def _fits(text: str) -> bool:
    try:
        return text.encode("cp932").decode("cp932") == text
    except UnicodeEncodeError:
        return False
