"""Small files to send to the reader, and what to ask of its answer."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from directory.exchange.listing import ImportedListing, Level, ReadResult

HEADER = ("ID", "名称", "住所", "電話番号", "利用可能曜日", "開始時間", "終了時間", "備考")
ROW = ("a1", "匹見サロン", "益田市匹見町匹見イ1", "0856-22-0203", "水", "10:00", "11:30", "お茶代100円")

Rows = Iterable[Sequence[object]]
Send = Callable[..., ReadResult]


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def checked(result: ReadResult) -> ReadResult:
    counted = result.blank + len(result.listings) + result.merged + result.refused + result.not_listings
    assert result.rows == counted
    return result


def only(result: ReadResult) -> ImportedListing:
    (listing,) = result.listings
    return listing


def remarks(result: ReadResult, level: Level) -> list[tuple[int, str]]:
    return [(remark.row, remark.column) for remark in result.remarks if remark.level is level]
