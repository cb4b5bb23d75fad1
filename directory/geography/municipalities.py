"""What the product itself knows of a municipality's shape: a rough outline, districts, one point each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from directory.geography.points import GeoPoint

Ring = tuple[GeoPoint, ...]
_DATA: Final = Path(__file__).parent / "data"


class UnknownMunicipalityError(LookupError):
    """No shape is shipped for this code; the municipality loads its own."""


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """A place with its name and reading."""

    name: str
    name_kana: str
    point: GeoPoint


@dataclass(frozen=True, slots=True)
class DistrictPoint:
    """A district (地区), the area (圏域) that it belongs to, and one point that stands for it."""

    code: str
    name: str
    name_kana: str
    area: str
    area_kana: str
    point: GeoPoint


@dataclass(frozen=True, slots=True)
class MunicipalityShape:
    """One municipality as far as a map needs it; all figures are rounded and serve as 目安 only."""

    code: str
    name: str
    name_kana: str
    prefecture: str
    prefecture_kana: str
    city_hall: NamedPoint
    waters: tuple[NamedPoint, ...]
    neighbours: tuple[NamedPoint, ...]
    districts: tuple[DistrictPoint, ...]
    outline: tuple[Ring, ...]
    sea: tuple[Ring, ...]
    sources: tuple[str, ...]
    note: str

    def district(self, name_or_code: str) -> DistrictPoint | None:
        """Return the district of that name, reading or code."""
        wanted = name_or_code.strip().removesuffix("地区")
        return next((one for one in self.districts if wanted in {one.name, one.name_kana, one.code}), None)


def shipped_codes() -> tuple[str, ...]:
    """List the six-digit codes of the municipalities whose shape is shipped."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.json")))


def load_municipality(code: str) -> MunicipalityShape:
    """Read the shipped shape of the municipality with this six-digit code."""
    if code not in shipped_codes():
        raise UnknownMunicipalityError(code)
    return shape_from(json.loads((_DATA / f"{code}.json").read_text("utf-8")))


def shape_from(raw: Mapping[str, Any]) -> MunicipalityShape:  # Any: JSON as it stands in the file
    """Turn the file's content into a typed value; a missing field is an error."""
    return MunicipalityShape(
        code=raw["code"],
        name=raw["name"],
        name_kana=raw["name_kana"],
        prefecture=raw["prefecture"],
        prefecture_kana=raw["prefecture_kana"],
        city_hall=_named(raw["city_hall"]),
        waters=tuple(_named(one) for one in raw["waters"]),
        neighbours=tuple(_named(one) for one in raw["neighbours"]),
        districts=tuple(_district(one) for one in raw["districts"]),
        outline=rings_from(raw["outline"]),
        sea=rings_from(raw["sea"]),
        sources=tuple(raw["sources"]),
        note=raw["note"],
    )


def rings_from(rings: Any) -> tuple[Ring, ...]:  # Any: JSON arrays
    """Read rings of [longitude, latitude] pairs, GeoJSON's order, closed or open."""
    return tuple(_open(tuple(GeoPoint(float(lat), float(lng)) for lng, lat, *_ in ring)) for ring in rings)


def _open(ring: Ring) -> Ring:
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def _named(raw: Mapping[str, Any]) -> NamedPoint:
    return NamedPoint(raw["name"], raw["name_kana"], GeoPoint(raw["lat"], raw["lng"]))


def _district(raw: Mapping[str, Any]) -> DistrictPoint:
    return DistrictPoint(
        code=raw["code"],
        name=raw["name"],
        name_kana=raw["name_kana"],
        area=raw["area"],
        area_kana=raw["area_kana"],
        point=GeoPoint(raw["lat"], raw["lng"]),
    )
