"""hitomaru directory timetable: which timetables does the town judge buses and shared taxis by?"""

from pathlib import Path

import click

from app.commands.opening import open_town, opened
from core.access import MACHINE, Actor
from core.errors import NotFoundError
from directory.models.timetable_file import TimetableFile
from directory.timetable import stored
from directory.timetable.feed import TimetableError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TOWN = click.option("--municipality", "code", help="Code of the municipality, where there are several.")


@click.group("timetable")
def timetable_commands() -> None:
    """Take in timetables (GTFS-JP), list them, forget them."""


@timetable_commands.command("load")
@click.argument("path", type=FILE)
@click.option("--name", help="The operator; a file of the same name is replaced. The file's own name when absent.")
@TOWN
def load(*, path: Path, name: str | None, code: str | None) -> None:
    """Keep the GTFS-JP zip PATH and judge rides by it from now on."""
    with opened() as (_settings, database), database.writing() as session:
        who = Actor(role=MACHINE.role, municipality_id=open_town(session, code).id, name=MACHINE.name)
        try:
            taken = stored.take_in(session, who, name or path.stem, path.read_bytes())
        except TimetableError as error:
            raise click.ClickException(str(error)) from error
        click.echo(_line(taken.row))


@timetable_commands.command("list")
@TOWN
def list_timetables(*, code: str | None) -> None:
    """Say which timetables there are and from when to when they hold."""
    with opened() as (_settings, database), database.reading() as session:
        open_town(session, code)
        for row in stored.list_of(session):
            click.echo(_line(row))


@timetable_commands.command("drop")
@click.argument("name")
@TOWN
def drop(*, name: str, code: str | None) -> None:
    """Forget the timetable NAME."""
    with opened() as (_settings, database), database.writing() as session:
        who = Actor(role=MACHINE.role, municipality_id=open_town(session, code).id, name=MACHINE.name)
        try:
            stored.drop(session, who, name)
        except NotFoundError as error:
            raise click.ClickException(f"There is no timetable {name}.") from error


def _line(row: TimetableFile) -> str:
    return f"{row.name}: {row.stops} stops, {row.trips} trips, {row.dated or '?'} to {row.ends_on or '?'}"
