"""hitomaru directory batches, cancel-batch, undo-batch: look at what was imported, stop it, take it back."""

import uuid

import click

from app.commands.opening import find_town, opened, print_json
from app.commands.progress import Output
from core.access import MACHINE
from core.scope import open_for, open_for_all
from directory.exchange import batches
from directory.models.import_run import ImportRun
from directory.search.finder import open_index
from directory.search.indexer import Indexer

TOWN = click.option("--municipality", "code", help="Code of the municipality, where there are several.")
WORDS = {
    "applying": "取り込み中",
    "applied": "取り込み済み",
    "cancelled": "中止",
    "undone": "取り消し済み",
}


@click.command("batches")
@TOWN
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def list_batches(*, code: str | None, output: Output) -> None:
    """List the last imports with their state; one that broke off is undone first."""
    with opened() as (_settings, database):
        batches.recover(database)
        with database.reading() as session:
            open_for(session, [find_town(session, code).id])
            found = list(map(_as_json, batches.list_runs(session)))
    if output is Output.MACHINE:
        print_json(found)
        return
    for run in found:
        click.echo(f"{run['id']}  {WORDS[str(run['state'])]}  {run['done']}/{run['total']}  {run['file']}")


def _as_json(run: ImportRun) -> dict[str, object]:
    return {
        "id": str(run.id),
        "state": run.state.value,
        "source": run.source,
        "file": run.file_name,
        "total": run.total,
        "done": run.done,
        "kept": run.kept,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "undone_at": run.undone_at,
        "counts": run.counts,
    }


@click.command("cancel-batch")
@click.argument("run_id", type=click.UUID)
def cancel_batch(run_id: uuid.UUID) -> None:
    """Stop the import RUN_ID after the rows that it is writing; what is written can be undone."""
    with opened() as (_settings, database), database.writing() as session:
        batches.cancel(open_for_all(session), run_id)


@click.command("undo-batch")
@click.argument("run_id", type=click.UUID)
def undo_batch(run_id: uuid.UUID) -> None:
    """Take back what the import RUN_ID has written; what somebody has changed since is kept."""
    with opened() as (settings, database):
        with database.reading() as session:
            municipality_id = batches.get_run(open_for_all(session), run_id).municipality_id
        run = batches.undo(database, MACHINE, run_id, municipality_id=municipality_id)
        Indexer(database, open_index(settings.index_dir, settings.search_backend)).catch_up()
        click.echo(f"取り消しました。あとから変更があって残した活動：{run.kept}件")


BATCHES = (list_batches, cancel_batch, undo_batch)
