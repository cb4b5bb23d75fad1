"""hitomaru init: a municipality in a fresh database."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from app.commands.opening import opened
from app.migrations import history
from core.scope import open_for_all
from directory import founding
from directory.geography.municipalities import load_municipality, shipped_codes

CODE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("init")
@click.option("--municipality", "code", required=True, help="Six-digit code (全国地方公共団体コード).")
@click.option("--name", default="", help="Its name, where its shape is not shipped.")
@click.option("--name-kana", default="", help="The reading of its name.")
@click.option("--prefecture", default="", help="Its prefecture.")
@click.option("--boundary", type=CODE, help="GeoJSON of 国土数値情報 行政区域 that contains it.")
@click.option("--towns", type=CODE, help="CSV of its towns (town, town_kana, lat, lng, postal_codes).")
def init(*, code: str, name: str, name_kana: str, prefecture: str, boundary: Path | None, towns: Path | None) -> None:
    """Make the database, the municipality with its districts, and the kinds of service."""
    with opened() as (_settings, database):
        history.upgrade(database.engine)
        with database.writing() as session:
            open_for_all(session)
            town = _found(session, code, founding.Names(name, name_kana, prefecture), boundary)
            count = founding.load_towns(town, towns) if towns else 0
            words = f"{town.code} {town.prefecture}{town.name}" + (f" ({count} towns)" if count else "")
    click.echo(f"{words} is ready")


def _found(session: Session, code: str, names: founding.Names, boundary: Path | None) -> Municipality:
    if code in shipped_codes() and boundary is None:
        return founding.found(session, load_municipality(code))
    shape = founding.read_boundary(boundary, code) if boundary else None
    return founding.found_plain(session, code, names, boundary=shape)
