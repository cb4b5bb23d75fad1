"""hitomaru directory explain: why a listing is among the hits of a search, or why not."""

import uuid

import click
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.commands.opening import open_town, opened, print_json
from app.commands.progress import Output
from core.scope import open_for_all
from directory.models.service import Service
from directory.search.criteria import SearchCriteria
from directory.search.explaining import Explained, explain
from directory.search.finder import open_finder
from directory.search.indexer import Indexer


@click.command("explain")
@click.argument("query")
@click.argument("listing_id", metavar="ID")
@click.option("--municipality", "code", help="Code of the municipality, where there are several.")
@click.option("--json", "output", flag_value=Output.MACHINE, default=Output.PEOPLE, type=Output)
def explain_listing(*, query: str, listing_id: str, code: str | None, output: Output) -> None:
    """Say why the listing ID (id, number or id in its source) is among the hits of QUERY, or why not."""
    with opened() as (settings, database):
        finder = open_finder(settings.index_dir, settings.search_backend)
        Indexer(database, finder.index).catch_up()
        with database.reading() as session:
            if code:
                open_town(session, code)
            else:
                open_for_all(session)
            found = explain(
                session, finder.index, finder.catalogue, SearchCriteria(words=query), _id(session, listing_id)
            )
    if output is Output.MACHINE:
        print_json(_as_json(found))
    else:
        _print(found)


def _id(session: Session, wanted: str) -> uuid.UUID:
    ids = list(session.execute(_named(wanted)).scalars())
    if len(ids) != 1:
        raise click.ClickException(f"{len(ids) or 'No'} listings are named by {wanted}; give the id of one")
    return ids[0]


def _named(wanted: str) -> Select[uuid.UUID]:
    query = select(Service.id)
    try:
        return query.where(Service.id == uuid.UUID(wanted))
    except ValueError:
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else -1  # noqa: PLR2004 - fits a column
        return query.where(or_(Service.source_id == wanted, Service.number == number))


def _as_json(found: Explained) -> dict[str, object]:
    match = found.match
    return {
        "outcome": found.outcome,
        "place": found.place,
        "total": found.total,
        "score": match.score if match else None,
        "unstated": match.unstated if match else None,
        "is_neighbour": match.is_neighbour if match else None,
        "words": {
            word: [{"needle": one.needle, "field": one.field, "tier": one.tier.name.lower()} for one in places]
            for word, places in (found.words or {}).items()
        },
        "wishes": {one.key: answer for one, answer in (found.wishes or {}).items()},
    }


def _print(found: Explained) -> None:
    where = f"place {found.place} of {found.total}" if found.place else f"not among the {found.total}"
    score = f", score {found.match.score}" if found.match else ""
    click.echo(f"{found.outcome}: {where}{score}")
    for word, places in (found.words or {}).items():
        best = places[0] if places else None
        told = f"{best.tier.name.lower()} ({best.needle} in {best.field})" if best else "not found"
        click.echo(f"  {word}: {told}")
    for wish, answer in (found.wishes or {}).items():
        click.echo(f"  {wish.key}: {answer}")
