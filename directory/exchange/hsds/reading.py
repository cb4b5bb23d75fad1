"""What does an HSDS document or set of tables hold? Its services as listings, with every row accounted for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from directory.exchange.hsds.documents import Document, Entry
from directory.exchange.hsds.records import Reader, children, listing_of, text
from directory.exchange.hsds.sets import nest
from directory.exchange.hsds.tables import SERVICES, Record, TableRow
from directory.exchange.listing import ImportedListing, Level, ReadResult, Remark
from directory.exchange.text import fold

_ROW: Final = "行"
_WHOLE_FILE: Final = "ファイル"
_NO_SERVICES: Final = (
    "この中に services（活動）の表がないので、取り込む活動がありません。services.csv と同じ所に置いてください。"
)


def read_document(document: Document, result: ReadResult) -> ReadResult:
    """The listings of a document, and what became of each of its objects."""
    if document.rows:
        return read_tables(document.rows, replace(result, format="hsds_tables"))
    services: dict[str, ImportedListing] = {}
    counts: Counter[str] = Counter()
    remarks: list[Remark] = []
    for entry in document.entries:
        counts[_outcome(entry, document.entries, services, remarks)] += 1
    return replace(
        result,
        rows=len(document.entries),
        listings=tuple(services.values()),
        merged=counts["merged"],
        refused=counts["refused"],
        not_listings=counts["not_listings"],
        remarks=tuple(sorted((*result.remarks, *remarks))),
    )


def _outcome(
    entry: Entry, entries: Iterable[Entry], services: dict[str, ImportedListing], remarks: list[Remark]
) -> str:
    """What becomes of one object; a service lands among the services."""
    if entry.sentence:
        remarks.append(Remark(entry.number, _ROW, Level.REFUSED, entry.sentence))
        return "refused"
    if entry.kind == "service":
        return _enter(entry, services, remarks)
    if entry.kind == "organization" and any(one.number == entry.number and one is not entry for one in entries):
        return "merged"
    message = f"{entry.label}なので、活動としては読みませんでした。"
    remarks.append(Remark(entry.number, _ROW, Level.REPAIRED, message))
    return "not_listings"


def _enter(entry: Entry, services: dict[str, ImportedListing], remarks: list[Remark]) -> str:
    reader = Reader(entry.number, "")
    key = text(entry.record, "id")
    earlier = services.get(key)
    if earlier is not None and fold(earlier.name) != fold(text(entry.record, "name")):
        sentence = f"id が{earlier.rows[0]}件目と同じなのに、名称が違います。取り込みませんでした。"
        remarks.append(Remark(entry.number, "id", Level.REFUSED, sentence))
        return "refused"
    record = _joined(earlier.record or {}, entry.record) if earlier else entry.record
    listing = listing_of(record, reader)
    remarks += reader.remarks
    if earlier is None:
        services[key] = listing
        return "listing"
    services[key] = replace(listing, rows=(*earlier.rows, entry.number))
    remarks.append(
        Remark(entry.number, _ROW, Level.REPAIRED, f"{earlier.rows[0]}件目と同じ活動なので、1件にまとめました。")
    )
    return "merged"


def _joined(earlier: Record, later: Record) -> Record:
    """Two records of one service, with the places of both."""
    places = children(earlier, "service_at_locations")
    known = {text(place, "id") for place in places}
    added = [place for place in children(later, "service_at_locations") if text(place, "id") not in known]
    return {**earlier, **later, **({"service_at_locations": [*places, *added]} if places or added else {})}


def read_tables(rows: list[TableRow], result: ReadResult) -> ReadResult:
    """The listings of a set of tables; a row of another table is merged where a service reaches it."""
    nested = nest(rows)
    listings: dict[str, ImportedListing] = {}
    remarks: list[Remark] = []
    refused = merged = 0
    for row, record in nested.services:
        reader = Reader(row.number, SERVICES)
        key = text(record, "id") or f"row-{row.number}"
        if not text(record, "name"):
            remarks.append(
                Remark(row.number, _ROW, Level.REFUSED, "name（名称）がないので、取り込みませんでした。", SERVICES)
            )
            refused += 1
        elif key in listings:
            remarks.append(
                Remark(row.number, "id", Level.DOUBTFUL, "同じ id の行が前にあるので、その件にまとめました。", SERVICES)
            )
            merged += 1
        else:
            listings[key] = replace(listing_of({**record, "id": key}, reader), source_id=key, record=None)
            remarks += reader.remarks
    remarks += _left_over(nested.unused, has_services=bool(nested.services))
    return replace(
        result,
        rows=len(rows),
        listings=tuple(listings.values()),
        merged=merged + nested.used,
        refused=refused,
        not_listings=sum(nested.unused.values()),
        remarks=tuple(sorted((*result.remarks, *remarks))),
        tables=dict(Counter(row.table for row in rows)),
    )


def _left_over(unused: dict[str, int], *, has_services: bool) -> Iterable[Remark]:
    for table, count in unused.items():
        message = f"{table} の表の{count}行はどの活動にもつながらないので、活動としては読みませんでした。"
        yield Remark(1, _ROW, Level.REPAIRED, message, table)
    if not has_services:
        yield Remark(1, _WHOLE_FILE, Level.REPAIRED, _NO_SERVICES)
