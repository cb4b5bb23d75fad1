"""A path may be a file, a folder or a ZIP; what belongs together is read together, and no row is lost."""

import csv
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from directory.exchange.bundles import read_path
from directory.exchange.listing import Level, ReadResult
from tests.directory.exchange.sent import HEADER, ROW, checked
from tests.fixtures.skips import SHARED

SERVICE = "b1a7fe3e-0d3a-4b38-9d3f-3a1a5f0c1d11"
PLACE = "3a19ff88-4620-4d17-9830-ac1d859eb5d5"
HSDS = {
    "organizations": [("id", "name", "description"), ("o1", "見本会", "見本の会")],
    "services": [("id", "organization_id", "name", "status"), (SERVICE, "o1", "見本サロン", "active")],
    "service_at_location": [("id", "service_id", "location_id"), ("a1", SERVICE, PLACE)],
    "locations": [
        ("id", "location_type", "name", "latitude", "longitude"),
        (PLACE, "physical", "集会所", 34.67, 131.84),
    ],
    "addresses": [
        ("id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
        ("d1", PLACE, "駅前町17-1", "益田市", "島根県", "698-0024", "JP", "physical"),
    ],
    "phones": [("id", "service_id", "number", "type"), ("p1", SERVICE, "0856-31-0000", "voice"), ("p2", "x", "1", "")],
    "schedules": [
        ("id", "service_id", "freq", "byday", "opens_at", "closes_at"),
        ("s1", SERVICE, "WEEKLY", "TU,TH", "10:00:00", "11:30:00"),
    ],
}
Tables = Mapping[str, Sequence[Sequence[object]]]


def write(folder: Path, tables: Tables) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(rows)
    return folder


def only(path: Path) -> ReadResult:
    (result,) = read_path(path)
    return checked(result)


class TestSets:
    @pytest.mark.parametrize("member", ["services.csv", "phones.csv", "addresses.csv"])
    def test_any_member_finds_its_siblings(self, tmp_path: Path, member: str) -> None:
        result = only(write(tmp_path, HSDS) / member)
        (listing,) = result.listings
        assert (listing.name, listing.organization_name, listing.venue) == ("見本サロン", "見本会", "集会所")
        assert (listing.address, listing.postal_code) == ("島根県益田市駅前町17-1", "698-0024")
        assert listing.phone == "+81856310000"
        assert [(session.weekdays, str(session.opens_at)) for session in listing.sessions] == [((1, 3), "10:00:00")]
        assert (result.rows, result.merged, result.not_listings) == (8, 6, 1)

    def test_a_set_without_services_holds_no_listings(self, tmp_path: Path) -> None:
        result = only(write(tmp_path, {"organizations": HSDS["organizations"]}) / "organizations.csv")
        assert (result.listings, result.not_listings, result.refusal) == ((), 1, "")

    def test_a_japanese_list_called_services_is_no_set(self, tmp_path: Path) -> None:
        assert [one.name for one in only(write(tmp_path, {"services": [HEADER, ROW]})).listings] == ["匹見サロン"]

    def test_older_tables_and_weekdays_are_understood(self, tmp_path: Path) -> None:
        tables: Tables = {
            "services": [("id", "location_id", "name", "website"), ("1", "7", "Lunch", "https://example.org")],
            "locations": [("id", "organization_id", "name"), ("7", "2", "Hall")],
            "organizations": [("id", "name"), ("2", "Friends")],
            "regular_schedules": [
                ("id", "service_id", "weekday", "opens_at", "closes_at"),
                ("1", "1", "Monday", "08:00", "17:00"),
            ],
        }
        (listing,) = only(write(tmp_path, tables) / "locations.csv").listings
        assert (listing.organization_name, listing.venue, listing.url) == ("Friends", "Hall", "https://example.org")
        assert [session.weekdays for session in listing.sessions] == [(0,)]


class TestFolders:
    def test_a_folder_gives_each_of_its_lists_once(self, tmp_path: Path) -> None:
        write(tmp_path / "set", HSDS)
        write(tmp_path, {"salons": [HEADER, ROW]})
        (tmp_path / "README.md").write_text("words", "utf-8")
        results = [checked(one) for one in read_path(tmp_path)]
        assert sorted(one.name for result in results for one in result.listings) == ["匹見サロン", "見本サロン"]
        assert len(results) == 2

    def test_a_zip_is_read_like_a_folder_whatever_the_names(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "set", HSDS)
        packed = tmp_path / "set.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            for path in folder.iterdir():
                archive.write(path, f"../../公開/{path.name}")
        assert [one.name for one in only(packed).listings] == ["見本サロン"]

    def test_a_broken_zip_is_refused_in_one_sentence(self, tmp_path: Path) -> None:
        packed = tmp_path / "broken.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("list.csv", "名称,住所\n" * 500)
        data = packed.read_bytes()
        packed.write_bytes(data[:40] + b"\xff" * 20 + data[60:])
        assert all(result.refusal.endswith("。") for result in read_path(packed))

    def test_an_empty_folder_is_refused(self, tmp_path: Path) -> None:
        assert only(tmp_path).refusal.endswith("。")


class TestAdditions:
    def test_further_facts_come_from_the_file_beside_it(self, tmp_path: Path) -> None:
        write(tmp_path, {"食堂": [(*HEADER, "追加情報NO"), (*ROW, "5")]})
        write(tmp_path, {"食堂_追加情報": [("追加情報NO", "感染対策"), ("5", "手洗い"), ("9", "なし")]})
        main, more = [checked(one) for one in read_path(tmp_path / "食堂.csv")]
        assert main.listings[0].extra["追加情報_感染対策"] == "手洗い"
        assert (more.rows, more.merged, more.not_listings) == (2, 1, 1)


class TestJson:
    def test_a_page_of_services_tells_those_that_break_the_specification(self, tmp_path: Path) -> None:
        good = {"id": "1", "name": "Salon", "status": "active", "minimum_age": 12}
        page = {"contents": [good, {"id": "2", "status": "active"}, {**good, "id": "3", "email": "none"}]}
        path = tmp_path / "page.json"
        path.write_text(json.dumps(page), "utf-8")
        result = only(path)
        assert [(one.source_id, one.age_from) for one in result.listings] == [("1", 144)]
        assert [remark.row for remark in result.remarks if remark.level is Level.REFUSED] == [2, 3]

    def test_geojson_brings_its_positions(self, tmp_path: Path) -> None:
        feature = {"properties": {"名称": "集会所"}, "geometry": {"type": "Point", "coordinates": [131.84, 34.67]}}
        path = tmp_path / "halls.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
        (listing,) = only(path).listings
        assert (listing.latitude, listing.longitude) == (34.67, 131.84)

    @pytest.mark.parametrize("text", ['{"a": ', "[1, 2]", "{}", '[{"a": 1}, 2]', "[" * 100_000])
    def test_other_json_is_refused_in_one_sentence(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "other.json"
        path.write_text(text, "utf-8")
        assert only(path).refusal.endswith("。")


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the published files in ../shared are not on this machine")
@pytest.mark.parametrize(
    ("path", "listings"),
    [
        ("data/intl/florida211", 135),
        ("data/intl/ohana_sample", 23),
        ("data/intl/hsds_examples/phones.csv", 1),
        ("hsds/3.2.3/examples/service_full.json", 1),
        ("hsds/3.2.3/examples/organization_full.json", 1),
        ("hsds/3.2.3/examples/service_at_location_list.json", 1),
        ("hsds/3.2.3/examples/tabular.json", 1),
        ("hsds/3.2.3/examples/csv/datapackage.json", 1),
        ("hsds/data/oruk_mock/V3.0-UK-Fail/service_full.json", 0),
        ("hsds/data/oruk_mock/V3.0-UK-Fail/service_list.json", 0),
        ("hsds/data/oruk_mock/V3.0-UK-Default/service_full.json", 1),
    ],
)
def test_published_sets_give_their_services(path: str, listings: int) -> None:
    result = only(SHARED / path)
    assert len(result.listings) == listings
    assert bool(result.refused) == ("Fail" in path)
    assert not result.refused or any(remark.level is Level.REFUSED for remark in result.remarks)
