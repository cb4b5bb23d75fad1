"""Which cells would a spreadsheet take for a formula? They get an apostrophe going out and lose it coming in."""

import re
from typing import Final

_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_GUARD: Final = "'"


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet computes; `unguarded` gives the same text back."""
    return _GUARD + text if _DANGEROUS.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that was guarded, and of every other cell the cell itself."""
    return cell[1:] if _GUARDED.match(cell) else cell
