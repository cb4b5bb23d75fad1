"""hitomaru directory export: the open data of a town as files."""

from pathlib import Path
from typing import Final

import click

from app.commands.directory import TOWN
from app.commands.opening import open_town, opened
from app.exports import page_address, swap, write_edition
from directory.exchange.published.csv_files import replaced_csv
from directory.exchange.published.files import FILES, Edition, edition, replaced_in
from directory.exchange.published.sheets import SHEETS

WHOLE: Final = {"geojson": "listings.geojson", "hsds": "hsds.json", "ics": "calendar.ics"}
ALL: Final = "all"
SHOWN: Final = 20


@click.command("export")
@click.option("--format", "kind", required=True, type=click.Choice([*SHEETS, *WHOLE, ALL]), help="What to write.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="A file (.csv or .xlsx); with all a folder."
)
@click.option("--encoding", type=click.Choice(["utf8", "cp932"]), default="utf8", show_default=True, help="Of CSV.")
@TOWN
def export_files(*, kind: str, out: Path, encoding: str, code: str | None) -> None:
    """Write what everybody may know of the directory as open data."""
    with opened() as (settings, database), database.reading() as session:
        found = edition(session, open_town(session, code), address=page_address(settings))
    if kind == ALL:
        click.echo(f"{len(write_edition(found, out))} files, {len(found.entries)} listings")
        return
    name = WHOLE.get(kind) or _sheet_file(kind, out, encoding)
    swap(out, FILES[name].make(found))
    click.echo(f"{out}: {_count(found, kind)} listings")
    if name.endswith("_cp932.csv"):
        _tell_replaced(found, kind, out)


def _sheet_file(kind: str, out: Path, encoding: str) -> str:
    if out.suffix.lower() == ".xlsx":
        return f"{kind}.xlsx"
    return f"{kind}_cp932.csv" if encoding == "cp932" else f"{kind}.csv"


def _count(found: Edition, kind: str) -> int:
    if kind in WHOLE:
        return len(found.entries)
    return sum(SHEETS[kind].takes(one.listing.kind) for one in found.entries)


def _tell_replaced(found: Edition, kind: str, out: Path) -> None:
    """Name every character that the encoding does not have, the first ones here and all of them in a file beside."""
    replaced = replaced_in(SHEETS[kind], found)
    for one in replaced[:SHOWN]:
        click.echo(f"{one.row}行目 {one.column}: {one.character} ({one.number}) → {one.by}", err=True)
    if replaced:
        beside = swap(out.with_name(f"{out.stem}_replaced.csv"), replaced_csv(replaced))
        click.echo(f"{len(replaced)} 文字を置き換えました。すべて {beside.name} にあります。", err=True)
