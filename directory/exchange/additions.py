"""What more does a 追加情報 file say of a list's rows? It names them by the number in their column 追加情報NO."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from directory.exchange.columns import header_key
from directory.exchange.encodings import UnreadableFileError
from directory.exchange.listing import ImportedListing, Level, ReadResult, Remark
from directory.exchange.sheets import is_blank, read_contents
from directory.exchange.text import nfkc

_WORD: Final = "追加情報"
_KEY: Final = header_key("追加情報NO")
_NO: Final = frozenset({_KEY, header_key("NO"), header_key("追加情報ID"), header_key("ID"), header_key("追加情報番号")})


@dataclass(frozen=True, slots=True)
class Addition:
    """A file of additions: its words by number, and how many rows it has."""

    path: Path
    words: dict[str, list[tuple[str, str]]]
    rows: int
    blank: int


def with_additions(path: Path, result: ReadResult, siblings: Sequence[Path]) -> Iterator[ReadResult]:
    """The list with what the additions beside it say, and what became of the rows of each file of additions."""
    numbers = {_number(listing): listing for listing in result.listings if _number(listing)}
    found = [one for sibling in siblings if _WORD in sibling.stem and (one := _read(sibling))] if numbers else []
    if not found or _WORD in path.stem:
        yield result
        return
    yield replace(result, listings=tuple(_added(listing, found) for listing in result.listings))
    for addition in found:
        yield _account(addition, set(numbers))


def _number(listing: ImportedListing) -> str:
    return next((nfkc(text).strip() for name, text in listing.extra.items() if header_key(name) == _KEY), "")


def _read(path: Path) -> Addition | None:
    try:
        rows = read_contents(path).sheets[0].rows
    except UnreadableFileError:
        return None
    header, *others = rows
    at = next((number for number, name in enumerate(header) if header_key(name) in _NO), None)
    if at is None:
        return None
    words: dict[str, list[tuple[str, str]]] = {}
    for row in others:
        if not is_blank(row) and at < len(row):
            cells = [(name, text.strip()) for name, text in zip(header, row, strict=False) if text.strip()]
            words.setdefault(nfkc(row[at]).strip(), []).extend(cell for cell in cells if header_key(cell[0]) not in _NO)
    return Addition(path, words, len(others), sum(map(is_blank, others)))


def _added(listing: ImportedListing, additions: Sequence[Addition]) -> ImportedListing:
    extra = dict(listing.extra)
    for addition in additions:
        for name, text in addition.words.get(_number(listing), ()):
            key = f"{_WORD}_{name.removeprefix(_WORD).strip('_')}"
            extra[key] = "\n".join(dict.fromkeys(filter(None, (extra.get(key, ""), text))))
    return replace(listing, extra=extra)


def _account(addition: Addition, numbers: set[str]) -> ReadResult:
    filled = addition.rows - addition.blank
    lost = sum(number not in numbers for number in addition.words)
    message = f"{lost}件の番号が一覧にないので、使いませんでした。"
    return ReadResult(
        file=addition.path.name,
        format="additions",
        encoding="",
        rows=addition.rows,
        blank=addition.blank,
        merged=filled - lost,
        not_listings=lost,
        remarks=(Remark(1, _WORD, Level.DOUBTFUL, message),) if lost else (),
    )
