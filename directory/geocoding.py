"""Where an address lies, asked the way geopy asks; answered from the gazetteer, and nothing goes out."""

from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from directory.geography.gazetteer import Gazetteer
from directory.geography.points import GeoPoint


class NullAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """A transport that reaches nothing: the town's addresses stay in the house."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        """Refuse to ask a server."""
        del timeout, headers  # geopy names them
        raise GeocoderQueryError(f"the gazetteer asks no server: {url}")

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        """Refuse to ask a server."""
        del timeout, headers  # geopy names them
        raise GeocoderQueryError(f"the gazetteer asks no server: {url}")


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """geopy's interface over one municipality's towns; `raw` holds level, towns, rest and spread in metres."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(
            adapter_factory=lambda proxies, ssl_context: NullAdapter(proxies=proxies, ssl_context=ssl_context)
        )
        self._gazetteer = gazetteer

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """Return the place of an address, or None; a list of at most one where exactly_one is off."""
        del timeout  # nothing to wait for
        found = self._gazetteer.locate(query)
        if found is None:
            return None
        raw = {
            "level": found.level,
            "towns": [town.name for town in found.towns],
            "rest": found.rest,
            "spread": found.spread,
        }
        location = Location(found.address, (found.point.lat, found.point.lng), raw)
        return location if exactly_one else [location]

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # Any: what geopy's Point takes
    ) -> Location | list[Location] | None:
        """Return the town whose point is nearest, or None without towns."""
        del timeout  # nothing to wait for
        asked = Point(query)
        town = self._gazetteer.nearest_town(GeoPoint(asked.latitude, asked.longitude))
        if town is None:
            return None
        address = f"{self._gazetteer.prefecture}{self._gazetteer.municipality}{town.name}"
        raw = {"level": town.level, "towns": [town.name], "rest": "", "spread": 0.0}
        location = Location(address, (town.point.lat, town.point.lng), raw)
        return location if exactly_one else [location]
