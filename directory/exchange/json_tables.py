"""What tables does a JSON document hold that is no HSDS? GeoJSON and lists of objects become rows of text cells."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from directory.exchange.encodings import UnreadableFileError
from directory.exchange.sheets import Row, Sheet

_LATITUDE: Final = "緯度"
_LONGITUDE: Final = "経度"
_POSITIONED: Final = frozenset({"緯度", "経度", "y", "x", "lat", "lng", "lon", "latitude", "longitude"})
_NO_LIST: Final = "JSON のファイルですが、一覧として読めるところがありません。"


def read_json(text: str) -> Any:  # Any: JSON
    """The document, or the documents of a file with one on each line."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        lines = [line for line in text.splitlines() if line.strip()]
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError("JSON のファイルが途中で壊れています。元の資料を作り直してください。") from error


def tables_of(document: Any) -> tuple[Sheet, ...]:  # Any: JSON
    """The tables of a document, or one sentence why there are none."""
    found = tuple(_sheets(document))
    if not found:
        raise UnreadableFileError(_NO_LIST)
    return found


def _sheets(document: Any) -> Iterator[Sheet]:  # Any: JSON
    if isinstance(document, list):
        yield from _list(document, "", {})
    elif isinstance(document, dict) and isinstance(document.get("features"), list):
        yield from _list([_feature(one) for one in document["features"]], "", {})
    elif isinstance(document, dict):
        labels, names = document.get("header") or {}, document.get("index") or {}
        for key, value in document.items():
            own = labels.get(key, labels) if isinstance(labels, dict) else {}
            if isinstance(value, list):
                yield from _list(value, str(names.get(key, key)) if isinstance(names, dict) else key, own)


def _feature(feature: Any) -> Any:  # Any: JSON
    if not isinstance(feature, dict):
        return {}
    found = dict(feature.get("properties") or {})
    if not {str(name).casefold() for name in found} & _POSITIONED and (point := _point(feature.get("geometry"))):
        found |= {_LATITUDE: point[1], _LONGITUDE: point[0]}
    return found


def _point(geometry: Any) -> Sequence[float] | None:  # Any: JSON
    """The first position of a geometry, longitude first."""
    place = geometry.get("coordinates") if isinstance(geometry, dict) else None
    while isinstance(place, list) and place and isinstance(place[0], list):
        place = place[0]
    is_pair = isinstance(place, list) and len(place) > 1 and all(isinstance(one, int | float) for one in place[:2])
    return place if is_pair else None


def _list(rows: list[Any], name: str, labels: Mapping[str, Any]) -> Iterator[Sheet]:  # Any: JSON
    objects = [row for row in rows if isinstance(row, dict)]
    if not objects or len(objects) != len(rows):
        return
    keys = list(dict.fromkeys(str(key) for row in objects for key in row))
    header = tuple(_text(labels.get(key)) or key for key in keys)
    yield Sheet(name, (header, *(_row(row, keys) for row in objects)))


def _row(row: Mapping[str, Any], keys: Sequence[str]) -> Row:  # Any: JSON
    found = {str(key): value for key, value in row.items()}
    return tuple(_text(found.get(key)) for key in keys)


def _text(value: Any) -> str:  # Any: JSON
    match value:
        case None:
            return ""
        case bool():
            return "有" if value else "無"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
