"""Files as clerks send them: every encoding, odd headers, rows that are no listings, shapes that are refused."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.listing import ImportedListing, Level, PositionLevel, ReadResult, Visibility
from directory.exchange.reading import read_file
from directory.recurrence.rules import Frequency, HolidayRule

HEADER = ("ID", "名称", "住所", "電話番号", "利用可能曜日", "開始時間", "終了時間", "備考")
ROW = ("a1", "匹見サロン", "益田市匹見町匹見イ1", "0856-22-0203", "水", "10:00", "11:30", "お茶代100円")

Rows = Iterable[Sequence[object]]
Send = Callable[..., ReadResult]


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.fixture
def send(tmp_path: Path) -> Send:
    def send_csv(*rows: Sequence[object], encoding: str = "utf-8", delimiter: str = ",") -> ReadResult:
        path = tmp_path / "list.csv"
        path.write_bytes(csv_text(rows, delimiter).encode(encoding))
        return checked(read_file(path))

    return send_csv


@pytest.fixture
def send_bytes(tmp_path: Path) -> Callable[[bytes], ReadResult]:
    def send_them(data: bytes) -> ReadResult:
        path = tmp_path / "list.csv"
        path.write_bytes(data)
        return checked(read_file(path))

    return send_them


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., ReadResult]:
    def send_book(sheets: dict[str, Rows], merges: Sequence[str] = ()) -> ReadResult:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        for area in merges:
            workbook.worksheets[0].merge_cells(area)
        path = tmp_path / "list.xlsx"
        workbook.save(path)
        return checked(read_file(path))

    return send_book


def checked(result: ReadResult) -> ReadResult:
    counted = result.blank + len(result.listings) + result.merged + result.refused + result.not_listings
    assert result.rows == counted
    return result


def only(result: ReadResult) -> ImportedListing:
    (listing,) = result.listings
    return listing


def remarks(result: ReadResult, level: Level) -> list[tuple[int, str]]:
    return [(remark.row, remark.column) for remark in result.remarks if remark.level is level]


def test_a_plain_row_becomes_a_listing(send: Send) -> None:
    result = send(HEADER, ROW)
    listing = only(result)
    assert (listing.source_id, listing.name, listing.kind, listing.rows) == ("a1", "匹見サロン", "kayoinoba", (2,))
    assert (listing.city, listing.town, listing.phone) == ("益田市", "匹見町匹見イ", "+81856220203")
    (session,) = listing.sessions
    assert (session.freq, session.weekdays) == (Frequency.WEEKLY, (2,))
    assert (session.opens_at, session.closes_at) == (time(10), time(11, 30))
    assert result.remarks == ()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (csv_text([HEADER, ROW]).encode(), "utf-8"),
        (csv_text([HEADER, ROW]).encode("utf-8-sig"), "utf-8-sig"),
        (b"\xef\xbb\xbf" + csv_text([HEADER, ROW]).encode("utf-8-sig"), "utf-8-sig"),
        (csv_text([HEADER, ROW]).encode("cp932"), "cp932"),
        (csv_text([HEADER, ROW]).encode("utf-16"), "utf-16"),
        (csv_text([HEADER, ROW], "\t").encode("utf-16"), "utf-16"),
        (csv_text([HEADER, ROW]).encode("utf-16-le"), "utf-16-le"),
        (csv_text([HEADER, ROW] * 3).encode("euc_jp"), "euc_jp"),
        (csv_text([HEADER, ROW]).replace("\r\n", "\n").encode(), "utf-8"),
    ],
)
def test_every_encoding_gives_the_same_listing(
    send_bytes: Callable[[bytes], ReadResult], data: bytes, encoding: str
) -> None:
    result = send_bytes(data)
    assert result.encoding == encoding
    assert result.listings[0].name == "匹見サロン"
    assert result.listings[0].remarks_text == "お茶代100円"


def test_a_damaged_character_does_not_cost_the_file(send_bytes: Callable[[bytes], ReadResult]) -> None:
    result = send_bytes(csv_text([HEADER, *[ROW] * 20]).encode() + b"\xff\xfe")
    assert len(result.listings) == 1
    assert (1, "ファイル") in remarks(result, Level.DOUBTFUL)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf\r\n",
        b"\x00\x01\x02\x03" * 200,
        bytes(range(256)) * 20,
        b"%PDF-1.7 \n",
        b'{"type": "FeatureCollection"}',
        b"<!DOCTYPE html><html></html>",
        b"PK\x03\x04 this is no workbook",
        '名称,住所\n"匹見サロン,益田市匹見町\n'.encode(),
        "これは一覧ではありません。\n本文だけです。\n".encode(),
        "original_name,display_name,label_flag\n名称,名称,\n住所,住所,\n".encode(),
        "名称,名称,住所\n匹見サロン,美都サロン,益田市匹見町\n".encode(),
        "設置位置,名称,住所,パッドの種類\n1階,市役所,益田市常盤町1-1,成人用\n".encode(),
    ],
)
def test_another_shape_is_refused_whole_with_one_sentence(
    send_bytes: Callable[[bytes], ReadResult], data: bytes
) -> None:
    result = send_bytes(data)
    assert result.listings == ()
    assert result.refusal.endswith("。")
    assert [remark.message for remark in result.remarks if remark.level is Level.REFUSED] == [result.refusal]
    assert result.refused == result.rows - result.blank


def test_shifted_columns_are_refused_whole(send: Send) -> None:
    shifted = [("a1", "匹見サロン", "益田市匹見町", "水", "10:00", "11:30", "", "") for _ in range(3)]
    result = send(HEADER, *shifted)
    assert result.refusal
    assert result.refused == 3


def test_one_slipped_row_is_refused_alone(send: Send) -> None:
    slipped = ("a2", "美都サロン", "益田市美都町", "", "", "0856-22-0203", "火", "10:00", "11:30")
    result = send(HEADER, ROW, ("a3", "中西サロン", *ROW[2:]), slipped)
    assert (len(result.listings), result.refused) == (2, 1)
    assert remarks(result, Level.REFUSED) == [(4, "行")]


def test_a_doubled_note_does_no_harm(send: Send) -> None:
    listing = only(send((*HEADER, "備考"), (*ROW, "雨の日は休み")))
    assert "雨の日は休み" in listing.remarks_text


def test_rows_above_the_header_are_passed_over(send: Send) -> None:
    result = send(("通いの場一覧（令和8年4月1日現在）",), (), HEADER, ROW)
    assert only(result).rows == (4,)
    assert result.rows == 1


def test_a_header_on_two_lines_is_joined(book: Callable[..., ReadResult]) -> None:
    upper = ("番号", "名称", "所在地", "連絡先", None, "開催", None)
    lower = (None, None, None, "電話番号", "FAX番号", "曜日", "時間")
    row = (1, "匹見サロン", "益田市匹見町匹見イ1", "0856-22-0203", "0856-22-0204", "水", "10時～11時半")
    listing = only(book({"一覧": [upper, lower, row]}, merges=["D1:E1", "F1:G1"]))
    assert (listing.phone, listing.fax, listing.rows) == ("+81856220203", "+81856220204", (3,))
    assert listing.sessions[0].closes_at == time(11, 30)


def test_a_line_break_in_a_header_does_no_harm(send: Send) -> None:
    header = ("NO", "都道府県コード又は\n市区町村コード", "名 称", "住　所", "緯度", "経度")
    listing = only(send(header, ("7", "322041", "匹見サロン", "益田市匹見町匹見イ1", "34.5", "132.0")))
    assert (listing.municipality_code, listing.position_level) == ("322041", PositionLevel.EXACT)


@pytest.mark.parametrize(
    "header",
    [
        ("施設名", "所在地", "TEL"),
        ("名　称", "住 所", "電話番号（代表）"),
        ("団体名", "開催場所", "連絡先"),
        ("サロン名", "会場", "問い合わせ先"),
        ("Name", "Address", "Tel"),
        ("ｻﾛﾝ名", "住所", "ＴＥＬ"),
    ],
)
def test_ordinary_headers_are_understood(send: Send, header: tuple[str, ...]) -> None:
    listing = only(send(header, ("匹見サロン", "益田市匹見町匹見イ1", "0856-22-0203")))
    assert (listing.name, listing.phone) == ("匹見サロン", "+81856220203")
    assert "益田市匹見町匹見イ1" in (listing.address, listing.venue)


def test_rows_that_are_no_listings_are_counted_apart(send: Send) -> None:
    result = send(
        HEADER,
        ("必須", "必須", "任意", "任意", "任意", "任意", "任意", ""),
        ("例", "○○サロン", "益田市○○町", "", "月火水", "10:00", "11:00", ""),
        ROW,
        (),
        ("", "", "", "", "", "", "", ""),
        HEADER,
        ("a9", "", "", "", "", "", "", ""),
        ("※変更があるときは健康増進課へ", "", "", "", "", "", "", ""),
        ("", "合計", "1", "", "", "", "", ""),
    )
    assert (result.rows, result.blank, len(result.listings), result.not_listings) == (9, 2, 1, 6)


def test_a_row_without_a_name_is_refused(send: Send) -> None:
    result = send(HEADER, ROW, ("a2", "", "益田市美都町", "0856-22-0204", "火", "", "", ""))
    assert result.refused == 1
    assert remarks(result, Level.REFUSED) == [(3, "行")]


def test_nothing_is_dropped_in_silence(send: Send) -> None:
    header = (*HEADER, "重錘バンド本数", "", "世話役の一言")
    listing = only(send(header, (*ROW[:3], "山の向こう", "水", "10:00", "夕方まで", "", "20本", "手書き", "お気軽に")))
    assert listing.extra["重錘バンド本数"] == "20本"
    assert listing.extra["世話役の一言"] == "お気軽に"
    assert listing.extra["10列目"] == "手書き"
    assert listing.extra["電話番号"] == "山の向こう"
    assert "夕方まで" in listing.sessions[0].note


def test_three_valued_facts_come_from_columns_and_lists(send: Send) -> None:
    header = ("名称", "住所", "車椅子可", "授乳室", "スロープ", "バリアフリー情報", "おむつ替えコーナー")
    row = ("匹見会館", "益田市匹見町", "有", "無", "", "多目的トイレ有り;車椅子席;オストメイトなし", "有（女性用のみ）")
    listing = only(send(header, row))
    assert listing.accessibility == {
        "wheelchair": True,
        "nursing_room": False,
        "accessible_toilet": True,
        "ostomate_toilet": False,
        "diaper_table": True,
    }
    assert "車椅子席" in listing.accessibility_note
    assert "女性用のみ" in listing.accessibility_note


def test_the_child_cafeteria_sheet_is_read(send: Send) -> None:
    header = (
        "全国地方公共団体コード",
        "ID",
        "名称",
        "住所",
        "電話番号1",
        "開催曜日",
        "開催日",
        "開催開始時間",
        "開催終了時間",
    )
    header += ("参加費_幼児", "参加費_大人", "フードパントリー実施", "備考")
    rows = [
        (
            "322041",
            "1",
            "A食堂",
            "益田市駅前町1",
            "非公開",
            "土",
            "毎月第３",
            "11:00",
            "13:00",
            "0",
            "300",
            "1",
            "住所は非公開",
        ),
        ("322041", "2", "B食堂", "益田市駅前町2", "", "土", "", "11:00", "13:00", "0", "0", "", ""),
    ]
    result = send(header, *rows)
    first, second = result.listings
    assert (result.format, first.kind) == ("kodomo_shokudo", "kodomo_shokudo")
    assert (first.sessions[0].freq, first.sessions[0].nths) == (Frequency.MONTHLY, (3,))
    assert (first.contact_visibility, first.address_visibility) == (Visibility.HIDDEN, Visibility.HIDDEN)
    assert (first.fee_text, first.is_free) == ("幼児：無料\n大人：300円", False)
    assert first.accessibility == {"food_pantry": True}
    assert (second.sessions[0].freq, second.sessions[0].weekdays, second.is_free) == (None, (5,), True)
    assert (3, "開催曜日") in remarks(result, Level.DOUBTFUL)


def test_the_new_national_sheet_is_put_together(send: Send) -> None:
    header = (
        "全国地方公共団体コード",
        "ID",
        "地方公共団体名",
        "名称",
        "名称_カナ",
        "名称_英字",
        "所在地_都道府県",
        "所在地_市区町村",
    )
    header += (
        "所在地_町字",
        "所在地_番地以下",
        "建物名等(方書)",
        "緯度",
        "経度",
        "連絡先メールアドレス",
        "利用可能曜日",
    )
    row = (
        "322041",
        "k1",
        "益田市",
        "匹見会館",
        "ﾋｷﾐｶｲｶﾝ",
        "Hikimi Hall",
        "島根県",
        "益田市",
        "匹見町匹見",
        "イ1260",
        "2階",
    )
    row += ("34.57", "132.01", "hall@example.jp", "平日,祝日")
    result = send(header, row)
    listing = only(result)
    assert (result.format, listing.kind) == ("public_facility", "community_hall")
    assert (listing.address, listing.building, listing.town) == ("益田市匹見町匹見イ1260", "2階", "匹見町匹見")
    assert (listing.name_kana, listing.translations["en"].name) == ("ヒキミカイカン", "Hikimi Hall")
    assert (listing.prefecture, listing.email) == ("島根県", "hall@example.jp")
    assert listing.sessions[0].holiday_rule is HolidayRule.OPEN


def test_events_get_their_dates(send: Send) -> None:
    header = ("NO", "イベント名", "開始日", "終了日", "開始時間", "終了時間", "説明", "料金(基本)", "場所名称", "住所")
    one_day = ("1", "体操体験会", "2026-05-09", "2026-05-09", "10:00", "11:00", "", "無料", "匹見会館", "益田市匹見町")
    era = ("2", "健康まつり", "令和8年5月9日", "令和8年5月10日", "10:00", "15:00", "", "", "市役所", "益田市常盤町")
    first, second = send(header, one_day, era).listings
    assert (first.sessions[0].freq, first.sessions[0].dates) == (Frequency.DATES, (date(2026, 5, 9),))
    assert (second.sessions[0].valid_from, second.sessions[0].valid_to) == (date(2026, 5, 9), date(2026, 5, 10))
    assert (first.venue, first.is_free) == ("匹見会館", True)


def test_the_national_salon_data_are_read(send: Send) -> None:
    header = (
        "No",
        "市区町村コード",
        "名称（ふりがな）",
        "名称",
        "所在地（都道府県から番地まで）",
        "運営日（平日）－開始",
    )
    header += (
        "運営日（平日）－終了",
        "運営日（土曜）－開始",
        "運営日（土曜）－終了",
        "定休日",
        "送迎の有無",
        "料金体系",
    )
    row = (
        "1",
        "322041",
        "ひきみさろん",
        "匹見の集い",
        "島根県益田市匹見町匹見イ1",
        "10:00",
        "11:30",
        "",
        "",
        "祝日",
        "1",
        "100円",
    )
    listing = only(send(header, row))
    assert (listing.kind, listing.sessions[0].freq, listing.sessions[0].opens_at) == ("kayoinoba", None, time(10))
    assert (listing.accessibility, listing.schedule_note) == ({"pickup": True}, "定休日：祝日")


def test_words_of_days_and_hours_in_one_cell_are_taken_apart(send: Send) -> None:
    listing = only(send(("名称", "会場", "日時"), ("匹見サロン", "匹見会館", "毎週水曜日 午後1時半～3時、第2土曜日")))
    assert {(session.freq, session.weekdays, session.nths) for session in listing.sessions} == {
        (Frequency.WEEKLY, (2,), ()),
        (Frequency.MONTHLY, (5,), (2,)),
    }
    assert listing.sessions[0].opens_at == time(13, 30)


def test_an_end_before_the_start_is_doubted(send: Send) -> None:
    result = send(HEADER, (*ROW[:5], "13:00", "11:00", ""))
    session = only(result).sessions[0]
    assert (session.opens_at, session.closes_at) == (time(13), None)
    assert (2, "終了時間") in remarks(result, Level.DOUBTFUL)


def test_errors_and_empty_words_of_a_spreadsheet_are_blank(send: Send) -> None:
    result = send(HEADER, ("a1", "匹見サロン", "#REF!", "null", "水", "", "", ""))
    assert only(result).address == ""
    assert remarks(result, Level.DOUBTFUL) == [(2, "住所")]


def test_a_cell_can_ask_to_be_cleared(send: Send) -> None:
    listing = only(send(HEADER, (*ROW[:7], "（削除）")))
    assert (listing.remarks_text, listing.cleared) == ("", {"remarks"})


def test_a_workbook_gives_numbers_times_and_dates(book: Callable[..., ReadResult]) -> None:
    header = ("NO", "名称", "住所", "緯度", "経度", "利用可能曜日", "開始時間", "終了時間", "定員")
    row = (12.0, "匹見サロン", "益田市匹見町", 34.57, 132.01, "水", time(9, 30), 0.5, 20)
    result = book({"入力例": [header, row], "一覧": [header, row], "コード表": [("1", "公民館")]})
    listing = only(result)
    assert (result.encoding, listing.source_id, listing.capacity) == ("xlsx", "12", 20)
    assert (listing.sessions[0].opens_at, listing.sessions[0].closes_at) == (time(9, 30), time(12))


def test_cells_merged_downwards_belong_to_every_row(book: Callable[..., ReadResult]) -> None:
    header = ("番号", "名称", "会場", "曜日", "時間")
    rows = [(1, "匹見サロン", "匹見会館", "水", "10:00～11:00"), (None, None, None, "金", "13:00～14:00")]
    result = book({"一覧": [header, *rows]}, merges=["A2:A3", "B2:B3", "C2:C3"])
    assert (len(result.listings), result.merged) == (1, 1)
    assert [session.weekdays for session in only(result).sessions] == [(2,), (4,)]


def test_another_list_in_the_book_is_spoken_of(book: Callable[..., ReadResult]) -> None:
    result = book({"匹見": [HEADER, ROW], "美都": [HEADER, ROW]})
    assert any("美都" in remark.message for remark in result.remarks)


def test_rows_without_a_telling_word_follow_the_others(send: Send) -> None:
    names = ["いきいき百歳体操 匹見", "いきいき百歳体操 美都", "なかよし会"]
    result = send(("団体名", "会場"), *((name, "公民館") for name in names))
    assert {listing.kind for listing in result.listings} == {"hyakusai_taiso"}
    assert (1, "種類") in remarks(result, Level.DOUBTFUL)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), min_size=0, max_size=9), max_size=8))
def test_no_table_breaks_the_reader_and_the_counts_always_add_up(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(csv_text([HEADER, *rows]), encoding="utf-8", errors="replace", newline="")
    checked(read_file(path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    checked(read_file(path))


@pytest.mark.control
def test_a_count_that_does_not_add_up_is_caught() -> None:
    with pytest.raises(AssertionError):
        checked(ReadResult(file="list.csv", format="plain_list", encoding="utf-8", rows=3, blank=1))
