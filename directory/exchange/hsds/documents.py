"""What does an HSDS document hold? Services to import, what is no service, and what breaks the specification."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from directory.exchange.hsds.records import child, children, is_mail, is_web, text
from directory.exchange.hsds.tables import COLUMNS, Record, TableRow, row_of, table_name

_STRONG: Final = frozenset(
    {"organization", "organization_id", "service_at_locations", "eligibility_description", "fees_description"}
    | {"application_process", "assured_date", "accreditations", "assurer_email", "last_modified", "minimum_age"}
)
_STATUSES: Final = frozenset({"active", "inactive", "defunct", "temporarily closed"})
_ORGANIZATION: Final = frozenset(
    {"services", "organization_identifiers", "legal_status", "parent_organization_id", "logo", "year_incorporated"}
    | {"tax_status", "website"}
)
_TERM: Final = frozenset({"taxonomy", "taxonomy_detail", "term_uri", "parent_id", "taxonomy_id"})
_LABELS: Final = {
    "organization": "団体の記録",
    "location": "場所の記録",
    "taxonomy": "分類の表",
    "taxonomy_term": "分類の言葉",
    "api": "API の説明",
    "definition": "項目の定義表",
}
_NEEDS: Final = {
    "service": ("id", "name"),
    "taxonomy_term": ("id", "name", "description"),
    "taxonomy": ("id", "name", "description"),
    "organization": ("id", "name"),
    "api": ("version", "profile", "openapi_url"),
}
_PLAIN_FIELDS: Final = ("id", "name", "description", "email", "url", "status")


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a document: a service to import, or why it is none; `sentence` says what is wrong with it."""

    number: int
    kind: str
    record: Record
    sentence: str = ""

    @property
    def label(self) -> str:
        """What it is when it is no service, in plain words."""
        return _LABELS.get(self.kind, "")


@dataclass
class Document:
    """All objects of a document in their order, or the rows of its tables."""

    entries: list[Entry] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)


def document_of(content: Any) -> Document | None:  # Any: JSON
    """The document, or None where this is no HSDS."""
    if rows := list(_table_rows(content)):
        return Document(rows=rows)
    if isinstance(content, dict) and isinstance(content.get("resources"), list) and "fields" in str(content)[:20_000]:
        return Document([Entry(number, "definition", {}) for number, _one in enumerate(content["resources"], start=1)])
    objects = _objects(content)
    if not objects or any(_kind(one) is None for one in objects):
        return None
    return Document(list(_entries(objects)))


def _objects(content: Any) -> list[Record]:  # Any: JSON
    if isinstance(content, dict):
        for name in ("contents", "content"):
            if isinstance(content.get(name), list):
                content = content[name]
                break
    listed = content if isinstance(content, list) else [content]
    return listed if all(isinstance(one, dict) for one in listed) else []


def _table_rows(content: Any) -> Iterator[TableRow]:  # Any: JSON
    """The rows of a document that holds whole tables (tabular.json)."""
    if not isinstance(content, dict) or not content:
        return
    names = {name: table_name(str(name).removesuffix(".csv")) for name in content}
    if not all(names.values()) or not all(isinstance(rows, list) for rows in content.values()):
        return
    for name, rows in content.items():
        for number, row in enumerate(rows, start=1):
            if isinstance(row, dict):
                yield row_of(names[name], row, number)


def _entries(objects: list[Record]) -> Iterator[Entry]:
    for number, one in enumerate(objects, start=1):
        kind = _kind(one) or ""
        if kind == "service_at_location":
            inner = {**child(one, "service"), "service_at_locations": [_without(one, "service")]}
            yield Entry(number, "service", inner, _wrong("service", inner))
            continue
        yield Entry(number, kind, one, _wrong(kind, one))
        for service in children(one, "services") if kind == "organization" else ():
            inner = {**service, "organization": _without(one, "services")}
            yield Entry(number, "service", inner, _wrong("service", inner))


def _without(record: Record, name: str) -> Record:
    return {key: value for key, value in record.items() if key != name}


def _kind(one: Mapping[str, object]) -> str | None:
    keys = frozenset(one)
    has_name = {"id", "name"} <= keys
    is_stated = text(one, "status") in _STATUSES
    found = {
        "service_at_location": isinstance(one.get("location"), dict) and isinstance(one.get("service"), dict),
        "service": "id" in keys and (is_stated or ("name" in keys and bool(keys & _STRONG))),
        "location": "location_type" in keys,
        "taxonomy_term": has_name and bool(keys & _TERM),
        "organization": has_name and bool(keys & _ORGANIZATION),
        "taxonomy": has_name and keys <= COLUMNS["taxonomies"] | {"taxonomy_terms"},
        "api": {"version", "openapi_url"} <= keys,
    }
    return next((kind for kind, is_so in found.items() if is_so), None)


def _wrong(kind: str, record: Record) -> str:
    """The sentence that says where a record breaks the specification, "" where it does not."""
    missing = [name for name in _NEEDS.get(kind, ()) if not text(record, name)]
    shaped = [name for name in _PLAIN_FIELDS if not isinstance(record.get(name), str | int | None)]
    shaped += [name for name in _PLAIN_FIELDS if isinstance(record.get(name), bool)]
    shaped += [name for name in ("email",) if text(record, name) and not is_mail(text(record, name))]
    shaped += [name for name in ("url", "term_uri") if text(record, name) and not is_web(text(record, name))]
    if kind == "service":
        shaped += list(_strange_numbers(record))
    parts = []
    if missing:
        parts.append(f"必須の項目 {'、'.join(missing)} がありません")
    if shaped:
        parts.append(f"{'、'.join(dict.fromkeys(shaped))} の値が決まった形ではありません")
    return "、".join(parts) + "。HSDS の決まりに合わないので、取り込みませんでした。" if parts else ""


def _strange_numbers(record: Record) -> Iterator[str]:
    if text(record, "status") and text(record, "status").casefold() not in _STATUSES:
        yield "status"
    for name in ("minimum_age", "maximum_age"):
        if text(record, name) and not re.fullmatch(r"-?\d+(?:\.\d+)?", text(record, name)):
            yield name
