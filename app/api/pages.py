"""How does a list go out? As one page in the envelope of HSDS, or whole as one JSON object a line."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from flask import Response, request

from core.types import Json
from directory.exchange.hsds.entities import Entity, as_json

NDJSON = "application/x-ndjson"
JSON = "application/json"


def page(contents: Sequence[dict[str, object]], *, total: int, number: int, per_page: int) -> Response:
    """One page: how many there are in all, which page this is, and what is on it."""
    pages = max(1, -(-total // per_page))
    return document(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": number,
            "size": len(contents),
            "first_page": number == 1,
            "last_page": number == pages,
            "empty": not contents,
            "contents": list(contents),
        }
    )


def lines(entities: Iterable[Entity | Json]) -> Response:
    """Everything, one object a line."""
    text = "".join(
        json.dumps(as_json(one) if isinstance(one, Entity) else one, ensure_ascii=False) + "\n" for one in entities
    )
    return _answer(text, NDJSON)


def document(content: dict[str, object]) -> Response:
    """One JSON object."""
    return _answer(json.dumps(content, ensure_ascii=False), JSON)


def _answer(text: str, kind: str) -> Response:
    """The answer with a mark of its content, so that whoever has it already is told so and fetches nothing."""
    response = Response(text, content_type=f"{kind}; charset=utf-8" if kind == NDJSON else kind)
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response
