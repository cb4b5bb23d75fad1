"""How do the tables of a set become services? Each with everything that hangs on it, as nested HSDS writes it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from directory.exchange.hsds.tables import SERVICES, Record, TableRow

_CHILDREN: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "services": (
        *((table, "service_id", table) for table in ("phones", "contacts", "schedules", "service_areas", "languages")),
        *((table, "service_id", table) for table in ("cost_options", "required_documents", "funding", "eligibility")),
        *((table, "service_id", table) for table in ("holiday_schedules", "payments_accepted", "payment_accepted")),
        ("service_capacity", "service_id", "capacities"),
        ("url", "service_id", "additional_urls"),
        ("attributes", "link_id", "attributes"),
        ("service_taxonomy", "service_id", "attributes"),
        ("service_at_location", "service_id", "service_at_locations"),
        ("metadata", "resource_id", "metadata"),
    ),
    "service_at_location": (
        *((table, "service_at_location_id", table) for table in ("phones", "contacts", "schedules", "service_areas")),
        ("holiday_schedules", "service_at_location_id", "holiday_schedules"),
        ("attributes", "link_id", "attributes"),
        ("metadata", "resource_id", "metadata"),
    ),
    "locations": (
        *((table, "location_id", table) for table in ("addresses", "mail_addresses", "accessibility", "languages")),
        *((table, "location_id", table) for table in ("phones", "contacts", "schedules", "holiday_schedules")),
        ("attributes", "link_id", "attributes"),
        ("metadata", "resource_id", "metadata"),
    ),
    "organizations": (
        *((table, "organization_id", table) for table in ("phones", "contacts", "funding", "programs", "locations")),
        ("organization_identifiers", "organization_id", "organization_identifiers"),
        ("url", "organization_id", "additional_websites"),
        ("attributes", "link_id", "attributes"),
        ("metadata", "resource_id", "metadata"),
    ),
    "contacts": (("phones", "contact_id", "phones"),),
    "phones": (("languages", "phone_id", "languages"),),
}
_PARENTS: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "services": (("organizations", "organization_id", "organization"), ("programs", "program_id", "program")),
    "service_at_location": (("locations", "location_id", "location"),),
    "attributes": (("taxonomy_terms", "taxonomy_term_id", "taxonomy_term"),),
    "service_taxonomy": (("taxonomy_terms", "taxonomy_id", "taxonomy_term"),),
    "taxonomy_terms": (("taxonomies", "taxonomy_id", "taxonomy_detail"),),
    "service_capacity": (("units", "unit_id", "unit"),),
}
_KEYS_OF_TABLES: Final = re.compile(
    r"(?:organization|service|location|contact|phone|service_at_location|program|taxonomy|taxonomy_term|unit|link"
    r"|resource)_id"
)


@dataclass
class Nested:
    """The services of a set with their rows, and how many of the other rows hang on none of them, by table."""

    services: list[tuple[TableRow, Record]] = field(default_factory=list)
    used: int = 0
    unused: dict[str, int] = field(default_factory=dict)


def nest(rows: Iterable[TableRow]) -> Nested:
    """Hang every row where its keys say; a row that no service reaches is counted as unused."""
    tables = _Tables(list(_with_places(list(rows))))
    result = Nested()
    for row in tables.of(SERVICES):
        result.services.append((row, tables.whole(row, frozenset())))
    others = [row for row in tables.rows if row.table != SERVICES and row.number]
    result.used = sum(id(row) in tables.reached for row in others)
    for row in others:
        if id(row) not in tables.reached:
            result.unused[row.table] = result.unused.get(row.table, 0) + 1
    return result


def _with_places(rows: list[TableRow]) -> Iterator[TableRow]:
    """The rows, and for services that name their place themselves (Ohana) the row between that HSDS wants."""
    owners = {str(row.record.get("id")): row.record.get("organization_id") for row in rows if row.table == "locations"}
    for row in rows:
        place = row.record.get("location_id") if row.table == SERVICES else None
        if place is not None:
            row.record.setdefault("organization_id", owners.get(str(place)) or "")
            key = f"{row.record.get('id')}/{place}"
            joint: Record = {"id": key, "service_id": row.record.get("id"), "location_id": place}
            yield TableRow("service_at_location", 0, joint)
        yield row


class _Tables:
    """The rows of a set, found by key."""

    def __init__(self, rows: list[TableRow]) -> None:
        self.rows = rows
        self.reached: set[int] = set()
        self._by_key: dict[tuple[str, str, str], list[TableRow]] = defaultdict(list)
        for row in rows:
            for column, value in row.record.items():
                if column == "id" or _KEYS_OF_TABLES.fullmatch(column):
                    self._by_key[row.table, column, str(value)].append(row)

    def of(self, table: str) -> list[TableRow]:
        return [row for row in self.rows if row.table == table]

    def whole(self, row: TableRow, above: frozenset[str]) -> Record:
        """A row with all that hangs on it; tables above it are not entered again."""
        self.reached.add(id(row))
        found = {name: value for name, value in row.record.items() if not _is_key(row.table, name)}
        inner = above | {row.table}
        for table, column, name in _PARENTS.get(row.table, ()):
            key = row.record.get(column)
            for parent in self._by_key.get((table, "id", str(key)), ())[:1] if key is not None else ():
                found[name] = self.whole(parent, inner)
        for table, column, name in _CHILDREN.get(row.table, ()):
            children = self._by_key.get((table, column, str(row.record.get("id"))), ())
            if table not in inner and children:
                earlier = found.get(name)
                found[name] = [
                    *(earlier if isinstance(earlier, list) else ()),
                    *(self.whole(c, inner) for c in children),
                ]
        return found


def _is_key(table: str, name: str) -> bool:
    """Whether a column only says where its row hangs; a term's parent is content."""
    return bool(_KEYS_OF_TABLES.fullmatch(name)) and not (table == "taxonomy_terms" and name == "taxonomy_id")
