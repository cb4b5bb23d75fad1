"""hitomaru bench: what the product costs and survives, measured on this machine with made-up data."""

import time
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from app.bench.corpus import corpus
from app.bench.kills import kill_again_and_again
from app.commands.opening import print_json
from app.commands.progress import Output
from directory.search.analysis import analyse, fingerprint
from directory.search.ranking import matches
from directory.search.synonyms import read_synonyms
from directory.search.text_index.protocol import Backend
from directory.search.text_index.whoosh_index import WhooshIndex
from directory.search.words import query_of


@click.group("bench")
def bench_commands() -> None:
    """Measure on this machine, with made-up data."""


@bench_commands.command("search")
@click.option("--sizes", default="1000", show_default=True, help="Numbers of listings, by commas.")
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def search(*, sizes: str, output: Output) -> None:
    """Measure the search on directories of these sizes."""
    found = [_measured(int(size)) for size in sizes.split(",")]
    if output is Output.MACHINE:
        print_json(found)
    else:
        for row in found:
            click.echo("  ".join(f"{name} {value}" for name, value in row.items()))


def _measured(size: int) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        index = WhooshIndex(Path(folder), fingerprint())
        index.rebuild((analyse(one.document) for one in corpus(size)), at=1)
        query, started = query_of("体操", read_synonyms()), time.process_time()
        found = matches(index.snapshot(), query)
        return {"size": size, "found": len(found), "cpu_ms": 1000 * (time.process_time() - started)}


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
