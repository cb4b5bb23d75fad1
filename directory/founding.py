"""How does a municipality get into an empty database? With its shape, districts and the kinds of service."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.errors import ConflictError, InvalidError
from directory.exchange.places import check_digit
from directory.geography.gazetteer import PREFECTURES
from directory.geography.municipalities import MunicipalityShape, Ring
from directory.models.district import District
from directory.taxonomy import kinds

_BARE_CODE: Final = 5
_PLACES: Final = 5  # decimals of a degree that are kept: about a metre


@dataclass(frozen=True, slots=True)
class Names:
    """What a municipality is called, as far as somebody has said."""

    name: str = ""
    name_kana: str = ""
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class Boundary:
    """What an official boundary file (国土数値情報 行政区域) says of one municipality."""

    name: str
    prefecture: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


def found(session: Session, shape: MunicipalityShape, *, is_demo: bool = False) -> Municipality:
    """Write down a municipality whose shape is known, with its districts."""
    town = _new(session, shape.code, shape.name, shape.prefecture, shape.name_kana)
    town.latitude, town.longitude = shape.city_hall.point.lat, shape.city_hall.point.lng
    town.outline = {"rings": [_pairs(ring) for ring in shape.outline]}
    town.is_demo = is_demo
    for position, one in enumerate(shape.districts):
        district = District(
            municipality_id=town.id,
            code=one.code,
            name=one.name,
            name_kana=one.name_kana,
            area=one.area,
            area_kana=one.area_kana,
            latitude=one.point.lat,
            longitude=one.point.lng,
            position=position,
        )
        session.add(district)
    session.flush()
    return town


def found_plain(session: Session, code: str, names: Names, *, boundary: Boundary | None = None) -> Municipality:
    """Write down a municipality of which only the name is known, and the boundary where a file has it."""
    name = names.name or (boundary.name if boundary else "")
    prefecture = names.prefecture or (boundary.prefecture if boundary else "") or _prefecture(code)
    if not name:
        raise InvalidError({"name": f"{code} の形は同梱していません。名前か、境界のファイルを指定してください。"})
    town = _new(session, code, name, prefecture, names.name_kana)
    if boundary:
        corners = [corner for ring in boundary.rings for corner in ring]
        town.longitude = round(_middle([lng for lng, _ in corners]), _PLACES)
        town.latitude = round(_middle([lat for _, lat in corners]), _PLACES)
        town.outline = {"rings": [[list(corner) for corner in ring] for ring in boundary.rings]}
    session.flush()
    return town


def read_boundary(path: Path, code: str) -> Boundary:
    """The municipality with this code in a GeoJSON file of boundaries; its outer rings only."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    own = [one for one in features if str(one["properties"].get("N03_007")) == code[:_BARE_CODE]]
    if not own:
        raise InvalidError({"boundary": f"境界のファイルに {code} の市区町村がありません。"})
    properties = own[0]["properties"]
    rings = [ring for feature in own for ring in _outer_rings(feature["geometry"])]
    return Boundary(properties.get("N03_004") or "", properties.get("N03_001") or "", tuple(rings))


def load_towns(town: Municipality, path: Path) -> int:
    """Keep the town points (町字) of an official list, by which addresses are found; says how many they are."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row.get("city") in {town.name, None, ""}]
    wanted = ("town", "town_kana", "lat", "lng", "postal_codes", "level")
    try:
        towns = [{name: row.get(name, "") for name in wanted} for row in rows if row["town"] and row["lat"]]
    except KeyError as error:
        raise InvalidError({"towns": f"町字の一覧に「{error.args[0]}」の列がありません。"}) from error
    town.settings = {**town.settings, "towns": towns}
    return len(towns)


def _new(session: Session, code: str, name: str, prefecture: str, name_kana: str) -> Municipality:
    _prefecture(code)
    if session.execute(select(Municipality).where(Municipality.code == code)).first():
        raise ConflictError(f"{code} の市区町村はもう登録されています。")
    kinds.install(session)
    town = Municipality(code=code, name=name, name_kana=name_kana, prefecture=prefecture)
    session.add(town)
    session.flush()
    return town


def _prefecture(code: str) -> str:
    """The prefecture of a six-digit code; a code whose digits do not fit one another is refused."""
    bare = code[:_BARE_CODE]
    is_whole = code.isascii() and code.isdigit() and len(code) == _BARE_CODE + 1
    if not is_whole or code[-1] != check_digit(bare) or not 1 <= int(code[:2]) <= len(PREFECTURES):
        raise InvalidError({"code": f"{code} は全国地方公共団体コード（6桁）ではありません。"})
    return PREFECTURES[int(code[:2]) - 1]


def _outer_rings(geometry: Mapping[str, Any]) -> list[tuple[tuple[float, float], ...]]:  # Any: GeoJSON
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [tuple((round(lng, _PLACES), round(lat, _PLACES)) for lng, lat, *_ in polygon[0]) for polygon in polygons]


def _pairs(ring: Ring) -> list[list[float]]:
    return [[corner.lng, corner.lat] for corner in ring]


def _middle(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2
