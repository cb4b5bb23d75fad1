"""Published files, spoiled as they are spoiled on their way: cut off, written in another encoding, cells shuffled."""

import csv
import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from directory.exchange.bundles import LISTS

MOST_ROWS: Final = 300
TEXT: Final = frozenset({".csv", ".tsv", ".json", ".geojson"})
ENCODINGS: Final = ("cp932", "utf-16", "utf-16-le", "euc_jp", "utf-8-sig", "latin-1", "iso2022_jp")
Spoil = Callable[[bytes, random.Random], bytes]


def cut_off(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def written_otherwise(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(dice.choice(ENCODINGS), errors="replace")


def bytes_changed(data: bytes, dice: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(dice.randrange(1, 40)):
        spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
    return bytes(spoiled)


def cells_shuffled(data: bytes, dice: random.Random) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8", errors="replace"), newline="")))
    for row in rows:
        if dice.random() < 0.5:
            dice.shuffle(row)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def rows_shuffled(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def padded(data: bytes, dice: random.Random) -> bytes:
    return (
        b"\xef\xbb\xbf" * dice.randrange(4) + b"\r\n" * dice.randrange(3000) + data + b",,,\r\n" * dice.randrange(3000)
    )


def repeated(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start:] * dice.randrange(2, 4)


SPOILS: Final[tuple[Spoil, ...]] = (
    cut_off,
    written_otherwise,
    bytes_changed,
    cells_shuffled,
    rows_shuffled,
    padded,
    repeated,
)


def small_files(shared: Path) -> list[Path]:
    """The published files of at most some hundred rows, in the order of their names."""
    places = ("data/jp", "data/intl", "hsds/3.2.3/examples", "hsds/data/oruk_mock")
    found = [path for place in places for path in sorted((shared / place).rglob("*")) if path.suffix in LISTS]
    return [path for path in found if path.read_bytes().count(b"\n") <= MOST_ROWS]


def variants(shared: Path, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many spoiled files with the names that they are sent under, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    files = small_files(shared)
    for _ in range(count):
        path = dice.choice(files)
        spoils = [spoil for spoil in SPOILS if path.suffix in TEXT or spoil not in {cells_shuffled, written_otherwise}]
        data = path.read_bytes()
        for spoil in dice.sample(spoils, dice.randrange(1, 3)):
            data = spoil(data, dice) or b" "
        yield path.name, data
