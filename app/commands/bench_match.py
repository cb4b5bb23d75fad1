"""hitomaru bench match: what matching costs beside other solvers, and whom it helps beside other ways."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from app.bench.assignment import SIZES, Timing, timings
from app.bench.demo_batch import demo_batch
from app.bench.fairness import TOWNS, Outcome, made_up_towns, outcomes, summed
from app.bench.ranking import measured as ranked
from app.commands.opening import print_json
from app.commands.progress import Output

WIDTH = 200
PEOPLE = 200
SCANNED = 3
"""How many people the ranking is measured for, and how many of them the full scan is asked about."""


@click.command("match")
@click.option("--sizes", type=click.IntRange(0, len(SIZES)), default=len(SIZES), help="Sizes, the smallest first.")
@click.option("--towns", type=click.IntRange(0), default=TOWNS, show_default=True, help="Number of made-up towns.")
@click.option("--options", type=click.IntRange(0), default=100_000, show_default=True, help="Options to rank; 0: none.")
@click.option("--without-demo", "demo", flag_value="without", default="with", help="Do not fill the demo town.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw the figures as SVG there.")
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def bench_match(*, sizes: int, towns: int, options: int, demo: str, plot: Path | None, output: Output) -> None:
    """Measure assignments beside OR-Tools and SciPy and beside first come, first served, and the ranking of people."""
    cost = list(_told(timings(SIZES[:sizes])))
    made_up = list(outcomes(made_up_towns(towns)))
    total = summed(made_up)
    ranking = [ranked(options, PEOPLE, SCANNED)] if options else []
    figures = {
        "cost": [asdict(one) for one in cost],
        "fairness": [asdict(one) for one in (*(_of_the_demo() if demo == "with" else ()), *total, *made_up)],
        "rank": [asdict(one) for one in ranking],
    }
    if plot is not None:
        _draw(cost, total, plot)
    if output is Output.MACHINE:
        print_json(figures)
        return
    for rows in figures.values():
        _print(rows)


def _told(found: Iterator[Timing]) -> Iterator[Timing]:
    for one in found:
        click.echo(f"{one.solver}, {one.people:,} × {one.options:,}: {one.cpu_ms:,} ms", err=True)
        yield one


def _of_the_demo() -> Iterator[Outcome]:
    with TemporaryDirectory() as folder:
        yield from outcomes([("demo", demo_batch(Path(folder)))])


def _draw(cost: Sequence[Timing], fairness: Sequence[Outcome], path: Path) -> None:
    if not find_spec("matplotlib"):
        raise click.ClickException("--plot needs matplotlib, which is not installed")
    import_module("app.bench.plot").draw_assignments(cost, fairness, path)


def _print(rows: Sequence[dict[str, object]]) -> None:
    if not rows:
        return
    table = Table(*(name.replace("_", " ") for name in rows[0]))
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console(width=WIDTH).print(table)
