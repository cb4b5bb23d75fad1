"""hitomaru directory import-table: what becomes of every published file, as the page docs/imports.md."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from directory.exchange.bundles import LISTS, read_path
from directory.exchange.listing import Level, ReadResult

HEAD = """# What becomes of published files

Printed by `hitomaru directory import-table ../shared > docs/imports.md`; a test keeps it current where the files are.
Rows = blank + listings + merged + refused + aside. *Listings* are what an import adds or updates, *merged* rows say
more of the listing of another row (or hang on one in a set), *aside* rows are no listings (notes, samples, terms,
places without an activity). *Repaired* and *doubtful* count the remarks that the clerk gets, in plain Japanese.

How to import: `hitomaru directory import PATH --source NAME` (`--dry-run` first; `--report FILE` for every remark).
PATH is a file, a folder or a ZIP: CSV, TSV, XLSX, XLS, ODS, JSON, GeoJSON. A member of an HSDS or Ohana set reads its
siblings.

"""
COLUMNS = (
    *("File", "Format", "Encoding", "Rows", "Blank", "Listings", "Merged", "Refused", "Aside", "Repaired", "Doubtful"),
    "Why refused",
)
PLACES = ("data/jp", "data/intl", "data/templates", "hsds/3.2.3/examples", "hsds/data/oruk_mock")
LONGEST = 90


@click.command("import-table")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def print_table(folder: Path) -> None:
    """Print what becomes of every published file under FOLDER."""
    click.echo(page_of(folder), nl=False)


def page_of(folder: Path) -> str:
    """The whole page for the files under a folder, in the order of their names."""
    top = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return HEAD + top + "".join(_lines(folder))


def _lines(folder: Path) -> Iterator[str]:
    told: set[str] = set()
    for path in _files(folder):
        for result in read_path(path):
            name = (path.parent / result.file).relative_to(folder).as_posix()
            key = f"{path.parent}/{sorted(result.tables.items())}" if result.tables else name
            if key not in told:
                yield _line(name, result)
            told.add(key)


def _files(folder: Path) -> Iterable[Path]:
    found = (path for place in PLACES for path in (folder / place).rglob("*") if path.is_file())
    return sorted((path for path in found if path.suffix in LISTS), key=lambda path: path.as_posix())


def _line(name: str, result: ReadResult) -> str:
    counts = (result.rows, result.blank, len(result.listings), result.merged, result.refused, result.not_listings)
    levels = [sum(remark.level is level for remark in result.remarks) for level in (Level.REPAIRED, Level.DOUBTFUL)]
    cells = (name, result.format, result.encoding, *counts, *levels, _why(result))
    return f"| {' | '.join(str(cell).replace('|', '／') for cell in cells)} |\n"


def _why(result: ReadResult) -> str:
    reasons = [remark.message for remark in result.remarks if remark.level is Level.REFUSED]
    return (result.refusal or next(iter(reasons), ""))[:LONGEST]
