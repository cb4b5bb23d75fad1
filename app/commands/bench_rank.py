"""hitomaru bench rank: what it costs to rank one person against many options."""

from dataclasses import asdict

import click

from app.bench.ranking import measured
from app.commands.opening import print_json
from app.commands.progress import Output


@click.command("rank")
@click.option("--options", type=click.IntRange(1), default=100_000, show_default=True, help="Number of options.")
@click.option("--people", type=click.IntRange(1), default=200, show_default=True, help="Number of people.")
@click.option("--scanned", type=click.IntRange(1), default=3, show_default=True, help="How many the plain scan asks.")
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def bench_rank(*, options: int, people: int, scanned: int, output: Output) -> None:
    """Rank people by columns and by asking every rule of every option; compare the answers and the CPU time."""
    found = measured(options, people, min(scanned, people))
    if output is Output.MACHINE:
        print_json(asdict(found))
    else:
        click.echo(f"{found.options} options, {found.people} people; milliseconds of CPU for one person")
        click.echo(f"by columns    median {found.median}  p95 {found.p95}")
        click.echo(f"with reasons  median {found.with_reasons}   after a change {found.after_a_change}")
        click.echo(f"plain scan    median {found.plain_scan} ({found.scanned_people} people)")
        click.echo(f"columns made  {found.columns_made}")
        click.echo("both answers are the same" if found.same else "THE ANSWERS DIFFER")
    if not found.same:
        raise SystemExit(1)
