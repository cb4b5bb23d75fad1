"""hitomaru bench: what the product costs and survives, measured on this machine with made-up data."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from app.bench.kills import kill_again_and_again
from app.bench.peers import PEERS
from app.bench.search import EDITS, Row, measured
from app.commands.bench_match import bench_match
from app.commands.bench_rank import bench_rank
from app.commands.opening import print_json
from app.commands.progress import Output
from directory.search.text_index.protocol import Backend

WIDTH = 200


@click.group("bench")
def bench_commands() -> None:
    """Measure on this machine, with made-up data."""


bench_commands.add_command(bench_match)
bench_commands.add_command(bench_rank)


@bench_commands.command("search")
@click.option("--sizes", default="1000,10000", show_default=True, help="Numbers of listings, by commas.")
@click.option("--against", default="fts5", show_default=True, help=f"Peers, by commas: {', '.join(PEERS)}; or none.")
@click.option("--edits", type=click.IntRange(2), default=EDITS, show_default=True, help="Edits to be found again.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw cost against size as SVG there.")
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def search(*, sizes: str, against: str, edits: int, plot: Path | None, output: Output) -> None:
    """Measure searches on directories of these sizes, beside peers in the same run, and whether they are right."""
    backends = [Backend.WHOOSH, *([Backend.TANTIVY] if find_spec("tantivy") else [])]
    tell = partial(click.echo, err=True)
    rows = list(measured(_numbers(sizes), backends, _peers(against), tell, edits=edits))
    if plot:
        _draw(rows, plot)
    if output is Output.MACHINE:
        print_json([asdict(row) for row in rows])
        return
    table = Table(*(name.replace("_", " ") for name in asdict(rows[0])))
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in asdict(row).values()))
    Console(width=WIDTH).print(table)


def _draw(rows: Sequence[Row], path: Path) -> None:
    """The only place that loads the drawing."""
    if not find_spec("matplotlib"):
        raise click.ClickException("--plot needs matplotlib, which is not installed")
    import_module("app.bench.plot").draw(rows, path)


def _peers(text: str) -> list[str]:
    named = [one for one in text.split(",") if one and one != "none"]
    if unknown := set(named) - set(PEERS):
        raise click.BadParameter(f"--against knows {', '.join(PEERS)}, not {', '.join(sorted(unknown))}")
    return named


def _numbers(text: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",")]
    except ValueError as error:
        raise click.BadParameter("--sizes takes whole numbers by commas, for example 1000,10000") from error


@bench_commands.command("kills")
@click.option("--times", type=click.IntRange(1), default=300, show_default=True, help="How many processes are killed.")
@click.option("--backend", type=click.Choice(["whoosh", "tantivy"]), default="whoosh", show_default=True)
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def kills(*, times: int, backend: str, output: Output) -> None:
    """Kill the web process and the indexer in the middle of edits, again and again, and look at what is left."""
    with TemporaryDirectory() as folder:
        found = kill_again_and_again(Path(folder), times, Backend(backend))
    if output is Output.MACHINE:
        print_json(asdict(found))
    else:
        click.echo(f"{found.kills} kills, {found.acknowledged} acknowledged changes, {found.seconds:.0f} s")
        click.echo(
            "nothing is lost, and index and database agree" if found.is_sound else f"{found.lost} {found.broken}"
        )
    if not found.is_sound:
        raise SystemExit(1)
