"""How sure a position is."""

from enum import StrEnum


class PositionLevel(StrEnum):
    """How sure a position is, from a dropped pin to nothing at all."""

    EXACT = "exact"
    BLOCK = "block"
    TOWN = "town"
    AREA = "area"
    CITY = "city"
    NONE = "none"

    @property
    def label(self) -> str:
        """Say in Japanese what the point on the map stands for."""
        return _LABELS[self]

    @property
    def is_approximate(self) -> bool:
        """Tell whether a map must draw the point as 目安."""
        return self not in {PositionLevel.EXACT, PositionLevel.BLOCK}


_LABELS = {
    PositionLevel.EXACT: "確かめた位置",
    PositionLevel.BLOCK: "番地のあたり",
    PositionLevel.TOWN: "町の中心あたりの目安",
    PositionLevel.AREA: "地域の中心あたりの目安",
    PositionLevel.CITY: "市町村の中心（位置は未確認）",
    PositionLevel.NONE: "位置は未確認",
}
