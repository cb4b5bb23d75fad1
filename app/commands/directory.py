"""hitomaru directory: import lists, search, make the index anew."""

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.directory_explain import explain_listing
from app.commands.opening import open_town, opened, print_json
from app.commands.progress import Output, progress
from app.commands.timetable import timetable_commands
from core.access import MACHINE
from core.clock import TOWN_ZONE
from core.scope import open_for_all
from directory.exchange.applying import Aim, Report, apply, joined_report
from directory.exchange.batches import recover
from directory.exchange.bundles import read_path
from directory.exchange.remarked import remarked
from directory.models.district import District
from directory.recurrence.sessions import Session as Sitting
from directory.recurrence.slots import Part
from directory.search.criteria import Near, SearchCriteria, Sort
from directory.search.finder import open_finder, open_index
from directory.search.indexer import Indexer
from directory.search.service import FoundListing, SearchResult
from directory.search.text_index.protocol import Backend

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = {"morning": Part.MORNING, "afternoon": Part.AFTERNOON, "evening": Part.EVENING}
PLACE = click.Path(exists=True, path_type=Path)
TOWN = click.option("--municipality", "code", help="Code of the municipality, where there are several.")


@click.group("directory")
def directory_commands() -> None:
    """Import lists into the directory, and search it."""


directory_commands.add_command(explain_listing)
directory_commands.add_command(timetable_commands)


@directory_commands.command("import")
@click.argument("path", type=PLACE)
@click.option("--source", required=True, help="A name for where the list comes from; its IDs are its own.")
@TOWN
@click.option("--dry-run", "aim", flag_value=Aim.TRY, default=Aim.WRITE, type=Aim, help="Say only what would happen.")
@click.option("--report", type=click.Path(path_type=Path), help="Write what became of every row to this JSON file.")
@click.option("--remarks", type=click.Path(path_type=Path), help="Write the same rows with their remarks to this CSV.")
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def import_file(
    *, path: Path, source: str, code: str | None, aim: Aim, report: Path | None, remarks: Path | None, output: Output
) -> None:
    """Read the lists under PATH (CSV, TSV, XLSX, JSON or GeoJSON; a folder or a ZIP of them) into one municipality."""
    lists = read_path(path)
    done = []
    with opened() as (settings, database):
        recover(database)
        with database.reading() as session:
            municipality_id = open_town(session, code).id
        for read in lists:
            with progress(read.file, len(read.listings), output) as tell:
                one = apply(database, MACHINE, read, municipality_id=municipality_id, source=source, aim=aim, tell=tell)
            done.append(one)
        Indexer(database, open_index(settings.index_dir, settings.search_backend)).catch_up()
    _tell_reports(path.name, done, report, output)
    if remarks and len(done) == 1:
        remarks.write_bytes(remarked(path, done[0].remarks))
    if all(read.refusal for read in lists):
        raise SystemExit(1)


def _tell_reports(name: str, done: list[Report], report: Path | None, output: Output) -> None:
    whole = joined_report(name, done)
    if runs := [str(one.run_id) for one in done if one.run_id]:
        whole["batches"] = runs
    if report:
        report.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if output is Output.MACHINE:
        print_json(whole)
        return
    for one in done:
        _print_report(one, len(done))


def _print_report(done: Report, files: int) -> None:
    if files > 1:
        click.echo(done.read.file)
    if done.read.refusal:
        click.echo(done.read.refusal)
    click.echo("  ".join(f"{name} {count}" for name, count in done.counts.items()))
    for remark in done.remarks[:20]:
        click.echo(f"{remark.part} {remark.row}行目 {remark.column}: {remark.message}".lstrip())
    if len(done.remarks) > 20:  # noqa: PLR2004 - a screenful
        click.echo(f"ほかに {len(done.remarks) - 20} 件。--report で全部を書き出せます。")


@dataclass(frozen=True)
class Wishes:
    """What the search command was asked for besides words."""

    kinds: tuple[str, ...]
    districts: tuple[str, ...]
    days: tuple[str, ...]
    parts: tuple[str, ...]
    near: str | None
    radius_km: float | None
    step_free: bool
    free_of_charge: bool
    limit: int
    page: int


