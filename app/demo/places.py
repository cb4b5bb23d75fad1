"""Where are the halls of the demo town? Near their district's point, always at the same made-up spot."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.demo.entries import StopEntry, VenueEntry
from directory.content import ListingPlace
from directory.geography.positions import PositionLevel
from directory.models.district import District

METRES_A_DEGREE: Final = 111_195
FARTHEST_METRES: Final = 700
LOT_NUMBERS: Final = 900


@dataclass(frozen=True)
class Gazetteer:
    """The districts of the town by name."""

    districts: Mapping[str, District]

    def venue(self, entry: VenueEntry) -> ListingPlace:
        """The place of a hall."""
        district = self.districts[entry.district]
        latitude, longitude = spot_near(district, entry.key)
        return ListingPlace(
            name=entry.name,
            name_kana=entry.kana,
            address=f"益田市{district.name}地区 見本{_number(entry.key) % LOT_NUMBERS + 1}番地",
            district_id=district.id,
            latitude=latitude,
            longitude=longitude,
            position_level=entry.level,
            landmark=entry.landmark,
            nearest_stop=entry.stop,
            stop_minutes=entry.stop_minutes,
            parking=entry.parking,
        )

    def stop(self, entry: StopEntry) -> ListingPlace:
        """The place of a stop, known to the hamlet only."""
        district = self.districts[entry.district]
        latitude, longitude = spot_near(district, entry.name)
        return ListingPlace(
            name=entry.name,
            name_kana=entry.kana,
            district_id=district.id,
            latitude=latitude,
            longitude=longitude,
            position_level=PositionLevel.TOWN,
            landmark=entry.landmark,
        )


def spot_near(district: District, key: str) -> tuple[float, float]:
    """A point within walking distance of the district's own, the same for the same key at every load."""
    if district.latitude is None or district.longitude is None:
        raise ValueError(f"{district.name} has no point")
    number = _number(key)
    angle = math.radians(number % 360)
    metres = FARTHEST_METRES * (number // 360 % 100) / 100
    north = metres * math.cos(angle) / METRES_A_DEGREE
    east = metres * math.sin(angle) / (METRES_A_DEGREE * math.cos(math.radians(district.latitude)))
    return round(district.latitude + north, 4), round(district.longitude + east, 4)


def _number(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:6])
