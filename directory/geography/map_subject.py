"""What a map is about: its ground, its pins and its words."""

from dataclasses import dataclass
from enum import StrEnum

from directory.geography.municipalities import DistrictPoint, MunicipalityShape, NamedPoint, Ring
from directory.geography.points import GeoPoint


class Fit(StrEnum):
    """What the map shows: the whole town, or only the surroundings of the pins."""

    TOWN = "town"
    PINS = "pins"


@dataclass(frozen=True, slots=True)
class MapPin:
    """One numbered item of the list beside the map."""

    number: int
    point: GeoPoint
    is_approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """The words on a map; the page passes them in its own language."""

    title: str = "地図"
    description: str = "番号は一覧の番号と同じです。"
    inset: str = "赤い枠の中を大きくした図"
    framed: str = "下の図"
    approximate: str = "点線の番号は、位置が目安です"
    outside: str = "この地図の外："
    origin: str = "ここから"
    north: str = "上が北"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSubject:
    """The ground that a map draws: outline, districts by name or outline, landmarks, waters, where one asks from."""

    outline: tuple[Ring, ...] = ()
    sea: tuple[Ring, ...] = ()
    district_outlines: tuple[tuple[Ring, ...], ...] = ()
    districts: tuple[DistrictPoint, ...] = ()
    landmarks: tuple[NamedPoint, ...] = ()
    waters: tuple[NamedPoint, ...] = ()
    neighbours: tuple[NamedPoint, ...] = ()
    origin: GeoPoint | None = None


def subject_of(shape: MunicipalityShape, *, origin: GeoPoint | None = None) -> MapSubject:
    """Return the ground of a municipality with its city hall as landmark, and where the reader asks from."""
    return MapSubject(
        outline=shape.outline,
        sea=shape.sea,
        districts=shape.districts,
        landmarks=(shape.city_hall,),
        waters=shape.waters,
        neighbours=shape.neighbours,
        origin=origin,
    )