@directory_commands.command("search")
@click.argument("words", default="")
@click.option("--kind", "kinds", multiple=True, help="Code of a kind; may be repeated.")
@click.option("--district", "districts", multiple=True, help="Code or name of a district; may be repeated.")
@click.option("--day", "days", multiple=True, type=click.Choice(DAYS), help="Weekday; may be repeated.")
@click.option("--part", "parts", multiple=True, type=click.Choice(list(PARTS)), help="Part of the day.")
@click.option("--near", metavar="LAT,LNG", help="Nearest to this place first.")
@click.option("--radius-km", type=float, help="No further than this from --near.")
@click.option("--step-free", "step_free", is_flag=True, help="Only where somebody said that there is no step.")
@click.option("--free", "free_of_charge", is_flag=True, help="Only what costs nothing.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many to print.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page of so many.")
@click.option(
    "--backend", type=click.Choice([one.value for one in Backend]), help="Ask this index, made for this search alone."
)
@TOWN
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def search(
    *, words: str, code: str | None, backend: str | None, output: Output, **wishes: Any
) -> None:  # Any: click's own values
    """Search the directory for WORDS as residents do, best first."""
    with opened() as (settings, database), TemporaryDirectory() as apart:
        folder = Path(apart) if backend else settings.index_dir
        finder = open_finder(folder, Backend(backend) if backend else settings.search_backend)
        Indexer(database, finder.index).catch_up()
        with database.reading() as session:
            if code:
                open_town(session, code)
            else:
                open_for_all(session)
            result = finder.search(session, _criteria(session, words, Wishes(**wishes)))
    if output is Output.MACHINE:
        print_json(_result_as_json(result))
    else:
        _print_hits(result)


def _criteria(session: Session, words: str, wishes: Wishes) -> SearchCriteria:
    near = _near(wishes)
    return SearchCriteria(
        words=words,
        kinds=frozenset(wishes.kinds),
        districts=frozenset(_district_codes(session, wishes.districts)),
        weekdays=frozenset(DAYS.index(day) for day in wishes.days),
        parts=frozenset(PARTS[part] for part in wishes.parts),
        facts=frozenset(key for key in ("step_free", "free_of_charge") if getattr(wishes, key)),
        near=near,
        sort=Sort.NEAREST if near else Sort.RELEVANCE,
        page=wishes.page,
        per_page=wishes.limit,
    )


def _near(wishes: Wishes) -> Near | None:
    if not wishes.near:
        return None
    try:
        latitude, longitude = map(float, wishes.near.split(","))
    except ValueError as error:
        raise click.BadParameter("--near takes LAT,LNG, for example 34.57,132.00") from error
    return Near(latitude, longitude, wishes.radius_km)


def _district_codes(session: Session, wanted: tuple[str, ...]) -> list[str]:
    if not wanted:
        return []
    rows = session.execute(select(District.code, District.name)).all()
    known = {name: code for code, name in rows} | {code: code for code, _name in rows}
    if unknown := [one for one in wanted if one.removesuffix("地区") not in known]:
        raise click.BadParameter(f"no district {', '.join(unknown)}")
    return [known[one.removesuffix("地区")] for one in wanted]


def _result_as_json(result: SearchResult) -> dict[str, object]:
    return {
        "total": result.total,
        "conditions": [one.key for one in result.reading.conditions],
        "hits": [_as_json(hit) for hit in result.hits],
        "alternatives": [
            {"let_go": [one.key for one in other.let_go], "total": other.total, "hits": list(map(_as_json, other.hits))}
            for other in result.alternatives
        ],
    }


def _as_json(hit: FoundListing) -> dict[str, object]:
    return {
        "id": str(hit.listing.id),
        "source": hit.listing.source,
        "source_id": hit.listing.source_id,
        "name": hit.listing.name,
        "score": hit.score,
        "district": hit.listing.district_name or None,
        "next_session": _moment(hit.next_session),
        "unstated": [one.key for one in hit.unstated],
    }


def _moment(sitting: Sitting | None) -> str | None:
    """The day, with the hour in the town's own time where it is known."""
    if sitting is None:
        return None
    return sitting.starts.astimezone(TOWN_ZONE).isoformat() if sitting.starts else sitting.on.isoformat()


def _print_hits(result: SearchResult) -> None:
    click.echo(f"{result.total}件")
    first = 1 + (result.criteria.page - 1) * result.criteria.per_page
    for number, hit in enumerate(result.hits, start=first):
        far = "" if hit.metres is None else f" {hit.metres / 1000:.1f}km"
        click.echo(f"{number}. {hit.listing.name} {hit.listing.district_name}{far} {hit.listing.timetable_words()}")
    for listing in result.similar:
        click.echo(f"もしかして: {listing.name}")


@directory_commands.command("reindex")
@click.option("--verify", is_flag=True, help="Change nothing; say where index and database differ.")
def reindex(*, verify: bool) -> None:
    """Make the search index anew from the database."""
    with opened() as (settings, database):
        indexer = Indexer(database, open_index(settings.index_dir, settings.search_backend))
        if verify:
            _verify(indexer)
        else:
            click.echo(f"{indexer.rebuild()} listings indexed")


def _verify(indexer: Indexer) -> None:
    indexer.catch_up()
    differences = indexer.differences()
    for found in differences:
        click.echo(f"{found.service_id}: {found.reason}", err=True)
    if differences:
        raise click.ClickException(f"index and database differ in {len(differences)} listings; run: directory reindex")
    click.echo("index and database agree")
