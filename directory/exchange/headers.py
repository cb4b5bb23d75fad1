"""Where is the row of headers, and which column fills which field?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from directory.exchange.columns import JOINED, NAME_OF_LAST_RESORT, Field, field_of, header_key
from directory.exchange.sheets import Row, Sheet, is_blank
from directory.exchange.text import squeeze

_SEARCHED_ROWS: Final = 30
_WORTHLESS: Final = frozenset({Field.INSTRUCTION, Field.REMARKS})
_NAMES: Final = frozenset(map(header_key, NAME_OF_LAST_RESORT))


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of one table: one text per column, and the rows (0-based) that they took."""

    names: tuple[str, ...]
    first: int
    last: int

    @property
    def row(self) -> int:
        """The row that a remark about a whole column names, counted from 1."""
        return self.last + 1

    @property
    def keys(self) -> frozenset[str]:
        """The headers in the form in which they are compared."""
        return frozenset(header_key(name) for name in self.names if name)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns (by index) fill which field, in the order in which their text is joined."""

    by_field: Mapping[Field, tuple[int, ...]]
    unmapped: tuple[int, ...]

    def first(self, field: Field) -> int | None:
        """The one column of a field, or None."""
        return next(iter(self.by_field.get(field, ())), None)


def find_header(sheet: Sheet) -> Header | None:
    """The row, or the two rows, of the sheet that name its columns best; None where nothing does."""
    best: tuple[int, Header] | None = None
    for number in range(min(_SEARCHED_ROWS, len(sheet.rows))):
        for header in _headers_at(sheet.rows, number):
            score = _score(header.names)
            if score and (best is None or score > best[0]):
                best = score, header
    return best[1] if best else None


def _headers_at(rows: Sequence[Row], number: int) -> Iterable[Header]:
    yield Header(_trimmed(rows[number]), number, number)
    if number + 1 < len(rows) and not is_blank(rows[number + 1]):
        yield Header(_two_lines(rows[number], rows[number + 1]), number, number + 1)


def _trimmed(cells: Iterable[str]) -> tuple[str, ...]:
    names = [squeeze(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _two_lines(upper: Row, lower: Row) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    parent, names = "", []
    for over, under in zip(_padded(upper, width), _padded(lower, width), strict=True):
        parent = over or (parent if under else "")
        names.append(_joined_header(parent, under, is_own=bool(over)))
    return _trimmed(names)


def _padded(row: Row, width: int) -> tuple[str, ...]:
    return tuple(squeeze(cell) for cell in row) + ("",) * (width - len(row))


def _joined_header(parent: str, child: str, *, is_own: bool) -> str:
    if not child or not parent:
        return child or (parent if is_own else "")
    whole = f"{parent}_{child}"
    if field_of(whole):
        return whole
    return child if field_of(child) else whole


def _score(names: Sequence[str]) -> int:
    found = Counter(match[0] for name in names if name and (match := field_of(name)))
    if not found[Field.NAME] and not any(header_key(name) in _NAMES for name in names):
        return 0
    useful = {field for field in found if field not in _WORTHLESS}
    return sum(found.values()) if len(useful | {Field.NAME}) > 1 else 0


def map_columns(names: Sequence[str], known: Mapping[str, Field]) -> Columns:
    """Give every column its field; `known` are a format's own headers, and what has no field stays unmapped."""
    ranked: dict[Field, list[tuple[int, int]]] = {}
    for index, name in enumerate(names):
        if match := _match(name, known):
            ranked.setdefault(match[0], []).append((match[1], index))
    _promote_a_name(names, ranked)
    chosen = {field: _chosen(field, sorted(found)) for field, found in ranked.items()}
    taken = {index for indexes in chosen.values() for index in indexes}
    return Columns(chosen, tuple(index for index in range(len(names)) if index not in taken))


def _match(name: str, known: Mapping[str, Field]) -> tuple[Field, int] | None:
    if not name:
        return None
    own = known.get(header_key(name))
    return (own, -1) if own else field_of(name)


def _chosen(field: Field, ranked: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    indexes = tuple(index for _rank, index in ranked)
    return tuple(sorted(indexes)) if field in JOINED else indexes[:1]


def _promote_a_name(names: Sequence[str], ranked: dict[Field, list[tuple[int, int]]]) -> None:
    if Field.NAME in ranked:
        return
    keys = [header_key(name) for name in names]
    for wording in map(header_key, NAME_OF_LAST_RESORT):
        if wording in keys:
            index = keys.index(wording)
            for found in ranked.values():
                found[:] = [pair for pair in found if pair[1] != index]
            ranked[Field.NAME] = [(0, index)]
            return


def doubled_header(header: Header, rows: Sequence[Row]) -> str:
    """The header that two columns share with different values, or "" (a doubled note does no harm)."""
    places: dict[str, list[int]] = {}
    for index, name in enumerate(header.names):
        match = field_of(name) if name else None
        if match and match[0] is not Field.REMARKS:
            places.setdefault(header_key(name), []).append(index)
    for indexes in places.values():
        if len(indexes) > 1 and _differ(rows, indexes):
            return header.names[indexes[0]]
    return ""


def _differ(rows: Sequence[Row], indexes: Sequence[int]) -> bool:
    return any(len({row[index].strip() for index in indexes if index < len(row)} - {""}) > 1 for row in rows)
