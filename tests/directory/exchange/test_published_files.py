"""Every published file that lies beside the checkout, from its bytes to exact counts."""

import csv
import functools
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from python_calamine import CalamineWorkbook

from directory.exchange.listing import ImportedListing, Level, ReadResult
from directory.exchange.reading import read_file
from directory.recurrence.rules import SessionRule
from tests.fixtures.skips import SHARED

FILES = SHARED / "data" / "jp"
TEMPLATES = SHARED / "data" / "templates"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not FILES.exists(), reason="the published files (../shared/data) are not here"),
]

# file: format, encoding, rows, blank, listings, merged, refused, not_listings
COUNTS = {
    "yaizu/222127_child_rearing_support_center.csv": ("public_facility_legacy", "utf-8-sig", 9, 0, 9, 0, 0, 0),
    "yaizu/222127_community_center.csv": ("public_facility_legacy", "utf-8-sig", 9, 0, 9, 0, 0, 0),
    "yaizu/222127_facilities_welfare.csv": ("public_facility_legacy", "utf-8-sig", 2, 0, 2, 0, 0, 0),
    "yaizu/222127_preschool.csv": ("preschool_legacy", "utf-8", 60, 0, 60, 0, 0, 0),
    "yaizu/child_rearing_attributes.csv": ("definitions", "utf-8", 11, 0, 0, 0, 0, 11),
    "kawaguchi/112038_preschool.csv": ("preschool", "utf-8-sig", 302, 0, 302, 0, 0, 0),
    "kodomo_shokudo/131059_bunkyo_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 7, 0, 7, 0, 0, 0),
    "kodomo_shokudo/131067_taitoku_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 7, 0, 7, 0, 0, 0),
    "kodomo_shokudo/131083_kotoku_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 24, 0, 24, 0, 0, 0),
    "kodomo_shokudo/131113_otaku_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 53, 0, 53, 0, 0, 0),
    "kodomo_shokudo/131156_suginamiku_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 42, 0, 41, 1, 0, 0),
    "kodomo_shokudo/131199_itabashiku_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 53, 0, 53, 0, 0, 0),
    "kodomo_shokudo/132055_omeshi_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 10, 0, 10, 0, 0, 0),
    "kodomo_shokudo/132080_chofushi_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 25, 0, 25, 0, 0, 0),
    "kodomo_shokudo/132101_koganeishi_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 2, 0, 2, 0, 0, 0),
    "kodomo_shokudo/132128_hinoshi_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 7, 0, 7, 0, 0, 0),
    "kodomo_shokudo/132195_komaeshi_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 6, 0, 6, 0, 0, 0),
    "kodomo_shokudo/132292_nishitokyoshi_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 26, 0, 26, 0, 0, 0),
    "kodomo_shokudo/133051_hinodemachi_kodomosyokudo.csv": ("kodomo_shokudo", "utf-8-sig", 1, 0, 1, 0, 0, 0),
    "kodomo_shokudo/15_182109_kodomoshokudo.csv": ("kodomo_shokudo", "utf-8-sig", 6, 0, 6, 0, 0, 0),
    "kosodate_kyoten/山口県.csv": ("prefecture_list", "utf-8-sig", 148, 0, 148, 0, 0, 0),
    "kosodate_kyoten/岡山県.csv": ("prefecture_list", "utf-8-sig", 195, 0, 195, 0, 0, 0),
    "kosodate_kyoten/島根県.csv": ("prefecture_list", "utf-8-sig", 59, 0, 59, 0, 0, 0),
    "kosodate_kyoten/広島県.csv": ("prefecture_list", "utf-8-sig", 92, 0, 90, 2, 0, 0),
    "kosodate_kyoten/福井県.csv": ("prefecture_list", "utf-8-sig", 58, 0, 58, 0, 0, 0),
    "kosodate_kyoten/長野県.csv": ("prefecture_list", "utf-8-sig", 172, 0, 172, 0, 0, 0),
    "kosodate_kyoten/高知県.csv": ("prefecture_list", "utf-8-sig", 64, 0, 64, 0, 0, 0),
    "kosodate_kyoten/鳥取県.csv": ("prefecture_list", "utf-8-sig", 43, 0, 43, 0, 0, 0),
    "koriyama/koriyama_nurseryData_cp932.csv": ("papamama_nursery", "cp932", 157, 0, 157, 0, 0, 0),
    "toyama/toyama_nurseryFacilities.csv": ("papamama_nursery", "utf-8-sig", 160, 0, 160, 0, 0, 0),
    "mhlw_kaigo/jigyosho_155.csv": ("care_office_mhlw", "utf-8-sig", 54, 0, 54, 0, 0, 0),
    "mhlw_kaigo/jigyosho_230.csv": ("care_office_mhlw", "utf-8-sig", 127, 0, 127, 0, 0, 0),
    "mhlw_kaigo/jigyosho_362.csv": ("care_office_mhlw", "utf-8-sig", 64, 0, 64, 0, 0, 0),
    "mhlw_kaigo/jigyosho_364.csv": ("care_office_mhlw", "utf-8-sig", 52, 0, 52, 0, 0, 0),
    "mhlw_kaigo/jigyosho_550.csv": ("care_office_mhlw", "utf-8-sig", 923, 0, 923, 0, 0, 0),
    "mhlw_kaigo/jigyosho_710.csv": ("care_office_mhlw", "utf-8-sig", 207, 0, 207, 0, 0, 0),
    "mhlw_kaigo/jigyosho_760.csv": ("care_office_mhlw", "utf-8-sig", 1466, 0, 1465, 0, 0, 1),
    "noto/events_201603.csv": ("event_list", "utf-8", 61, 0, 54, 7, 0, 0),
    "noto/events_201705.csv": ("event_list", "utf-8", 16, 0, 16, 0, 0, 0),
    "noto/mapinfo_asoberu_in.csv": ("plain_list", "utf-8", 43, 0, 43, 0, 0, 0),
    "noto/mapinfo_kidscare.csv": ("plain_list", "utf-8", 27, 0, 27, 0, 0, 0),
    "noto/uploads_mapinfo_noto_nusryschool.csv": ("plain_list", "utf-8", 50, 0, 50, 0, 0, 0),
    "wakayama/tanabeshi.csv": ("shelter", "utf-8-sig", 276, 0, 276, 0, 0, 0),
    "takamatsu/childrens_hall.xlsx": ("property_list", "xlsx", 8, 0, 8, 0, 0, 0),
    "takamatsu/community_center.xlsx": ("property_list", "xlsx", 52, 0, 52, 0, 0, 0),
    "takamatsu/elderly_welfare_facility.xlsx": ("property_list", "xlsx", 47, 0, 47, 0, 0, 0),
    "takamatsu/health_center.xlsx": ("property_list", "xlsx", 9, 0, 9, 0, 0, 0),
    "takamatsu/infant_childcare_facility.xlsx": ("property_list", "xlsx", 7, 0, 7, 0, 0, 0),
    "takamatsu/nursing_home.xlsx": ("property_list", "xlsx", 11, 0, 11, 0, 0, 0),
    "takamatsu/regional_child_rearing_support_base.xlsx": ("property_list", "xlsx", 15, 0, 15, 0, 0, 0),
    "takamatsu/regional_comprehensive_support_center.xlsx": ("property_list", "xlsx", 7, 0, 7, 0, 0, 0),
    "takamatsu/welfare_hall.xlsx": ("property_list", "xlsx", 7, 0, 7, 0, 0, 0),
    "../templates/takamatsu_template_with_入力例_公共施設一覧.xlsx": (
        "public_facility_legacy",
        "xlsx",
        10,
        0,
        1,
        0,
        0,
        9,
    ),
    "../templates/hachioji_子育て施設一覧_フォーマット.xlsx": ("preschool_legacy", "xlsx", 172, 0, 172, 0, 0, 0),
    "../templates/opendatatools/sample.csv": ("public_facility_legacy", "utf-8-sig", 10, 0, 10, 0, 0, 0),
    "shimane/shimane_nurseryFacilities.geojson": ("papamama_nursery", "utf-8-sig", 117, 0, 116, 1, 0, 0),
    "yuzawa/childcare_support_2022.json": ("plain_list", "utf-8", 5, 0, 5, 0, 0, 0),
    "yuzawa/kids_stations_2022.json": ("plain_list", "utf-8", 7, 0, 7, 0, 0, 0),
    "yuzawa/libraries_2022.json": ("plain_list", "utf-8", 4, 0, 4, 0, 0, 0),
    "yuzawa/life_event_2022.json": ("plain_list", "utf-8", 19, 0, 19, 0, 0, 0),
}
READABLE = [name for name, counts in COUNTS.items() if counts[4]]
OF_SEVERAL_TABLES = {"yuzawa/childcare_support_2022.json"}
LONG = ("mhlw_kaigo/",)


