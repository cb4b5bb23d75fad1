"""Which town (町字) an address means, from a list of towns: offline, with how sure the answer is."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from directory.geography.address_text import fold_address, fold_kana, is_kana, split_postal_code
from directory.geography.nearest import nearest
from directory.geography.points import HERE, GeoPoint, Metres, distance
from directory.geography.positions import PositionLevel

PREFECTURES: Final = (
    *("北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県"),
    *("埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県"),
    *("岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県"),
    *("鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県"),
    *("佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"),
)
_ELSEWHERE: Final = re.compile(r"^[^\d市郡]{1,6}[市郡]")
_BLOCK: Final = re.compile(r"(\d+)(丁目|-|$)")
_AFTER_A_SHORT_NAME: Final = re.compile(
    r"$|[\d\-の、・(]|[イロハニホヘト](?=\d|$)|地区|公民館|集会所|会館|自治会|地区振興|小学校|中学校|保育|交流|センター|駅"
)
_TOWN_ENDINGS: Final = ("町", "村")
_KANA_ENDINGS: Final = ("ちょう", "まち", "むら")


@dataclass(frozen=True, slots=True)
class Town:
    """One town (町字 or 丁目): name, reading, one point, postal codes."""

    name: str
    name_kana: str
    point: GeoPoint
    postal_codes: tuple[str, ...] = ()
    level: PositionLevel = PositionLevel.TOWN


@dataclass(frozen=True, slots=True)
class Position:
    """What an address was understood as; spread = how far its towns lie from the point given."""

    point: GeoPoint
    level: PositionLevel
    towns: tuple[Town, ...]
    address: str
    rest: str = ""
    spread: Metres = HERE


@dataclass(frozen=True)
class Gazetteer:
    """The towns of one municipality, looked up by any usual way of writing an address."""

    prefecture: str
    municipality: str
    centre: GeoPoint
    towns: tuple[Town, ...]

    def locate(self, text: str) -> Position | None:
        """Return what the address means, or None for another municipality and for words that are no address."""
        postal, without_postal = split_postal_code(text)
        folded = fold_address(without_postal)
        in_prefecture = re.sub(rf"^(\D{{1,4}}郡)(?={self.municipality})", "", folded.removeprefix(self.prefecture))
        local = in_prefecture.removeprefix(self.municipality)
        if local == in_prefecture and self._is_elsewhere(in_prefecture):
            return None
        local = re.sub("^大?字", "", local)
        for look in (self._by_name, self._by_short_name, self._by_kana, self._by_word_inside):
            if (found := look(local)) is not None:
                return found
        if postal and (by_code := self._by_postal_code.get(postal)):
            return self._position(by_code, local)
        return self._city(local) if local != folded and folded else None

    def nearest_town(self, point: GeoPoint) -> Town | None:
        """Return the town whose point is nearest."""
        if not self.towns:
            return None
        ((index, _),) = nearest(point, [town.point for town in self.towns])
        return self.towns[index]

    def _is_elsewhere(self, text: str) -> bool:
        return text.startswith(PREFECTURES) or (
            bool(_ELSEWHERE.match(text)) and not text.startswith(tuple(self._by_folded_name))
        )

    @cached_property
    def _by_folded_name(self) -> Mapping[str, tuple[Town, ...]]:
        return _grouped(self.towns, lambda town: [fold_address(town.name)])

    @cached_property
    def _by_short(self) -> Mapping[str, tuple[Town, ...]]:
        return _grouped(self.towns, _short_names)

    @cached_property
    def _by_folded_kana(self) -> Mapping[str, tuple[Town, ...]]:
        return _grouped(self.towns, _kana_names)

    @cached_property
    def _by_postal_code(self) -> Mapping[str, tuple[Town, ...]]:
        return _grouped(self.towns, lambda town: town.postal_codes)

    def _by_name(self, text: str) -> Position | None:
        name = _longest_prefix(text, self._by_folded_name)
        return self._position(self._by_folded_name[name], text[len(name) :]) if name else None

    def _by_short_name(self, text: str) -> Position | None:
        """Find 高津3-1-2, 遠田, 匹見町 and 都茂: a block number, no 町, a former town, or only its last part."""
        name = _longest_prefix(text, self._by_short)
        if not name:
            return None
        rest = text[len(name) :]
        if not _AFTER_A_SHORT_NAME.match(rest):
            return None
        block = _BLOCK.match(rest)
        if block and (towns := self._by_folded_name.get(f"{name}{block[1]}丁目")):
            return self._position(towns, rest[block.end() :])
        return self._position(self._by_short[name], rest)

    def _by_kana(self, text: str) -> Position | None:
        kana = re.sub(r"[\d-].*", "", text)
        towns = self._by_folded_kana.get(fold_kana(kana)) if is_kana(kana) else None
        return self._position(towns, text[len(kana) :]) if towns else None

    def _by_word_inside(self, text: str) -> Position | None:
        inside = [name for name in self._by_folded_name if name in text]
        if not inside:
            return None
        name = max(inside, key=lambda one: (len(one), -text.index(one)))
        return self._position(self._by_folded_name[name], text[text.index(name) + len(name) :])

    def _position(self, towns: Sequence[Town], rest: str) -> Position:
        if len(towns) == 1:
            town = towns[0]
            return Position(town.point, town.level, (town,), self._written(town.name), rest)
        point = _middle([town.point for town in towns])
        spread = max(distance(point, town.point) for town in towns)
        shared = _shared_start([town.name for town in towns])
        return Position(point, PositionLevel.AREA, tuple(towns), self._written(shared), rest, spread)

    def _city(self, rest: str) -> Position:
        spread = max((distance(self.centre, town.point) for town in self.towns), default=HERE)
        return Position(self.centre, PositionLevel.CITY, (), self._written(""), rest, spread)

    def _written(self, town: str) -> str:
        return f"{self.prefecture}{self.municipality}{town}"


def town_from(row: Mapping[str, str]) -> Town:
    """Read a town from a row with town, town_kana, lat, lng and postal_codes joined by ;."""
    codes = tuple(code for code in row.get("postal_codes", "").split(";") if code)
    level = PositionLevel(row.get("level") or PositionLevel.TOWN)
    point = GeoPoint(float(row["lat"]), float(row["lng"]))
    return Town(row["town"], row.get("town_kana", ""), point, codes, level)


def _grouped(towns: Iterable[Town], keys: Callable[[Town], Iterable[str]]) -> Mapping[str, tuple[Town, ...]]:
    groups: dict[str, tuple[Town, ...]] = {}
    for town in towns:
        for key in dict.fromkeys(keys(town)):
            groups[key] = (*groups.get(key, ()), town)
    return groups


def _short_names(town: Town) -> list[str]:
    """List what people also call a town: without 町, without 丁目, its former town, its last part."""
    name = fold_address(town.name)
    names = [re.sub(r"\d+丁目$", "", name)]
    names.extend(name.removesuffix(ending) for ending in _TOWN_ENDINGS)
    former, ending, last = name.partition("町")
    if last:
        names.extend([former + ending, former, last])
    return [one for one in names if len(one) > 1]


def _kana_names(town: Town) -> list[str]:
    kana = fold_kana(town.name_kana)
    endings = [fold_kana(ending) for ending in _KANA_ENDINGS]
    former, ending, last = town.name_kana.partition("ちょう")
    parts = [fold_kana(former + ending), fold_kana(last)] if last else []
    return [one for one in (kana, *(kana.removesuffix(ending) for ending in endings), *parts) if one]


def _longest_prefix(text: str, names: Mapping[str, object]) -> str:
    return next((text[:size] for size in range(len(text), 0, -1) if text[:size] in names), "")


def _middle(points: Sequence[GeoPoint]) -> GeoPoint:
    return GeoPoint(sum(one.lat for one in points) / len(points), sum(one.lng for one in points) / len(points))


def _shared_start(names: Sequence[str]) -> str:
    first, last = min(names), max(names)
    size = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:size]
