"""Which rows are one listing: never two names, never two places without an id that says so."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.listing import Level, ReadResult
from directory.exchange.reading import read_file

HEADER = ("ID", "名称", "停車場所", "住所", "曜日", "時間", "備考", "言語")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> ReadResult:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return read_file(path)


def test_a_second_row_of_the_same_id_and_name_adds_a_session(folder: Path) -> None:
    first = ("1", "匹見サロン", "", "益田市匹見町1", "水", "10:00～11:00", "", "")
    result = read(folder, first, ("1", "匹見サロン", "", "益田市匹見町1", "金", "13:00～14:00", "", ""))
    (listing,) = result.listings
    assert (result.merged, listing.rows) == (1, (2, 3))
    assert [session.weekdays for session in listing.sessions] == [(2,), (4,)]
    assert not [remark for remark in result.remarks if remark.row == 3 and remark.level is Level.DOUBTFUL]


def test_a_row_at_another_place_adds_a_stop(folder: Path) -> None:
    result = read(
        folder,
        ("1", "移動販売車 きずな号", "匹見支所前", "益田市匹見町1", "水", "10:00～10:30", "", ""),
        ("1", "移動販売車 きずな号", "道川集会所", "益田市匹見町道川2", "水", "11:00～11:30", "", ""),
    )
    (listing,) = result.listings
    assert (listing.kind, result.merged) == ("mobile_shop", 1)
    assert listing.sessions[0].place is None
    assert listing.sessions[1].place is not None
    assert listing.sessions[1].place.name == "道川集会所"


def test_a_row_in_another_language_adds_its_words(folder: Path) -> None:
    result = read(
        folder,
        ("1", "匹見サロン", "", "益田市匹見町1", "水", "", "", ""),
        ("1", "Hikimi Salon", "", "", "", "", "", "英語"),
    )
    (listing,) = result.listings
    assert (result.merged, listing.name, listing.translations["en"].name) == (1, "匹見サロン", "Hikimi Salon")


def test_the_same_row_twice_is_one_listing_and_said(folder: Path) -> None:
    row = ("1", "匹見サロン", "", "益田市匹見町1", "水", "10:00～11:00", "", "")
    result = read(folder, row, row)
    assert (len(result.listings), result.merged) == (1, 1)
    assert any(remark.row == 3 and "2行目と同じ" in remark.message for remark in result.remarks)


def test_one_id_with_two_names_stays_two_listings(folder: Path) -> None:
    result = read(
        folder,
        ("1", "匹見サロン", "", "益田市匹見町1", "水", "", "", ""),
        ("1", "美都サロン", "", "益田市美都町1", "金", "", "", ""),
    )
    first, second = result.listings
    assert (first.source_id, result.merged) == ("1", 0)
    assert second.source_id.startswith("1-")
    assert any(remark.row == 3 and remark.level is Level.DOUBTFUL for remark in result.remarks)


def test_what_a_later_row_says_otherwise_is_kept_and_doubted(folder: Path) -> None:
    result = read(
        folder,
        ("1", "匹見サロン", "", "益田市匹見町1", "水", "", "お茶あり", ""),
        ("1", "匹見サロン", "", "益田市匹見町1", "金", "", "お茶なし", ""),
    )
    (listing,) = result.listings
    assert (listing.remarks_text, listing.extra["備考（3行目）"]) == ("お茶あり", "お茶なし")
    assert any(remark.column == "備考" and remark.level is Level.DOUBTFUL for remark in result.remarks)


def test_a_blank_id_is_made_from_name_and_town_and_stays(folder: Path) -> None:
    rows = [("", "匹見サロン", "", "益田市匹見町1", "水", "", "", ""), ("7", "美都サロン", "", "", "金", "", "", "")]
    once, again = read(folder, *rows), read(folder, *reversed(rows))
    made = {listing.name: listing.source_id for listing in once.listings}
    assert made == {listing.name: listing.source_id for listing in again.listings}
    assert [listing.is_source_id_made for listing in once.listings] == [True, False]
    assert any(remark.column == "ID" and remark.level is Level.REPAIRED for remark in once.remarks)


def test_a_made_id_does_not_hang_on_width_or_kana(folder: Path) -> None:
    header = ("名称", "住所")
    one = read(folder, ("いきいきサロン１", "益田市匹見町1"), header=header).listings[0]
    other = read(folder, ("イキイキサロン1", "益田市匹見町９"), header=header).listings[0]
    assert one.source_id == other.source_id


def test_the_same_name_at_two_places_without_ids_is_two_listings(folder: Path) -> None:
    header = ("名称", "住所")
    result = read(folder, ("つどいの広場", "益田市駅前町1"), ("つどいの広場", "益田市駅前町99"), header=header)
    assert len({listing.source_id for listing in result.listings}) == 2
    assert result.merged == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["甲", "乙", "丙"]), st.sampled_from("ABC")),
        min_size=1,
        max_size=8,
    )
)
def test_two_names_are_never_joined(folder: Path, rows: list[tuple[str, str, str]]) -> None:
    result = read(folder, *rows, header=("ID", "名称", "住所"))
    assert len(result.listings) + result.merged == len(rows)
    for listing in result.listings:
        assert {rows[row - 2][1] for row in listing.rows} == {listing.name}
    ids = [listing.source_id for listing in result.listings]
    assert len(set(ids)) == len(ids)