def each(names: Iterable[str]) -> list[ParameterSet]:
    """A case for every file; the long ones stay outside the quick gate."""
    return [pytest.param(name, marks=[pytest.mark.slow] if name.startswith(LONG) else []) for name in names]


# The kind that most rows of a file must have.
KINDS = {
    "yaizu/222127_child_rearing_support_center.csv": "kosodate_kyoten",
    "yaizu/222127_community_center.csv": "community_hall",
    "yaizu/222127_facilities_welfare.csv": "welfare_facility",
    "yaizu/222127_preschool.csv": "nursery",
    "takamatsu/community_center.xlsx": "community_hall",
    "takamatsu/elderly_welfare_facility.xlsx": "care_office",
    "takamatsu/nursing_home.xlsx": "care_office",
    "takamatsu/regional_child_rearing_support_base.xlsx": "kosodate_kyoten",
    "takamatsu/regional_comprehensive_support_center.xlsx": "soudan",
    "takamatsu/infant_childcare_facility.xlsx": "nursery",
    "takamatsu/welfare_hall.xlsx": "welfare_facility",
    "kosodate_kyoten/島根県.csv": "kosodate_kyoten",
    "kosodate_kyoten/鳥取県.csv": "kosodate_kyoten",
    "koriyama/koriyama_nurseryData_cp932.csv": "nursery",
    "wakayama/tanabeshi.csv": "shelter",
}


