"""Where is it? Coordinates, municipality codes, postal codes and the town in an address."""

import json
import re
from importlib import resources
from typing import Final, TypeAlias

from core.japanese.postal import postal_code
from directory.exchange.found import Found, doubtful, repaired
from directory.exchange.text import dashes, narrow_digits, nfkc

Position: TypeAlias = tuple[float, float] | None

_NAMES: Final = json.loads((resources.files("directory.exchange") / "data/places.json").read_text(encoding="utf-8"))
PREFECTURES: Final[tuple[str, ...]] = tuple(_NAMES["prefectures"])
_LATITUDES: Final = (20.0, 46.0)
_LONGITUDES: Final = (122.0, 154.5)
_CODE_WEIGHTS: Final = (6, 5, 4, 3, 2)
_WHOLE_CODE: Final = 6
_BARE_CODE: Final = 5
_POSTAL_DIGITS: Final = 7
_DEGREES: Final = re.compile(r"(\d{2,3})[度°](\d{1,2})[分'′](\d{1,2}(?:\.\d+)?)(?:秒|\"|″|′′|'')?")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_PREFECTURE: Final = re.compile("|".join(PREFECTURES))
# Municipalities whose names hold the letters that end a name (四日市市, 町田市).
_MISLEADING: Final = "|".join(_NAMES["misleading_names"])
_CITY: Final = re.compile(
    rf"^(?:余市郡|[^市区町村郡\d]{{1,5}}郡)?({_MISLEADING}|[^市区町村郡\d]{{1,7}}市(?:[^市区町村\d]{{1,4}}区(?!画))?|"
    r"[^市区町村\d]{1,6}[区町村])"
)
_TOWN: Final = re.compile(r"^(?:大字|字)?([^\d\s(,、]+?)(?:字[^\d]*)?(?=\d|$|[\s(,、])")
_DASH_IN_NUMBER: Final = re.compile(r"(?<=\d)[‐‑‒–—―−ー－ｰ](?=\d)")


def read_position(latitude: str, longitude: str) -> Found[Position]:
    """The position that two cells give; swapped ones are repaired, impossible ones are left out."""
    if not latitude.strip() and not longitude.strip():
        return Found(None)
    north, east = _degrees(latitude), _degrees(longitude)
    if north is None or east is None:
        return doubtful(None, "緯度・経度が数字として読めないので、位置は住所から探します。")
    if _lies_in_japan(north, east):
        return Found((north, east))
    if _lies_in_japan(east, north):
        return repaired((east, north), "緯度と経度が入れ替わっていたので直しました。")
    if north == 0 and east == 0:
        return doubtful(None, "緯度・経度が 0 なので、位置は住所から探します。")
    return doubtful(None, "緯度・経度が日本の外を指すので、位置は住所から探します。")


def read_pair(text: str) -> Found[Position]:
    """The position that one cell gives (34.67,131.84)."""
    parts = re.split(r"[,、\s/]+", nfkc(text).strip(" ()"))
    return read_position(parts[0], parts[-1]) if text.strip() else Found(None)


def _degrees(text: str) -> float | None:
    words = nfkc(text).strip().removeprefix("北緯").removeprefix("東経").rstrip("NEne度° ")
    if match := _DEGREES.fullmatch(words):
        return int(match[1]) + int(match[2]) / 60 + float(match[3]) / 3600
    return float(words) if _NUMBER.fullmatch(words) else None


def _lies_in_japan(latitude: float, longitude: float) -> bool:
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]


def read_code(text: str, prefecture: str = "") -> Found[str]:
    """A municipality's code with all six digits; a lost zero or check digit is put back.

    `prefecture` (its name) decides between the two where both are possible.
    """
    digits = nfkc(text).strip()
    if not digits:
        return Found("")
    if not digits.isdigit() or len(digits) > _WHOLE_CODE:
        return doubtful("", "市区町村コードとして読めませんでした。")
    if len(digits) == _WHOLE_CODE:
        return Found(digits) if _is_code(digits) else doubtful(digits, "市区町村コードの検査数字が合いません。")
    return _mended(digits, prefecture)


def _mended(digits: str, prefecture: str) -> Found[str]:
    if len(digits) != _BARE_CODE:
        return doubtful("", "市区町村コードの桁が足りません。")
    padded, completed = digits.zfill(_WHOLE_CODE), digits + check_digit(digits)
    possible = [code for code in (padded, completed) if _is_code(code)]
    if len(possible) > 1:
        possible = [code for code in possible if PREFECTURES[int(code[:2]) - 1] == prefecture] or possible
    match possible:
        case []:
            return doubtful("", "市区町村コードとして読めませんでした。")
        case [code]:
            return repaired(
                code, f"5桁の市区町村コードを {code} と読みました（先頭の 0 か末尾の検査数字がありません）。"
            )
    return doubtful(possible[0], f"5桁の市区町村コードを {possible[0]} と読みました。{possible[1]} かもしれません。")


def _is_code(digits: str) -> bool:
    return 0 < int(digits[:2]) <= len(PREFECTURES) and check_digit(digits[:_BARE_CODE]) == digits[-1]


def check_digit(digits: str) -> str:
    """The sixth digit of a municipality's code. 根拠: 総務省 全国地方公共団体コード 検査数字の算出方法."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _CODE_WEIGHTS, strict=True))
    return str((11 - total % 11) % 10) if total >= 11 else str(11 - total)  # noqa: PLR2004 - the rule's own modulus


def read_postal_code(text: str) -> Found[str]:
    """A postal code as 698-0024."""
    digits = re.sub(r"\D", "", nfkc(text))
    if not text.strip():
        return Found("")
    try:
        return Found(postal_code(text))
    except ValueError:
        if len(digits) == _POSTAL_DIGITS - 1 and dashes(nfkc(text)).strip().isdigit():
            return repaired(postal_code("0" + digits), "郵便番号の先頭の 0 が落ちていたので補いました。")
    return doubtful("", "郵便番号として読めませんでした。")


def read_address(text: str) -> Found[str]:
    """An address with half-width digits and hyphens between them, otherwise as the file writes it."""
    written = " ".join(text.split())
    address = _DASH_IN_NUMBER.sub("-", narrow_digits(written))
    if address != written:
        return repaired(address, "住所の全角の数字や横棒を半角にしました。")
    return Found(address)


def split_address(address: str) -> tuple[str, str, str]:
    """Prefecture, municipality and town (町字) of an address, each "" where the address does not say."""
    rest = address.strip()
    prefecture = _PREFECTURE.match(rest)
    rest = rest[prefecture.end() :].lstrip() if prefecture else rest
    city = _CITY.match(rest)
    rest = rest[city.end() :].lstrip() if city else rest
    town = _TOWN.match(nfkc(rest))
    return (prefecture.group() if prefecture else "", city[1] if city else "", town[1] if town else "")
