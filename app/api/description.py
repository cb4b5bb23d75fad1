"""What does the open data interface promise? Its own OpenAPI description, made from the records it answers with."""

from typing import Any, Final

from pydantic.json_schema import models_json_schema

from directory.exchange.hsds import entities as hsds

PARAMETERS: Final = {
    "search": ("string", "Words that the record must have."),
    "page": ("integer", "Number of the page, from 1."),
    "per_page": ("integer", "Records on a page, at most 500."),
    "format": ("string", "json, or ndjson: everything, one object a line."),
    "taxonomy_term_id": ("string", "Services of this kind or of a kind below it."),
    "taxonomy_id": ("string", "Records that have any term of this taxonomy."),
    "organization_id": ("string", "Services of this organization."),
    "modified_after": ("string", "Records changed at or after this moment (ISO 8601)."),
    "minimal": ("boolean", "Only id and last_modified, all at once."),
    "full": ("boolean", "With everything that hangs on the record."),
    "full_service": ("boolean", "Organizations with their services, each with everything that hangs on it."),
    "postcode": ("string", "Places with this postal code."),
    "proximity": ("integer", "Metres from the middle of the places with the postal code."),
    "top_only": ("boolean", "Only terms without a parent."),
    "parent_id": ("string", "Only terms below this one."),
}
_PAGED: Final = ("search", "page", "per_page", "format")
_SERVICES: Final = (*_PAGED, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")
LISTS: Final = {
    "services": (hsds.Service, (*_SERVICES, "minimal", "full")),
    "organizations": (hsds.Organization, (*_PAGED, "taxonomy_term_id", "taxonomy_id", "full", "full_service")),
    "service_at_locations": (hsds.ServiceAtLocation, (*_SERVICES, "full", "postcode", "proximity")),
    "taxonomies": (hsds.Taxonomy, _PAGED),
    "taxonomy_terms": (hsds.TaxonomyTerm, (*_PAGED, "taxonomy_id", "top_only", "parent_id")),
}
Document = dict[str, Any]  # Any: a JSON document


def openapi(base: str) -> Document:
    """The description of the interface that stands at this address."""
    paths: Document = {"/": {"get": _answered("About this interface", {"type": "object"})}}
    for name, (model, parameters) in LISTS.items():
        paths[f"/{name}"] = _list_of(name, model.__name__, parameters)
        one = {**_answered(f"One of {name}", _reference(model.__name__)), "parameters": [_in_path()]}
        paths[f"/{name}/{{id}}"] = {"get": one}
    return {
        "openapi": "3.1.0",
        "info": {"title": "HSDS 3.2", "version": "3.2", "description": "Open Referral HSDS 3.2, read only"},
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _list_of(name: str, model: str, parameters: tuple[str, ...]) -> Document:
    page = {
        "type": "object",
        "required": ["empty", "contents"],
        "properties": {
            **{key: {"type": "integer"} for key in ("total_items", "total_pages", "page_number", "size")},
            **{key: {"type": "boolean"} for key in ("first_page", "last_page", "empty")},
            "contents": {"type": "array", "items": _reference(model)},
        },
    }
    described = {**_answered(f"A page of {name}", page), "parameters": [_in_query(one) for one in parameters]}
    return {"get": described, "post": described}


def _answered(what: str, schema: Document) -> Document:
    refusal = {"type": "object", "properties": {"error": {"type": "string"}}}
    return {
        "summary": what,
        "responses": {"200": _as_json(what, schema), "4XX": _as_json("What cannot be answered", refusal)},
    }


def _as_json(what: str, schema: Document) -> Document:
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def _in_query(name: str) -> Document:
    kind, words = PARAMETERS[name]
    return {"name": name, "in": "query", "required": False, "description": words, "schema": {"type": kind}}


def _in_path() -> Document:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _reference(model: str) -> Document:
    return {"$ref": f"#/components/schemas/{model}"}


def _schemas() -> Document:
    models = [(model, "serialization") for model, _parameters in LISTS.values()]
    _map, document = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    schemas: Document = document["$defs"]
    return schemas
