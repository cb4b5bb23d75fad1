"""Which rows speak of the same listing? Those of one source id and one name; nothing else is ever joined here."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from directory.exchange.listing import ImportedListing, ImportedPlace, ImportedSession, Level, Remark
from directory.exchange.listings import place_of
from directory.exchange.text import fold

_ID_LENGTH: Final = 12
_TWO: Final = 2
_ID: Final = "ID"
_LABELS: Final = {
    "name_kana": "名称_カナ",
    "kind": "種類",
    "kind_text": "種類",
    "organization_name": "団体名",
    "phone": "電話番号",
    "other_phones": "電話番号",
    "email": "メールアドレス",
    "url": "URL",
    "contact_note": "連絡先",
    "schedule_note": "日時特記事項",
    "fee_text": "料金",
    "is_free": "料金の有無",
    "capacity": "定員",
    "age_text": "受入年齢",
    "eligibility_text": "対象",
    "booking_text": "申込",
    "accessibility": "バリアフリー",
    "parking": "駐車場",
    "access_text": "アクセス方法",
    "remarks_text": "備考",
    "postal_code": "郵便番号",
}
_NOT_COMPARED: Final = frozenset(
    {
        "rows",
        "sessions",
        "translations",
        "languages",
        "venue",
        "address",
        "building",
        "town",
        "latitude",
        "longitude",
        "position_level",
        "extra",
        "name",
        "description",
    }
)


@dataclass(slots=True)
class Merged:
    """The listings of a file, how many rows were added to an earlier one, and what was strange about ids."""

    listings: list[ImportedListing] = field(default_factory=list)
    merged: int = 0
    remarks: list[Remark] = field(default_factory=list)


def merge(rows: Sequence[ImportedListing], id_column: str) -> Merged:
    """Give every row its id and put the rows of one listing together, in the order of the file."""
    result = Merged()
    named = list(_with_ids(rows, id_column, result.remarks))
    for group in _groups(named):
        whole = group[0]
        for row in group[1:]:
            whole = _added(whole, row, result)
        result.listings.append(whole)
    result.listings.sort(key=lambda listing: listing.rows[0])
    return result


def made_id(listing: ImportedListing, *, with_address: bool) -> str:
    """A stable id from the folded name and town; with the whole address where name and town are not enough."""
    place = (listing.city, listing.address if with_address else listing.town)
    key = "\x1f".join(fold(part) for part in (listing.name, *place))
    return "n-" + hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def _with_ids(rows: Sequence[ImportedListing], id_column: str, remarks: list[Remark]) -> Iterable[ImportedListing]:
    crowded = _crowded(rows)
    _say_ids(rows, id_column, remarks)
    owners: dict[str, ImportedListing] = {}
    for row in rows:
        if not row.source_id:
            own = made_id(row, with_address=made_id(row, with_address=False) in crowded)
            yield replace(row, source_id=own, is_source_id_made=True)
        elif _is_translation(row) or _is_same(owners.setdefault(row.source_id, row), row):
            yield row
        else:
            remarks.append(_shared_id(row, id_column))
            own = f"{row.source_id}-{made_id(row, with_address=False)}"
            yield replace(row, source_id=own, is_source_id_made=True)


def _is_same(owner: ImportedListing, row: ImportedListing) -> bool:
    """Whether a row speaks of the listing that had its id first: one name, and no other municipality."""
    towns = {listing.municipality_code or fold(listing.city) for listing in (owner, row)} - {""}
    return fold(owner.name) == fold(row.name) and len(towns) < _TWO


def _is_translation(row: ImportedListing) -> bool:
    return any(words.name == row.name for words in row.translations.values())


def _crowded(rows: Iterable[ImportedListing]) -> set[str]:
    """The made ids that rows at different addresses would share."""
    addresses: dict[str, set[str]] = {}
    for row in rows:
        if not row.source_id:
            addresses.setdefault(made_id(row, with_address=False), set()).add(fold(row.address))
    return {own for own, found in addresses.items() if len(found) > 1}


def _say_ids(rows: Sequence[ImportedListing], id_column: str, remarks: list[Remark]) -> None:
    without = [row for row in rows if not row.source_id]
    if without and len(without) == len(rows):
        message = "ID がないので、名称と町から作りました（全行）。名称を変えると別の件になります。"
        remarks.append(Remark(rows[0].rows[0], id_column or _ID, Level.REPAIRED, message))
    else:
        message = "ID が空なので、名称と町から作りました。"
        remarks += [Remark(row.rows[0], id_column or _ID, Level.REPAIRED, message) for row in without]


def _shared_id(row: ImportedListing, id_column: str) -> Remark:
    message = f"ID「{row.source_id}」は名称の違う行でも使われています。別の件として読みました。"
    return Remark(row.rows[0], id_column or _ID, Level.DOUBTFUL, message)


def _groups(rows: Iterable[ImportedListing]) -> Iterable[list[ImportedListing]]:
    groups: dict[str, list[ImportedListing]] = {}
    for row in rows:
        groups.setdefault(row.source_id, []).append(row)
    return groups.values()


def _added(whole: ImportedListing, row: ImportedListing, result: Merged) -> ImportedListing:
    result.merged += 1
    number = whole.rows[0]
    if _is_translation(row):
        return _with_language(whole, row)
    if _is_translation(whole):
        return _with_language(replace(row, rows=whole.rows), whole, rows=row.rows)
    if not _says_more(whole, row):
        message = f"{number}行目と同じ内容なので、1件にまとめました。"
        result.remarks.append(Remark(row.rows[0], _ID, Level.REPAIRED, message))
    elif differing := _differing(whole, row):
        message = f"{number}行目の件に日時や場所を足しました。違う値は{number}行目のものを使いました。"
        result.remarks.append(Remark(row.rows[0], "、".join(map(_label, differing)), Level.DOUBTFUL, message))
    return replace(
        whole,
        rows=whole.rows + row.rows,
        sessions=_sessions(whole, row),
        languages=tuple(dict.fromkeys(whole.languages + row.languages)),
        translations={**row.translations, **whole.translations},
        extra={**row.extra, **_kept(whole, row), **whole.extra},
    )


def _kept(whole: ImportedListing, row: ImportedListing) -> dict[str, str]:
    """What the later row says otherwise, under names that tell the row."""
    return {f"{_label(name)}（{row.rows[0]}行目）": str(getattr(row, name)) for name in _differing(whole, row)}


def _label(name: str) -> str:
    return _LABELS.get(name, "ほかの欄")


def _with_language(
    whole: ImportedListing, row: ImportedListing, *, rows: tuple[int, ...] | None = None
) -> ImportedListing:
    translations = {**whole.translations, **row.translations}
    return replace(whole, rows=whole.rows + (rows or row.rows), translations=translations)


def _says_more(whole: ImportedListing, row: ImportedListing) -> bool:
    return bool(_differing(whole, row)) or len(_sessions(whole, row)) > len(_sessions(whole, whole))


def _differing(whole: ImportedListing, row: ImportedListing) -> tuple[str, ...]:
    return tuple(
        name
        for name in ImportedListing.__dataclass_fields__
        if name not in _NOT_COMPARED and getattr(row, name) and getattr(row, name) != getattr(whole, name)
    )


def _sessions(whole: ImportedListing, row: ImportedListing) -> tuple[ImportedSession, ...]:
    """The sessions of both, a stop with its own place where the rows name different ones."""
    is_elsewhere = place_of(row) not in (place_of(whole), ImportedPlace())
    added = row.sessions or ((ImportedSession(),) if is_elsewhere else ())
    if is_elsewhere:
        added = tuple(replace(session, place=session.place or place_of(row)) for session in added)
    return tuple(dict.fromkeys(whole.sessions + added))
