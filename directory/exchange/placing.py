"""Where does an imported listing lie? Its position, from the address where the file has none, and its district."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from directory.content import ListingPlace
from directory.geography.districts import metres_outside, nearest_district
from directory.geography.gazetteer import Gazetteer, town_from
from directory.geography.municipalities import DistrictPoint, Ring, rings_from
from directory.geography.points import GeoPoint, Metres
from directory.geography.positions import PositionLevel
from directory.models.district import District

NEAR_THE_BORDER: Final = Metres(3_000)
"""A rough outline is off by a kilometre; what lies further outside is doubted."""


@dataclass(frozen=True)
class Surroundings:
    """What is known of the town's shape; whatever is not loaded decides nothing."""

    outline: tuple[Ring, ...] = ()
    districts: tuple[DistrictPoint, ...] = ()
    district_ids: Mapping[str, uuid.UUID] = field(default_factory=dict)
    gazetteer: Gazetteer | None = None
    area_code: str = ""


def surroundings_of(session: Session, municipality: Municipality) -> Surroundings:
    """The town's outline, districts and towns, as far as they are in the database."""
    query = select(District).where(District.municipality_id == municipality.id).order_by(District.code)
    rows = session.execute(query).scalars().all()
    return Surroundings(
        outline=rings_from((municipality.outline or {}).get("rings", ())),
        districts=tuple(_point(row) for row in rows if row.latitude is not None),
        district_ids={row.code: row.id for row in rows},
        gazetteer=_gazetteer(municipality),
        area_code=municipality.area_code,
    )


def placed(place: ListingPlace, around: Surroundings, *, before: ListingPlace | None) -> ListingPlace:
    """The place with a position and a district; what somebody has settled for the same place stays."""
    if place.latitude is None and not place.is_address_hidden:
        place = _located(place, around)
    if place.latitude is None or place.longitude is None or place == before:
        return place
    point = GeoPoint(place.latitude, place.longitude)
    if around.outline and metres_outside(point, around.outline) > NEAR_THE_BORDER:
        return replace(place, is_position_doubtful=True, district_id=None)
    return replace(place, is_position_doubtful=False, district_id=_district(place, point, around, before))


def _located(place: ListingPlace, around: Surroundings) -> ListingPlace:
    found = around.gazetteer.locate(place.address) if around.gazetteer and place.address else None
    if found is None or found.level is PositionLevel.CITY:
        return place
    return replace(
        place, latitude=round(found.point.lat, 6), longitude=round(found.point.lng, 6), position_level=found.level
    )


def _district(
    place: ListingPlace, point: GeoPoint, around: Surroundings, before: ListingPlace | None
) -> uuid.UUID | None:
    is_same_spot = before and (before.latitude, before.longitude) == (place.latitude, place.longitude)
    if place.district_id and is_same_spot:
        return place.district_id
    guess = nearest_district(point, around.districts)
    return around.district_ids[guess.code] if guess else None


def _point(row: District) -> DistrictPoint:
    assert row.latitude is not None  # noqa: S101 - the caller has looked
    point = GeoPoint(row.latitude, row.longitude or 0.0)
    return DistrictPoint(row.code, row.name, row.name_kana, row.area, row.area_kana, point)


def _gazetteer(municipality: Municipality) -> Gazetteer | None:
    towns: list[dict[str, Any]] = municipality.settings.get("towns", [])  # Any: rows as town_from reads them
    if not towns or municipality.latitude is None or municipality.longitude is None:
        return None
    centre = GeoPoint(municipality.latitude, municipality.longitude)
    return Gazetteer(municipality.prefecture, municipality.name, centre, tuple(town_from(row) for row in towns))