@functools.cache
def read(name: str) -> ReadResult:
    return read_file(FILES / name)


@pytest.mark.parametrize("name", each(COUNTS))
def test_a_published_file_gives_exactly_these_counts(name: str) -> None:
    found = read(name)
    counts = (found.rows, found.blank, len(found.listings), found.merged, found.refused, found.not_listings)
    assert (found.format, found.encoding, *counts) == COUNTS[name]
    assert found.rows == sum(counts[1:])


def filled_rows(path: Path) -> int:
    """An independent count: the rows below the first that hold anything."""
    if path.suffix == ".xlsx":
        rows = [
            [str(cell) for cell in row] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        ]
    else:
        data = path.read_bytes()
        text = data.decode("cp932" if "cp932" in path.name else "utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
    return sum(any(cell.strip() for cell in row) for row in rows[1:])


@pytest.mark.parametrize("name", each(name for name in COUNTS if not name.endswith("json")))
def test_an_independent_count_of_filled_rows_agrees(name: str) -> None:
    found = read(name)
    assert found.rows - found.blank == filled_rows(FILES / name)


@pytest.mark.parametrize("name", each(READABLE))
def test_every_value_is_of_the_form_that_it_promises(name: str) -> None:
    for listing in read(name).listings:
        assert strange_values(listing) == []


def strange_values(listing: ImportedListing) -> list[str]:
    """The names of fields whose value has not the promised form (never the values: they may be telephone numbers)."""
    phones = [listing.phone, listing.fax, *listing.other_phones]
    checks = {
        "name": bool(listing.name.strip()),
        "source_id": bool(listing.source_id),
        "phones": all(not phone or re.fullmatch(r"\+81\d{9,10}", phone) for phone in phones),
        "postal_code": not listing.postal_code or re.fullmatch(r"\d{3}-\d{4}", listing.postal_code),
        "municipality_code": not listing.municipality_code or re.fullmatch(r"\d{6}", listing.municipality_code),
        "url": not listing.url or listing.url.startswith(("http://", "https://")),
        "email": not listing.email or "@" in listing.email,
        "position": (listing.latitude is None) == (listing.longitude is None),
        "ages": listing.age_from is None or listing.age_to is None or listing.age_from <= listing.age_to,
        "sessions": all(isinstance(session.rule(), SessionRule | None) for session in listing.sessions),
    }
    return [field for field, is_fine in checks.items() if not is_fine]


@pytest.mark.parametrize("name", each(READABLE))
def test_ids_are_unique_in_a_file_and_the_same_when_read_again(name: str) -> None:
    once, again = read(name), read_file(FILES / name)
    ids = [listing.source_id for listing in once.listings]
    assert len(set(ids)) == len(ids)
    assert once == again


@pytest.mark.parametrize("name", each(name for name in READABLE if name not in OF_SEVERAL_TABLES))
def test_no_row_is_lost(name: str) -> None:
    found = read(name)
    rows = Counter(row for listing in found.listings for row in listing.rows)
    assert set(rows.values()) == {1}
    assert len(rows) == len(found.listings) + found.merged


@pytest.mark.parametrize("name", KINDS)
def test_rows_have_the_kind_of_their_list(name: str) -> None:
    kinds = Counter(listing.kind for listing in read(name).listings)
    assert kinds.most_common(1)[0][0] == KINDS[name]


@pytest.mark.parametrize("name", each(READABLE))
def test_every_remark_names_a_row_and_speaks_plainly(name: str) -> None:
    found = read(name)
    for remark in found.remarks:
        assert 1 <= remark.row <= found.rows + 2
        assert remark.column
        assert remark.message.endswith("。")


def test_a_table_of_definitions_is_set_aside_in_one_sentence() -> None:
    found = read("yaizu/child_rearing_attributes.csv")
    assert found.refusal == ""
    assert [(remark.level, "定義表" in remark.message) for remark in found.remarks] == [(Level.REPAIRED, True)]


@pytest.mark.slow
def test_every_weekday_cell_of_the_published_lists_is_read() -> None:
    cells = sum(bool(listing.sessions) for name in READABLE for listing in read(name).listings)
    unread = [
        remark
        for name in READABLE
        for remark in read(name).remarks
        if remark.level is Level.DOUBTFUL and "読み取れないところ" in remark.message
    ]
    assert cells > 1000
    assert len(unread) <= 5
