"""Files as clerks send them: every encoding, odd headers, rows that are no listings, shapes that are refused."""

from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.listing import Level, PositionLevel, ReadResult
from directory.exchange.reading import read_file
from directory.recurrence.rules import Frequency
from tests.directory.exchange.sent import HEADER, ROW, Send, checked, csv_text, only, remarks


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


def test_every_sheet_of_a_list_is_read(book: Callable[..., ReadResult]) -> None:
    other = ("a2", "美都サロン", *ROW[2:])
    result = book({"匹見": [HEADER, ROW], "美都": [HEADER, other]})
    assert [listing.name for listing in result.listings] == ["匹見サロン", "美都サロン"]
    assert any("美都" in remark.message for remark in result.remarks)


def test_a_list_of_another_kind_in_the_book_is_spoken_of(book: Callable[..., ReadResult]) -> None:
    result = book(
        {"匹見": [HEADER, ROW], "車": [("団体名", "電話", "車種", "台数"), ("見本会", "0856-31-0000", "軽", 1)]}
    )
    assert [listing.name for listing in result.listings] == ["匹見サロン"]
    assert any("車" in remark.message for remark in result.remarks)


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


@pytest.mark.parametrize("words", ["【休館日】月曜日", "休館日：月曜日", "月曜休み"])
def test_days_of_rest_are_not_days_of_opening(send: Send, words: str) -> None:
    (session,) = only(send(HEADER, (*ROW[:4], words, *ROW[5:]))).sessions
    assert session.weekdays == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("opens", "closes", "hours"),
    [
        ("午後1時半", "3時", ("13:30", "15:00")),
        ("午後1時", "15時", ("13:00", "15:00")),
        ("10:00～12:00", "", ("10:00", "12:00")),
        ("午前10時", "11時半", ("10:00", "11:30")),
    ],
)
def test_hours_are_understood_together(send: Send, opens: str, closes: str, hours: tuple[str, str]) -> None:
    (session,) = only(send(HEADER, (*ROW[:5], opens, closes, ""))).sessions
    assert (f"{session.opens_at:%H:%M}", f"{session.closes_at:%H:%M}") == hours


def test_a_postal_code_before_the_address_is_its_own(send: Send) -> None:
    listing = only(send(HEADER, (*ROW[:2], "〒698-0024 益田市駅前町17-1", *ROW[3:])))
    assert (listing.postal_code, listing.address) == ("698-0024", "益田市駅前町17-1")


def test_letters_behind_a_position_do_no_harm(send: Send) -> None:
    listing = only(send(("名称", "住所", "緯度", "経度"), ("匹見サロン", "益田市", "34.57N", "132.01E")))
    assert (listing.latitude, listing.longitude) == (34.57, 132.01)
