"""A municipality gets into an empty database from what is shipped, from an official file, or by its name alone."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, InvalidError
from directory import founding
from directory.exchange.placing import surroundings_of
from directory.geography.municipalities import load_municipality
from directory.models.district import District
from directory.taxonomy.kinds import kinds_by_code, list_kinds

SQUARE = [[[132.0, 34.0], [132.5, 34.0], [132.5, 34.5], [132.0, 34.5], [132.0, 34.0]]]


@pytest.fixture
def boundary(tmp_path: Path) -> Path:
    properties = {"N03_001": "島根県", "N03_003": "見本郡", "N03_004": "見本町", "N03_007": "32999"}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": SQUARE}}
    path = tmp_path / "boundaries.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


@pytest.mark.db
def test_a_shipped_shape_has_its_districts_and_kinds(session: Session, database_kind: str) -> None:
    town = founding.found(session, load_municipality("322041"))
    assert (town.name, town.prefecture) == ("益田市", "島根県")
    assert len(session.execute(select(District)).scalars().all()) == 20
    assert surroundings_of(session, town).outline
    kinds = kinds_by_code(session)
    assert kinds["kayoinoba"].is_shown_by_default
    assert not kinds["nursery"].is_shown_by_default
    assert next(iter(list_kinds(session))).code == "kayoinoba"


def test_an_official_file_gives_name_and_outline(session: Session, boundary: Path) -> None:
    town = founding.found_plain(
        session, "329991", founding.Names(), boundary=founding.read_boundary(boundary, "329991")
    )
    assert (town.name, town.prefecture, town.latitude) == ("見本町", "島根県", 34.25)
    with pytest.raises(InvalidError):
        founding.read_boundary(boundary, "322041")


def test_a_name_alone_is_enough_and_none_is_not(session: Session) -> None:
    with pytest.raises(InvalidError):
        founding.found_plain(session, "329991", founding.Names(prefecture="島根県"))
    town = founding.found_plain(session, "329991", founding.Names(name="見本町"))
    assert (town.prefecture, surroundings_of(session, town).outline) == ("島根県", ())


@pytest.mark.parametrize("code", ["329990", "32999", "999999", "３２９９９１", "masuda"])
def test_a_code_that_is_none_is_refused(session: Session, code: str) -> None:
    with pytest.raises(InvalidError):
        founding.found_plain(session, code, founding.Names(name="見本町"))


def test_twice_is_refused(session: Session) -> None:
    names = founding.Names(name="見本町", prefecture="島根県")
    founding.found_plain(session, "329991", names)
    with pytest.raises(ConflictError):
        founding.found_plain(session, "329991", names)
