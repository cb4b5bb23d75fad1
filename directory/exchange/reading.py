"""What does a published file hold? From a path to frozen listings and remarks, without any database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from directory.exchange.cells import Cells, Table
from directory.exchange.columns import Field
from directory.exchange.encodings import UnreadableFileError, decode
from directory.exchange.formats import DEFINITIONS, recognise, stranger
from directory.exchange.headers import Header, doubled_header, find_header, map_columns
from directory.exchange.hsds.documents import document_of
from directory.exchange.hsds.reading import read_document
from directory.exchange.json_tables import read_json, tables_of
from directory.exchange.kinds import OTHER, common_kind, kind_of, kind_of_file
from directory.exchange.listing import ImportedListing, Level, ReadResult, Remark
from directory.exchange.listings import read_listing
from directory.exchange.merging import merge
from directory.exchange.screening import Verdict, judge
from directory.exchange.sheets import Contents, Row, Sheet, is_blank, is_json, read_contents, read_data

_WHOLE_FILE: Final = "ファイル"
_SIDE_SHEETS: Final = (
    "入力例",
    "記入例",
    "記載例",
    "見本",
    "サンプル",
    "説明",
    "凡例",
    "変更履歴",
    "使い方",
    "コード表",
    "選択肢",
    "リスト",
)
_KIND: Final = "種類"
# Where a list of one activity names the house that it is held in.
_HOUSES_OF_OTHERS: Final = frozenset({"nursery", "welfare_facility", "community_hall"})
_REASONS: Final = {
    (True, False): "ほかの行と同じ種類にしました",
    (False, False): "見出しやファイル名から種類を決めました",
    (False, True): "「その他」にしました",
    (True, True): "「その他」にしました",
}


@dataclass(slots=True)
class _Tally:
    listings: list[ImportedListing] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))


def read_file(path: Path) -> ReadResult:
    """Read one file of listings; one of another shape comes back refused whole, with one sentence."""
    try:
        data = read_data(path)
        if not is_json(data):
            return _read_contents(path, read_contents(path))
        decoded = decode(data)
        content = read_json(decoded.text)
        document = document_of(content)
        if document is None:
            return _read_contents(path, Contents(decoded.encoding, tables_of(content), decoded.remarks))
    except UnreadableFileError as error:
        return _refused(ReadResult(file=path.name, format="unknown", encoding="unknown"), str(error), 1)
    return read_document(document, ReadResult(file=path.name, format="hsds_json", encoding=decoded.encoding))


def _read_contents(path: Path, contents: Contents) -> ReadResult:
    lists, remarks = _choose_sheets(contents.sheets)
    parts = [_read_sheet(path, sheet, header, sheet.name if len(lists) > 1 else "") for sheet, header in lists]
    first = parts[0][0]
    merged = merge([listing for _result, listings, _column in parts for listing in listings], parts[0][2])
    found = [*contents.remarks, *remarks, *(remark for part, _, _ in parts for remark in part.remarks), *merged.remarks]
    return ReadResult(
        file=path.name,
        format=first.format,
        encoding=contents.encoding,
        headers=first.headers,
        rows=sum(part.rows for part, _, _ in parts),
        blank=sum(part.blank for part, _, _ in parts),
        listings=tuple(merged.listings),
        merged=merged.merged,
        refused=sum(part.refused for part, _, _ in parts),
        not_listings=sum(part.not_listings for part, _, _ in parts),
        remarks=tuple(sorted(found)),
        refusal=first.refusal if all(part.refusal for part, _, _ in parts) else "",
    )


def _read_sheet(
    path: Path, sheet: Sheet, header: Header | None, part: str
) -> tuple[ReadResult, list[ImportedListing], str]:
    """What one sheet holds: its counts, its rows as listings, and the name of its column of ids."""
    top = header or _top(sheet)
    rows = sheet.rows[top.last + 1 :]
    result = ReadResult(
        file=path.name,
        format=recognise(header.keys).code if header else "unknown",
        encoding="",
        headers=top.names,
        rows=len(rows),
        blank=sum(map(is_blank, rows)),
    )
    if (label := stranger(top.keys)) == DEFINITIONS:
        return _set_aside(result, label, top.row), [], ""
    if sentence := _shape_refusal(header, top, rows):
        return _refused(result, sentence, top.row), [], ""
    result, listings, column = _read_rows(result, path.stem, top, rows)
    if part:
        result = replace(result, remarks=tuple(replace(remark, part=part) for remark in result.remarks))
    return result, listings, column


def _set_aside(result: ReadResult, label: str, row: int) -> ReadResult:
    """A file that says how lists are written: none of its rows is a listing, and nothing is wrong with that."""
    sentence = f"{label}なので、活動や施設の一覧としては読みませんでした。"
    remark = Remark(row, _WHOLE_FILE, Level.REPAIRED, sentence)
    return replace(result, format="definitions", not_listings=result.rows - result.blank, remarks=(remark,))


def _top(sheet: Sheet) -> Header:
    """The first filled row, taken for headers where nothing looks like them."""
    number = next((number for number, row in enumerate(sheet.rows) if not is_blank(row)), -1)
    return Header(tuple(sheet.rows[number]) if number >= 0 else (), max(number, 0), number)


def _choose_sheets(
    sheets: Sequence[Sheet],
) -> tuple[list[tuple[Sheet, Header | None]], tuple[Remark, ...]]:
    """The sheets with lists: those with headers and data that are not samples or explanations."""
    found = [(sheet, find_header(sheet)) for sheet in sheets if not _is_aside(sheet)]
    lists = [(sheet, header) for sheet, header in found if header and _has_data(sheet, header)]
    if not lists:
        headed = [pair for pair in found if pair[1]]
        return [(headed or found or [(Sheet("", ()), None)])[0]], ()
    alike = [pair for pair in lists if _is_alike(lists[0][1], pair[1])]
    message = "ほかのシート「{}」は列がちがうので読んでいません。一覧ならば、分けて取り込んでください。"
    others = [sheet for sheet, header in lists if (sheet, header) not in alike]
    remarks = (Remark(1, _WHOLE_FILE, Level.DOUBTFUL, message.format(sheet.name)) for sheet in others)
    return [*alike], (*_told(alike), *remarks)


def _told(alike: Sequence[tuple[Sheet, Header]]) -> Iterable[Remark]:
    if len(alike) > 1:
        names = "、".join(f"「{sheet.name}」" for sheet, _header in alike)
        yield Remark(1, _WHOLE_FILE, Level.REPAIRED, f"{len(alike)}枚のシート{names}を続けて読みました。")


def _is_alike(first: Header, other: Header) -> bool:
    """Whether two sheets are parts of one list: most headers of the narrower one are in the wider one as well."""
    shared = first.keys & other.keys
    return len(shared) * 2 > min(len(first.keys), len(other.keys))


def _is_aside(sheet: Sheet) -> bool:
    return any(word in sheet.name for word in _SIDE_SHEETS)


def _has_data(sheet: Sheet, header: Header) -> bool:
    return not all(map(is_blank, sheet.rows[header.last + 1 :]))


def _shape_refusal(header: Header | None, top: Header, rows: Sequence[Row]) -> str:
    """The sentence that refuses a file of another shape, or ""."""
    if label := stranger(top.keys):
        return f"{label}のようです。活動や施設の一覧ではないので、取り込みませんでした。"
    if header is None:
        return "見出しの行が見つかりません。「名称」と「住所」などの見出しがある一覧を選んでください。"
    if name := doubled_header(header, rows):
        return f"見出し「{name}」が2つあり、値も違います。どちらを使うか決められないので、取り込みませんでした。"
    if not rows:
        return "見出しだけで、1件もありません。"
    return ""


def _refused(result: ReadResult, sentence: str, row: int) -> ReadResult:
    remark = Remark(row, _WHOLE_FILE, Level.REFUSED, sentence)
    return replace(
        result,
        listings=(),
        merged=0,
        not_listings=0,
        refused=result.rows - result.blank,
        remarks=(*result.remarks, remark),
        refusal=sentence,
    )


def _read_rows(
    result: ReadResult, stem: str, header: Header, rows: Sequence[Row]
) -> tuple[ReadResult, list[ImportedListing], str]:
    known = recognise(header.keys)
    table = Table(header, map_columns(header.names, known.columns), known)
    tally = _tally(table, rows)
    counts = tally.counts
    if counts[Verdict.SLIPPED] * 2 > result.rows - result.blank - counts[Verdict.NOT_A_LISTING]:
        sentence = "見出しと値の列がずれているようです。元の資料の列の並びを直してから取り込んでください。"
        return _refused(result, sentence, header.row), [], ""
    listings = _with_kinds(tally, table, stem)
    found = replace(
        result,
        refused=counts[Verdict.REFUSED] + counts[Verdict.SLIPPED],
        not_listings=counts[Verdict.NOT_A_LISTING],
        remarks=(*_column_remarks(table), *tally.remarks),
    )
    return found, listings, _id_column(table)


def _id_column(table: Table) -> str:
    index = table.columns.first(Field.SOURCE_ID)
    return table.name_of(index) if index is not None else ""


def _tally(table: Table, rows: Sequence[Row]) -> _Tally:
    tally = _Tally()
    for offset, row in enumerate(rows):
        cells = Cells(table, table.header.last + 2 + offset, row)
        judged = judge(cells)
        tally.counts[judged.verdict] += 1
        if judged.verdict is Verdict.LISTING:
            tally.listings.append(read_listing(cells))
        elif judged.message:
            cells.say(_WHOLE_ROW, _LEVELS[judged.verdict], judged.message)
        tally.remarks += cells.remarks
    return tally


_WHOLE_ROW: Final = "行"
_LEVELS: Final = {
    Verdict.NOT_A_LISTING: Level.REPAIRED,
    Verdict.REFUSED: Level.REFUSED,
    Verdict.SLIPPED: Level.REFUSED,
}


def _column_remarks(table: Table) -> Iterable[Remark]:
    for index in table.columns.by_field.get(Field.INSTRUCTION, ()):
        message = "書き方の説明の列なので、読み飛ばしました。"
        yield Remark(table.header.row, table.name_of(index), Level.REPAIRED, message)


def _with_kinds(tally: _Tally, table: Table, stem: str) -> list[ImportedListing]:
    """Give rows without a telling word the kind of the file, and say so once."""
    kinds = [listing.kind for listing in tally.listings]
    most = common_kind(kinds)
    is_one_list = most == "kosodate_kyoten" and Field.KIND not in table.columns.by_field
    kind = most or kind_of(*table.header.names) or kind_of_file(stem) or OTHER
    listings = [_of_kind(listing, kind, is_one_list=is_one_list) for listing in tally.listings]
    given = sum(new is not old for new, old in zip(listings, tally.listings, strict=True))
    if given:
        message = f"種類の書かれていない行が{given}件あり、{_REASONS[bool(most), kind == OTHER]}。確かめてください。"
        tally.remarks.append(Remark(table.header.row, _KIND, Level.DOUBTFUL, message))
    return listings


def _of_kind(listing: ImportedListing, kind: str, *, is_one_list: bool) -> ImportedListing:
    if not listing.kind or (is_one_list and listing.kind in _HOUSES_OF_OTHERS):
        return replace(listing, kind=kind)
    return listing
