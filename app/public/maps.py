"""How is a map put on a page? Drawn by the server from the town's own outline, with the numbers of the list."""

from collections.abc import Iterable

from markupsafe import Markup

from app import requests
from app.rendering.words import gettext as _
from core.words import word
from directory.geography.map_subject import Fit, MapPin, MapWords, subject_of
from directory.geography.maps import draw_map
from directory.geography.municipalities import MunicipalityShape, UnknownMunicipalityError, load_municipality
from directory.geography.points import GeoPoint
from directory.public_listing import PublicListing

CREDIT = word("番号は一覧と同じです。場所は目安です。出典：国土数値情報（行政区域データ）を加工")


def town_shape() -> MunicipalityShape | None:
    """The outline of the town, where one was loaded."""
    try:
        return load_municipality(requests.municipality().code)
    except UnknownMunicipalityError:
        return None


def pin_of(number: int, listing: PublicListing) -> MapPin | None:
    """A numbered pin, for a listing whose place is known at all."""
    place = listing.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return MapPin(number, GeoPoint(place.latitude, place.longitude), place.position_level.is_approximate)


def map_of(pins: Iterable[MapPin | None], *, origin: GeoPoint | None = None) -> Markup | None:
    """The map with these pins; None when there is no outline or nothing to show."""
    shape, shown = town_shape(), [pin for pin in pins if pin is not None]
    if shape is None or not shown:
        return None
    words = MapWords(
        title=_("地図"),
        description=_("番号は一覧の番号と同じです。"),
        inset=_("赤い枠の中を大きくした図"),
        framed=_("下の図"),
        approximate=_("点線の番号は、位置が目安です"),
        outside=_("この地図の外："),
        origin=_("ここから"),
        north=_("上が北"),
    )
    drawn = draw_map(subject_of(shape, origin=origin), shown, words=words, fit=Fit.TOWN, map_id="map")
    return Markup(drawn)  # noqa: S704 - drawn by our own code, which escapes every name
