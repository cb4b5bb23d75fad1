"""A file gets into the directory in whole rows, again without a change, and never over somebody's correction."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.audit import verify
from core.database import Database
from core.scope import open_for_all
from directory import founding, listings
from directory.content import ListingChange
from directory.content_rows import content_of
from directory.exchange import applying
from directory.exchange.applying import Aim, Report, apply
from directory.exchange.reading import read_file
from directory.geography.municipalities import load_municipality
from directory.index_feed import newest_sequence
from directory.models.import_run import ImportRun
from directory.models.organization import Organization
from directory.models.revision import Revision
from directory.models.service import Service
from tests.factories.directory import coordinator, steward_of

pytestmark = pytest.mark.slow

HEADERS = ("ID", "名称", "住所", "緯度", "経度", "電話番号", "利用可能曜日", "開始時間", "終了時間", "備考", "料金")
SALON = {
    "ID": "1",
    "名称": "ひだまりサロン",
    "住所": "島根県益田市駅前町17-1",
    "緯度": "34.675",
    "経度": "131.838",
    "電話番号": "0856-31-0000",
    "利用可能曜日": "水",
    "開始時間": "9:30",
    "終了時間": "11:00",
    "備考": "お茶あり",
}
CAFE = {"ID": "2", "名称": "見本カフェ", "住所": "島根県益田市高津", "利用可能曜日": "金", "料金": "無料"}
KEYS = {"file", "format", "encoding", "rows", "blank", "added", "updated", "unchanged"}
KEYS |= {"merged", "refused", "not_listings", "remarks"}


@pytest.fixture
def town(database: Database) -> Iterator[Municipality]:
    with database.writing() as session:
        town_id = founding.found(open_for_all(session), load_municipality("322041")).id
    with database.reading() as session:
        yield open_for_all(session).get_one(Municipality, town_id)


class Lists:
    """Writes lists and brings them in."""

    def __init__(self, database: Database, town: Municipality, folder: Path) -> None:
        self.database, self.town, self.folder = database, town, folder

    def bring(self, *rows: dict[str, str], file: str = "salons.csv", source: str = "town", **words: Any) -> Report:
        path = self.folder / file
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, HEADERS)
            writer.writeheader()
            writer.writerows(rows)
        read = read_file(path)
        return apply(self.database, coordinator(self.town), read, municipality_id=self.town.id, source=source, **words)


@pytest.fixture
def lists(database: Database, town: Municipality, tmp_path: Path) -> Lists:
    return Lists(database, town, tmp_path)


def only(session: Session, **columns: object) -> Service:
    return open_for_all(session).execute(select(Service).filter_by(**columns)).scalar_one()


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(open_for_all(session).execute(select(Service.name)).scalars())


def done(report: Report) -> dict[str, int]:
    return {name: count for name, count in report.counts.items() if count and name != "rows"}


def adds_up(report: Report) -> bool:
    counts = dict(report.counts)
    return counts.pop("rows") == sum(counts.values())


@pytest.mark.db
class TestApply:
    def test_writes_what_the_file_says(self, lists: Lists, database: Database, database_kind: str) -> None:
        report = lists.bring(SALON, CAFE)
        assert done(report) == {"added": 2}
        assert report.as_json().keys() == KEYS
        with database.reading() as session:
            salon, cafe = only(session, source_id="1"), only(session, source_id="2")
            assert (salon.name, salon.kind, salon.number) == ("ひだまりサロン", "kayoinoba", 1)
            assert salon.location is not None
            assert salon.location.district is not None
            assert salon.location.district.name == "吉田"
            assert [contact.phone for contact in salon.contacts] == ["0856-31-0000"]
            assert listings.get_public(session, salon.id).timetable_words().startswith("毎週 水曜 午前9時半〜11時")
            assert {fact.key: fact.answer.value for fact in cafe.facts} == {"free_of_charge": "yes"}
            assert list(verify(session)) == []

    def test_twice_changes_nothing(self, lists: Lists, database: Database, database_kind: str) -> None:
        lists.bring(SALON, CAFE)
        with database.reading() as session:
            before = newest_sequence(session)
        assert done(lists.bring(SALON, CAFE)) == {"unchanged": 2}
        with database.reading() as session:
            assert newest_sequence(session) == before
            assert open_for_all(session).execute(select(func.count()).select_from(Revision)).scalar_one() == 2

    def test_a_blank_cell_keeps_and_a_new_value_replaces(
        self, lists: Lists, database: Database, database_kind: str
    ) -> None:
        lists.bring(SALON)
        again = {**SALON, "備考": "", "電話番号": "0856-31-9999", "名称": "ひだまりカフェ"}
        assert done(lists.bring(again)) == {"updated": 1}
        with database.reading() as session:
            service = only(session, source_id="1")
            assert (service.name, service.remarks) == ("ひだまりカフェ", "お茶あり")
            assert [contact.phone for contact in service.contacts] == ["0856-31-9999"]

    def test_somebodys_correction_stays_until_the_file_says_something_new(
        self, lists: Lists, database: Database, database_kind: str
    ) -> None:
        lists.bring(SALON)
        with database.writing() as session:
            service = only(session, source_id="1")
            change = ListingChange(remarks="お茶は持参", timetable=())
            listings.revise(session, steward_of(service.organization), service, change, based_on=service.version)
        assert done(lists.bring(SALON)) == {"unchanged": 1}
        with database.reading() as session:
            assert only(session, source_id="1").remarks == "お茶は持参"
        assert done(lists.bring({**SALON, "備考": "コーヒーあり"})) == {"updated": 1}
        with database.reading() as session:
            service = only(session, source_id="1")
            assert (service.remarks, service.schedules) == ("コーヒーあり", [])

    def test_a_dry_run_says_the_same_and_writes_nothing(
        self, lists: Lists, database: Database, database_kind: str
    ) -> None:
        tried = lists.bring(SALON, CAFE, aim=Aim.TRY)
        assert names(database) == []
        with database.reading() as session:
            assert open_for_all(session).execute(select(ImportRun)).first() is None
        assert tried.as_json() == lists.bring(SALON, CAFE).as_json()

    def test_a_row_that_the_directory_refuses_leaves_the_others(
        self, lists: Lists, database: Database, database_kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def spoiled(listing: Any) -> dict[str, Any]:
            said = real(listing)
            return {**said, "minimum_age": 9, "maximum_age": 3} if listing.source_id == "1" else said

        real = applying.said_by
        monkeypatch.setattr(applying, "said_by", spoiled)
        report = lists.bring(SALON, CAFE)
        assert done(report) == {"added": 1, "refused": 1}
        assert adds_up(report)
        assert [remark.level for remark in report.remarks if remark.row == 2] == ["refused"]
        assert names(database) == ["見本カフェ"]

    def test_a_crash_between_chunks_leaves_whole_rows_and_the_next_import_finishes(
        self, lists: Lists, database: Database, database_kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(applying, "CHUNK", 2)
        rows = [{**CAFE, "ID": str(number), "名称": f"カフェ{number}"} for number in range(5)]

        def die(count: int) -> None:
            if count == 4:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            lists.bring(*rows, tell=die)
        assert len(names(database)) == 4
        with database.reading() as session:
            assert all(content_of(one).timetable for one in open_for_all(session).execute(select(Service)).scalars())
            assert open_for_all(session).execute(select(ImportRun.finished_at)).scalars().all() == [None]
        assert done(lists.bring(*rows)) == {"added": 1, "unchanged": 4}


class TestIdentity:
    def test_another_list_that_numbers_alike_joins_nothing(self, lists: Lists, database: Database) -> None:
        lists.bring(SALON)
        stranger = {"ID": "1", "名称": "駅前ひろば", "住所": "島根県益田市元町1"}
        report = lists.bring(stranger, file="hiroba.csv")
        assert done(report) == {"added": 1}
        assert any("前に取り込んだ" in remark.message for remark in report.remarks)
        assert done(lists.bring(stranger, file="hiroba.csv")) == {"unchanged": 1}
        assert names(database) == ["ひだまりサロン", "駅前ひろば"]

    def test_another_source_joins_nothing(self, lists: Lists, database: Database) -> None:
        lists.bring(SALON)
        assert done(lists.bring(SALON, source="welfare")) == {"added": 1}
        assert names(database) == ["ひだまりサロン", "ひだまりサロン"]

    def test_a_list_that_gains_ids_keeps_its_listings(self, lists: Lists, database: Database) -> None:
        without = {**SALON, "ID": ""}
        lists.bring(without)
        assert done(lists.bring(SALON)) == {"unchanged": 1}
        with database.reading() as session:
            assert only(session, name="ひだまりサロン").source_id == "1"

    def test_one_organization_has_all_the_listings_under_its_name(self, lists: Lists, database: Database) -> None:
        lists.bring(SALON, {**SALON, "ID": "2", "住所": "島根県益田市高津1"})
        with database.reading() as session:
            assert len(open_for_all(session).execute(select(Organization)).scalars().all()) == 1


class TestPlaces:
    def test_outside_the_boundary_is_doubted_not_refused(self, lists: Lists, database: Database) -> None:
        far = {**SALON, "緯度": "34.8668", "経度": "138.3178"}
        for report in (lists.bring(far), lists.bring(far)):
            assert [remark.level for remark in report.remarks if remark.column == "緯度"] == ["doubtful"]
        with database.reading() as session:
            location = only(session, source_id="1").location
            assert location is not None
            assert (location.is_position_doubtful, location.district_id) == (True, None)

    def test_an_address_is_found_where_towns_are_loaded(
        self, lists: Lists, database: Database, town: Municipality, tmp_path: Path
    ) -> None:
        lists.bring(CAFE)
        towns = tmp_path / "towns.csv"
        towns.write_text(
            "city,town,town_kana,lat,lng,postal_codes,level\n益田市,高津,たかつ,34.68,131.81,,town\n", "utf-8"
        )
        with database.writing() as session:
            assert founding.load_towns(open_for_all(session).get_one(Municipality, town.id), towns) == 1
        assert done(lists.bring(CAFE)) == {"updated": 1}
        with database.reading() as session:
            location = only(session, source_id="2").location
            assert location is not None
            assert (location.latitude, location.position_level.value) == (34.68, "town")
            assert location.district is not None
            assert location.district.name == "高津"

    def test_a_corrected_position_stays(self, lists: Lists, database: Database) -> None:
        lists.bring(SALON)
        with database.writing() as session:
            service = only(session, source_id="1")
            place = content_of(service).place
            assert place is not None
            change = ListingChange(place=replace(place, latitude=34.7, district_id=None))
            listings.revise(session, steward_of(service.organization), service, change, based_on=service.version)
        assert done(lists.bring(SALON)) == {"unchanged": 1}


def test_a_number_without_area_code_gets_the_towns(lists: Lists, database: Database, town: Municipality) -> None:
    with database.writing() as session:
        open_for_all(session).get_one(Municipality, town.id).area_code = "0856"
    lists.bring({**SALON, "電話番号": "31-0000"})
    assert done(lists.bring({**SALON, "電話番号": "31-0000"})) == {"unchanged": 1}
    with database.reading() as session:
        assert [contact.phone for contact in only(session, source_id="1").contacts] == ["0856-31-0000"]


PUBLISHED = (
    "yaizu/222127_child_rearing_support_center.csv",
    "takamatsu/regional_child_rearing_support_base.xlsx",
    "kodomo_shokudo/131067_taitoku_kodomosyokudo.csv",
    "kosodate_kyoten/鳥取県.csv",
    "koriyama/koriyama_nurseryData_cp932.csv",
)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_lists_load_and_loading_again_changes_nothing(
    name: str, database: Database, town: Municipality, shared: Path
) -> None:
    read = read_file(shared / "data/jp" / name)
    first, second = (
        apply(database, coordinator(town), read, municipality_id=town.id, source="open data") for _ in range(2)
    )
    assert adds_up(first)
    assert (first.counts["added"], second.counts["unchanged"]) == (len(read.listings), len(read.listings))
