"""What a town publishes says the same when it is read again: in the same directory, and in an empty one."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from accounts.models.municipality import Municipality
from core.database import Database
from core.facts import Fact
from core.scope import open_for, open_for_all
from directory import founding, listings
from directory.content import Answer, ContactEntry, ListingChange, ListingPlace, TimetableLine
from directory.content_rows import content_of
from directory.exchange.applying import Report, apply
from directory.exchange.guarding import guarded, unguarded
from directory.exchange.published.csv_files import cp932_csv, utf8_csv
from directory.exchange.published.entries import entries
from directory.exchange.published.files import edition, hsds
from directory.exchange.published.sheets import SHEETS, PublishedSheet
from directory.exchange.published.workbooks import workbook
from directory.exchange.reading import read_file
from directory.fact_keys import FACT_KEYS
from directory.geography.municipalities import load_municipality
from directory.geography.positions import PositionLevel
from directory.models.contact import Visibility
from directory.models.import_run import ImportChange
from directory.models.revision import Revision
from directory.models.service import Service, ServiceStatus
from directory.recurrence.rules import Frequency, SessionRule, weekly
from tests.directory.recurrence.calendars import rules
from tests.factories.directory import an_organization, coordinator

WORDS = st.text(st.sampled_from("あいウエ漢字体操ab12・（）、=+-@'\"\n,;　 "), max_size=12).map(str.strip)
ONE_LINE = WORDS.map(lambda text: " ".join(text.split()))
NAMES = st.text(st.sampled_from("あいウエ漢字体操会館園=+-@'"), min_size=2, max_size=8).map(lambda text: f"見本{text}")
HOURS = st.tuples(st.integers(6, 11), st.integers(12, 20)).map(lambda pair: (time(pair[0]), time(pair[1], 30)))
WEEKLY = st.builds(
    lambda days, span: weekly(days, *span), st.lists(st.integers(0, 6), min_size=1, max_size=5, unique=True), HOURS
)
KINDS = ("community_hall", "nursery", "event", "kayoinoba", "soudan", "mobile_shop", "other", "welfare_facility")
FACTS = st.dictionaries(
    st.sampled_from([key.code for key in FACT_KEYS]), st.sampled_from([Fact.YES, Fact.NO]), max_size=4
)


@st.composite
def places(draw: st.DrawFn) -> ListingPlace | None:
    """Somewhere in town, as far as somebody has said."""
    if draw(st.booleans()):
        return None
    position = draw(st.one_of(st.none(), st.tuples(st.floats(34.4, 34.8), st.floats(131.7, 132.1))))
    return ListingPlace(
        name=draw(ONE_LINE),
        address=draw(
            st.sampled_from(["", "島根県益田市駅前町17-1", "益田市匹見町匹見イ1260", "高津町3丁目 駅前ビル2階"])
        ),
        is_address_hidden=draw(st.booleans()),
        postal_code=draw(st.sampled_from([None, "698-0024"])),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
        position_level=draw(st.sampled_from([PositionLevel.EXACT, PositionLevel.TOWN]))
        if position
        else PositionLevel.NONE,
        nearest_stop=draw(WORDS),
        parking=draw(st.sampled_from(["", "10台", "なし", "有"])),
    )


@st.composite
def contents(draw: st.DrawFn) -> ListingChange:
    """Whatever an office may have written."""
    low = draw(st.one_of(st.none(), st.integers(0, 80)))
    return ListingChange(
        name=draw(NAMES),
        kind=draw(st.sampled_from(KINDS)),
        name_kana=draw(st.sampled_from(["", "ミホン", "みほん"])),
        alternate_name=draw(WORDS),
        description=draw(WORDS),
        first_visit=draw(WORDS),
        minimum_age=low,
        maximum_age=draw(st.one_of(st.none(), st.integers(low or 0, 99))),
        eligibility_description=draw(WORDS),
        exclusion_description=draw(WORDS),
        what_to_bring=draw(WORDS),
        added_fields=draw(st.sampled_from([{}, {"toilet_floor": "1階", "office_key": "区長"}])),
        fees_description=draw(st.one_of(ONE_LINE, st.sampled_from(["無料", "500円", "1回100円（お茶代）"]))),
        fee_yen=draw(st.sampled_from([None, 0, 500])),
        languages=draw(st.sampled_from([(), ("en",), ("ja", "en")])),
        tags=draw(st.sampled_from([(), ("サロン",), ("初心者",)])),
        translations=draw(st.sampled_from([{}, {"en": {"name": "Sample", "description": "A sample"}}])),
        website=draw(st.sampled_from([None, "https://example.jp/a?b=1"])),
        capacity=draw(st.one_of(st.none(), st.integers(1, 99))),
        schedule_note=draw(WORDS),
        remarks=draw(WORDS),
        place=draw(places()),
        timetable=tuple(map(TimetableLine, draw(st.lists(st.one_of(WEEKLY, rules()), max_size=3)))),
        contacts=draw(CONTACTS),
        facts={key: Answer(answer) for key, answer in draw(FACTS).items()},
    )


CONTACTS = st.sampled_from(
    [
        (),
        (ContactEntry(name="世話人", phone="0856-31-0000", visibility=Visibility.PUBLIC),),
        (ContactEntry(name="内緒", phone="0855-00-1234", visibility=Visibility.OFFICE),),
        (
            ContactEntry(phone="0856-31-0000", extension="12", fax="0856-31-0001", visibility=Visibility.PUBLIC),
            ContactEntry(phone="0856-31-0002", email="b@example.jp", visibility=Visibility.PUBLIC),
        ),
    ]
)


CALLED = (ContactEntry(name="世話人", phone="0856-31-0000", visibility=Visibility.PUBLIC),)
SECRET = (ContactEntry(name="内緒", phone="0855-00-1234", visibility=Visibility.OFFICE),)
PRIVATE = {"世話人": "秘密のメモ"}
ODD = TimetableLine(SessionRule(freq=Frequency.WEEKLY, weekdays=(1,), interval=3, months=(4, 5), note="雨なら休み"))


@pytest.fixture
def town(database: Database) -> Iterator[Municipality]:
    """The model town, ready to import."""
    with database.writing() as session:
        town_id = founding.found(open_for_all(session), load_municipality("322041")).id
    with database.reading() as session:
        yield open_for_all(session).get_one(Municipality, town_id)


class Desk:
    """Publishes sheets and takes them back."""

    def __init__(self, database: Database, town: Municipality, folder: Path) -> None:
        self.database, self.town, self.folder = database, town, folder

    def write(self, *changes: ListingChange, **words: Any) -> None:  # Any: those of listings.add
        with self.database.writing() as session:
            open_for(session, [self.town.id])
            for number, change in enumerate(changes):
                organization = an_organization(session, self.town, f"見本の会{number % 2}")
                listings.add(session, coordinator(self.town), change, organization=organization, **words)

    def sheets(self) -> dict[str, bytes]:
        with self.database.reading() as session:
            town = open_for(session, [self.town.id]).get_one(Municipality, self.town.id)
            found = entries(session, town)
        return {f"322041_{code}.csv": utf8_csv(one.headers, one.rows(found)) for code, one in SHEETS.items()}

    def records(self) -> bytes:
        with self.database.reading() as session:
            town = open_for(session, [self.town.id]).get_one(Municipality, self.town.id)
            return hsds(edition(session, town, address="https://example.jp/{id}"))

    def take_back(self, name: str, content: bytes, source: str = "公開したもの") -> Report:
        path = self.folder / name
        path.write_bytes(content)
        read = read_file(path)
        return apply(self.database, coordinator(self.town), read, municipality_id=self.town.id, source=source)

    def forget(self) -> None:
        """Empty the directory."""
        with self.database.writing() as session:
            open_for(session, [self.town.id])
            for service in session.execute(select(Service)).scalars():
                for row in (Revision, ImportChange):
                    session.execute(delete(row).where(row.service_id == service.id))
                session.delete(service)

    def state(self) -> list[object]:
        with self.database.reading() as session:
            open_for(session, [self.town.id])
            revisions = session.execute(select(func.count()).select_from(Revision)).scalar_one()
            services = session.execute(select(Service).order_by(Service.id)).scalars()
            return [revisions, *((one.source, one.source_id, one.version, content_of(one)) for one in services)]


@pytest.fixture
def desk(database: Database, town: Municipality, tmp_path: Path) -> Desk:
    return Desk(database, town, tmp_path)


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a sheet, by header."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def by_id(content: bytes) -> dict[str, dict[str, str]]:
    """The rows of a sheet by their ID, only what they fill."""
    return {row["ID"]: {header: text for header, text in row.items() if text} for row in rows_of(content)}


@pytest.mark.slow
@given(st.lists(contents(), min_size=6, max_size=12))
@settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
def test_reading_what_we_published_changes_nothing(desk: Desk, changes: list[ListingChange]) -> None:
    desk.write(*changes)
    before = desk.state()
    for name, content in desk.sheets().items():
        counts = desk.take_back(name, content).counts
        assert counts["unchanged"] == counts["rows"]
    assert desk.state() == before


SEVERAL_DAYS = {"開始日", "終了日", "開始日時特記事項"}
"""Of an event on several days, an empty directory reads the days as words: the sheet has room for one span only."""


def differing(found: bytes, published: bytes) -> list[tuple[str, str, str]]:
    """Where two sheets say otherwise, by header."""
    now, before = by_id(found), by_id(published)
    assert now.keys() == before.keys()
    return [
        (header, row.get(header, ""), now[key].get(header, ""))
        for key, row in before.items()
        for header in (row | now[key]).keys() - (SEVERAL_DAYS if row.get("開始日") != row.get("終了日") else set())
        if row.get(header) != now[key].get(header)
    ]


@pytest.mark.slow
@given(st.lists(contents(), min_size=6, max_size=12))
@settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
def test_an_empty_directory_publishes_what_it_read(desk: Desk, changes: list[ListingChange]) -> None:
    desk.write(*changes)
    published = desk.sheets()
    desk.forget()
    for name, content in published.items():
        desk.take_back(name, content)
    again = desk.sheets()
    for name, content in published.items():
        assert differing(again[name], content) == []


@pytest.mark.slow
@given(st.lists(contents(), min_size=6, max_size=12))
@settings(max_examples=4, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
def test_reading_our_records_changes_nothing(desk: Desk, changes: list[ListingChange]) -> None:
    desk.write(*changes)
    before = desk.state()
    counts = desk.take_back("322041_hsds.json", desk.records()).counts
    assert counts["unchanged"] == counts["rows"] == len(before) - 1
    assert desk.state() == before


def test_a_correction_in_our_records_is_the_only_news(desk: Desk) -> None:
    desk.write(ListingChange(name="見本サロン", kind="kayoinoba", description="お茶の間", timetable=(ODD,)))
    (service,) = desk.state()[1:]
    corrected = desk.records().decode().replace("お茶の間", "みんなの部屋").encode()
    assert desk.take_back("corrected.json", corrected).counts["updated"] == 1
    (after,) = desk.state()[1:]
    assert after[3] == replace(service[3], description="みんなの部屋")  # type: ignore[index]


def test_a_correction_in_the_sheet_is_the_only_news(desk: Desk) -> None:
    desk.write(ListingChange(name="見本公民館", kind="community_hall", description="お茶の間", timetable=(ODD,)))
    (service,) = desk.state()[1:]
    corrected = desk.sheets()["322041_public_facility.csv"].decode().replace("お茶の間", "みんなの部屋").encode()
    assert desk.take_back("corrected.csv", corrected).counts["updated"] == 1
    (after,) = desk.state()[1:]
    assert after[3] == replace(service[3], description="みんなの部屋")  # type: ignore[index]


def test_a_name_may_be_corrected_in_the_sheet(desk: Desk) -> None:
    desk.write(ListingChange(name="見本公民館", kind="community_hall"))
    corrected = desk.sheets()["322041_public_facility.csv"].decode().replace("見本公民館", "高津公民館").encode()
    counts = desk.take_back("corrected.csv", corrected).counts
    assert (counts["added"], counts["updated"]) == (0, 1)


@pytest.mark.control
def test_a_lost_phone_is_noticed(desk: Desk) -> None:
    desk.write(ListingChange(name="見本サロン", kind="kayoinoba", contacts=CALLED))
    published = desk.sheets()["322041_kayoinoba.csv"]
    assert differing(published.decode().replace("0856-31-0000", "").encode(), published) == [
        ("電話番号", "0856-31-0000", "")
    ]


def test_the_id_of_the_towns_own_list_stays_and_a_second_one_gets_another(desk: Desk) -> None:
    desk.write(ListingChange(name="見本公民館", kind="community_hall"), source="公民館", source_id="0001")
    desk.write(ListingChange(name="見本会館", kind="community_hall"), source="福祉", source_id="0001")
    found = rows_of(desk.sheets()["322041_public_facility.csv"])
    assert [row["名称"] for row in found if row["ID"] == "0001"] == ["見本公民館"]
    assert len({row["ID"] for row in found}) == 2


def test_what_is_withdrawn_or_private_is_in_no_sheet(desk: Desk) -> None:
    hidden = ListingPlace(name="内緒の家", address="益田市内緒町9-9", is_address_hidden=True)
    desk.write(ListingChange(name="見本サロン", kind="kayoinoba", contacts=SECRET, place=hidden, file_words=PRIVATE))
    for status in (ServiceStatus.ENDED, ServiceStatus.DRAFT):
        desk.write(ListingChange(name="見本まぼろし", kind="event"), status=status)
    whole = b"".join(desk.sheets().values()).decode()
    assert "見本サロン" in whole
    assert not [word for word in ("0855-00-1234", "内緒", "まぼろし", "秘密のメモ") if word in whole]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_sheet_has_no_header_twice_and_a_reader_for_its_kind(sheet: PublishedSheet) -> None:
    assert sheet.headers[:3] == ("全国地方公共団体コード", "ID", "地方公共団体名")
    assert sheet.headers[-1] == "備考"


@given(st.text(max_size=8))
@example("'=1+1")
@example("＝ｃｍｄ")
def test_a_guarded_cell_is_never_computed_and_reads_the_same(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert unguarded(guarded(text)) == text


@pytest.mark.control
def test_an_unguarded_cell_would_be_computed() -> None:
    assert "\r\n=1+1\r\n" in utf8_csv(("名称",), []).decode() + "=1+1\r\n"
    assert b"'=1+1" in utf8_csv(("名称",), [("=1+1",)])


def test_older_programs_get_every_character_or_are_told() -> None:
    content, replaced = cp932_csv(("名称", "備考"), [("髙橋・𠮷野家", "〜−①が")])
    assert content.decode("cp932") == "名称,備考\r\n髙橋・〓野家,～－①が\r\n"
    assert [(one.row, one.column, one.number, one.by) for one in replaced] == [
        (2, "名称", "U+20BB7", "〓"),
        (2, "備考", "U+301C", "～"),
        (2, "備考", "U+2212", "－"),
    ]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_older_programs_open_whatever_was_written(texts: list[str]) -> None:
    headers = tuple(f"列{number}" for number in range(len(texts)))
    content, _replaced = cp932_csv(headers, [texts])
    assert len(list(csv.reader(io.StringIO(content.decode("cp932"), newline="")))) == 2


def test_a_workbook_holds_text_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook("公共施設一覧", ("ID", "名称"), [("0001", "=1+1\n<b>&\x01")]))
    (sheet,) = openpyxl.load_workbook(path).worksheets
    assert sheet.title == "公共施設一覧"
    assert [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [("0001", "s"), ("=1+1\n<b>&", "s")]
    ]


def test_a_workbook_reads_back_like_the_file(desk: Desk, tmp_path: Path) -> None:
    desk.write(ListingChange(name="=見本公民館", kind="community_hall", contacts=CALLED))
    sheet = SHEETS["public_facility"]
    before = desk.state()
    rows = [list(row.values()) for row in rows_of(desk.sheets()["322041_public_facility.csv"])]
    plain = [[unguarded(cell) for cell in row] for row in rows]
    assert desk.take_back("sheet.xlsx", workbook(sheet.title, sheet.headers, plain)).counts["unchanged"] == 1
    assert desk.state() == before
