"""A search shows what is public now, and only that, whatever the index knows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core import clock
from core.database import Database
from core.facts import Fact
from core.scope import open_for, open_for_all
from directory import listings
from directory.content import Answer, ListingChange, ListingPlace, TimetableLine
from directory.models.service import Service, ServiceStatus
from directory.models.service_area import AreaRule
from directory.recurrence.rules import Frequency, SessionRule, monthly, weekly
from directory.recurrence.slots import Part
from directory.search.analysis import fingerprint
from directory.search.catalogue import Board, Catalogue
from directory.search.criteria import Near, SearchCriteria, Sort
from directory.search.indexer import Indexer
from directory.search.reasons import ReasonCode
from directory.search.service import SearchResult, search
from directory.search.text_index.protocol import TextIndex
from directory.search.text_index.scan import ScanIndex
from directory.search.text_index.whoosh_index import WhooshIndex
from directory.taxonomy import kinds
from tests.factories.directory import HALL, a_district, a_listing, a_municipality, coordinator
from tests.fixtures.queries import counted

pytestmark = pytest.mark.slow

MONDAY_AFTERNOON = TimetableLine(weekly([0], time(13), time(15)))


@pytest.fixture(params=["scan", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> TextIndex:
    return ScanIndex() if request.param == "scan" else WhooshIndex(tmp_path / "index", fingerprint())


@pytest.fixture
def indexer(database: Database, index: TextIndex) -> Indexer:
    return Indexer(database, index)


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def town(database: Database) -> Iterator[Municipality]:
    with database.writing() as session:
        kinds.install(open_for_all(session))
        town_id = a_municipality(session).id
    with database.reading() as session:
        yield open_for_all(session).get_one(Municipality, town_id)


class Desk:
    """Searches as a page does: each in a reading session of its own."""

    def __init__(self, database: Database, index: TextIndex, catalogue: Catalogue) -> None:
        self.database, self.index, self.catalogue = database, index, catalogue

    def search(self, words: str = "", **wishes: object) -> SearchResult:
        with self.database.reading() as session:
            criteria = SearchCriteria(words=words, **wishes)  # type: ignore[arg-type]
            return search(open_for_all(session), self.index, self.catalogue, criteria)

    def names(self, words: str = "", **wishes: object) -> list[str]:
        return [hit.listing.name for hit in self.search(words, **wishes).hits]


@pytest.fixture
def desk(database: Database, index: TextIndex, catalogue: Catalogue) -> Desk:
    return Desk(database, index, catalogue)


def write(database: Database, town: Municipality, *names: str, **changes: object) -> None:
    with database.writing() as session:
        for name in names:
            a_listing(open_for_all(session), town, name, **changes)


def change(database: Database, town: Municipality, name: str, /, **changes: object) -> None:
    with database.writing() as session:
        service = _named(open_for_all(session), name)
        listings.revise(session, coordinator(town), service, ListingChange(**changes), based_on=service.version)  # type: ignore[arg-type]


def end(database: Database, town: Municipality, name: str) -> None:
    with database.writing() as session:
        service = _named(open_for_all(session), name)
        listings.set_status(session, coordinator(town), service, ServiceStatus.ENDED)


def _named(session: Session, name: str) -> Service:
    return session.execute(select(Service).where(Service.name == name)).scalar_one()


class TestWords:
    def test_are_found_wherever_residents_read_them(
        self, database: Database, town: Municipality, desk: Desk, indexer: Indexer
    ) -> None:
        with database.writing() as session:
            district = a_district(open_for_all(session), town)
            place = replace(HALL, name="匹見公民館", district_id=district.id)
            a_listing(session, town, "いきいき百歳体操", name_kana="いきいきひゃくさいたいそう", place=place)
            a_listing(session, town, "囲碁の会", description="お茶も出ます", place=ListingPlace(name="駅前会館"))
        indexer.catch_up()
        assert desk.names("百歳体操") == ["いきいき百歳体操"]
        assert desk.names("ひゃくさい") == ["いきいき百歳体操"]
        assert desk.names("匹見") == ["いきいき百歳体操", "囲碁の会"]  # its district is 未確認
        assert desk.names("駅前会館 お茶") == ["囲碁の会"]
        assert sorted(desk.names("水曜")) == ["いきいき百歳体操", "囲碁の会"]

    def test_nothing_found_proposes_names(self, database: Database, town: Municipality, desk: Desk) -> None:
        write(database, town, "ひだまりサロン")
        found = desk.search("ひだまいサロン")
        assert (found.total, [one.name for one in found.similar]) == (0, ["ひだまりサロン"])

    def test_any_string_is_a_search(self, database: Database, town: Municipality, desk: Desk) -> None:
        write(database, town, "ひだまりサロン")
        for words in ("", "、", "*", "a" * 300, '"', "AND OR", "\x00", "𠮟"):
            desk.search(words)


class TestFilters:
    def test_narrow_and_count(self, database: Database, town: Municipality, desk: Desk) -> None:
        with database.writing() as session:
            upper = a_district(open_for_all(session), town, "匹見上")
            lower = a_district(session, town, "匹見下")
            step_free = {"facts": {"step_free": Answer(Fact.YES)}}
            a_listing(session, town, "甲", place=replace(HALL, district_id=upper.id), **step_free)
            a_listing(
                session, town, "乙", kind="kaimono", timetable=(MONDAY_AFTERNOON,), areas={upper.id: AreaRule.SERVED}
            )
            a_listing(session, town, "丙", place=replace(HALL, district_id=lower.id), kind="nursery")
        assert desk.names(districts=frozenset({"匹見上"})) == ["乙", "甲"]
        assert desk.names(weekdays=frozenset({0}), parts=frozenset({Part.AFTERNOON})) == ["乙"]
        assert desk.names(facts=frozenset({"step_free"})) == ["甲"]
        assert desk.names() == ["乙", "甲"]
        assert desk.names(kinds=frozenset({"nursery"})) == ["丙"]
        facets = desk.search().facets
        assert (facets.kinds, facets.weekdays[2]) == ({"kayoinoba": 1, "kaimono": 1}, 1)
        assert facets.facts["step_free"].unknown == 1

    def test_near_a_place(self, database: Database, town: Municipality, desk: Desk) -> None:
        write(database, town, "遠い", place=replace(HALL, latitude=34.8))
        write(database, town, "近い")
        write(database, town, "どこか", place=None)
        near = Near(34.675, 131.842)
        assert desk.names(near=near, sort=Sort.NEAREST) == ["近い", "遠い", "どこか"]
        assert desk.names(near=replace(near, radius_km=2)) == ["近い"]
        assert desk.search(near=near, sort=Sort.NEAREST).hits[0].metres == pytest.approx(0)

    def test_a_hidden_address_has_no_distance(self, database: Database, town: Municipality, desk: Desk) -> None:
        write(database, town, "ひみつの家", place=replace(HALL, is_address_hidden=True))
        (hit,) = desk.search(near=Near(34.675, 131.842)).hits
        assert hit.metres is None
        assert hit.listing.place is not None
        assert "駅前町" not in repr(hit)

    def test_what_nobody_confirmed_for_a_year_must_be_asked_for(
        self, database: Database, town: Municipality, desk: Desk
    ) -> None:
        write(database, town, "むかしのサロン")
        with database.writing() as session:
            listings.confirm(session, coordinator(town), _named(open_for_all(session), "むかしのサロン"))
        assert desk.names("サロン") == ["むかしのサロン"]
        with clock.standing_at(clock.now() + timedelta(days=366)):
            assert desk.names() == []
            assert desk.names("むかしのサロン") == ["むかしのサロン"]

    def test_reasons_say_why(self, database: Database, town: Municipality, desk: Desk) -> None:
        write(database, town, "体操", facts={"step_free": Answer(Fact.YES)})
        wishes = {"facts": frozenset({"step_free"}), "weekdays": frozenset({2})}
        (hit,) = desk.search("体操", **wishes).hits
        codes = [reason.code for reason in hit.reasons]
        assert codes == [ReasonCode.NAME, ReasonCode.FACT, ReasonCode.TIME]


@pytest.mark.db
class TestTruth:
    def test_a_withdrawn_listing_never_shows_though_the_index_is_late(
        self, database: Database, town: Municipality, desk: Desk, indexer: Indexer
    ) -> None:
        write(database, town, "甲サロン", "乙サロン")
        indexer.catch_up()
        assert sorted(desk.names("サロン")) == ["乙サロン", "甲サロン"]
        end(database, town, "甲サロン")
        assert desk.names("サロン") == ["乙サロン"]
        assert desk.search("サロン").total == 1

    def test_an_edit_shows_at_once_though_the_index_is_late(
        self, database: Database, town: Municipality, desk: Desk, indexer: Indexer
    ) -> None:
        write(database, town, "甲サロン")
        indexer.catch_up()
        change(database, town, "甲サロン", name="句会")
        write(database, town, "あたらしいサロン", name_kana="あたらしいさろん")
        assert desk.names("句会") == ["句会"]
        assert desk.names("あたらしい") == ["あたらしいサロン"]
        assert desk.names("甲サロン") == []
        indexer.catch_up()
        assert desk.names("句会") == ["句会"]

    def test_without_any_index_the_database_answers(self, database: Database, town: Municipality, desk: Desk) -> None:
        write(database, town, "甲サロン")
        assert desk.names("サロン") == ["甲サロン"]

    def test_another_town_does_not_exist(
        self, database: Database, town: Municipality, index: TextIndex, catalogue: Catalogue, indexer: Indexer
    ) -> None:
        with database.writing() as session:
            other = a_municipality(open_for_all(session), "322059")
            a_listing(session, other, "よそのサロン")
            other_id = other.id
        write(database, town, "うちのサロン")
        indexer.catch_up()
        for scope, names in ((town.id, ["うちのサロン"]), (other_id, ["よそのサロン"])):
            with database.reading() as session:
                found = search(open_for(session, [scope]), index, catalogue, SearchCriteria(words="サロン"))
                assert [hit.listing.name for hit in found.hits] == names
                assert found.total == 1

    def test_the_next_session_moves_with_the_clock(self, database: Database, town: Municipality, desk: Desk) -> None:
        write(database, town, "朝の会", timetable=(TimetableLine(weekly([2], time(11), time(12))),))
        write(database, town, "昼の会", timetable=(TimetableLine(weekly([2], time(14), time(15))),))
        assert desk.names(sort=Sort.NEXT_SESSION) == ["朝の会", "昼の会"]
        with clock.standing_at(clock.now() + timedelta(hours=2)):
            assert desk.names(sort=Sort.NEXT_SESSION) == ["昼の会", "朝の会"]
        assert desk.names(sort=Sort.NEXT_SESSION) == ["朝の会", "昼の会"]


@pytest.mark.db
class TestCatalogue:
    def test_catching_up_is_the_same_as_starting_afresh(self, database: Database, town: Municipality) -> None:
        catalogue = Catalogue()
        once = TimetableLine(SessionRule(freq=Frequency.DATES, dates=(date(2026, 11, 26),)))
        steps = [
            lambda: write(database, town, "甲", "乙"),
            lambda: change(database, town, "甲", timetable=(TimetableLine(monthly([1], [4], time(19))), once)),
            lambda: end(database, town, "乙"),
            lambda: change(database, town, "甲", facts={"parking": Answer(Fact.NO)}, kind="kaimono"),
            lambda: write(database, town, "丙", place=None),
        ]
        for number, step in enumerate(steps):
            step()
            with clock.standing_at(clock.now() + timedelta(hours=17 * number)):
                assert_same(board(database, catalogue), board(database, Catalogue()))

    def test_nothing_is_worked_out_again_while_nothing_changes(self, database: Database, town: Municipality) -> None:
        catalogue = Catalogue()
        write(database, town, "甲")
        first = board(database, catalogue)
        with counted(database.engine) as sent:
            assert board(database, catalogue) is first
        assert len(sent) == 1

    @pytest.mark.control
    def test_a_forgotten_change_is_noticed(self, database: Database, town: Municipality) -> None:
        catalogue = Catalogue()
        write(database, town, "甲")
        board(database, catalogue)
        with database.writing() as session:
            _named(open_for_all(session), "甲").kind = "kaimono"  # behind the back of directory.listings
        with pytest.raises(AssertionError):
            assert_same(board(database, catalogue), board(database, Catalogue()))


def board(database: Database, catalogue: Catalogue) -> Board:
    with database.reading() as session:
        return catalogue.current(open_for_all(session))


def assert_same(one: Board, other: Board) -> None:
    assert {key: known.listing for key, known in one.known.items()} == {
        key: known.listing for key, known in other.known.items()
    }
    assert one.columns.ids.tolist() == other.columns.ids.tolist()
    assert one.columns.facts.keys() == other.columns.facts.keys()
    for name in ("slots", "latitudes", "next_sessions", "assured", "is_shown_by_default"):
        assert np.array_equal(getattr(one.columns, name), getattr(other.columns, name), equal_nan=name == "latitudes")
    assert [row.kind for row in rows(one)] == [row.kind for row in rows(other)]


def rows(one: Board) -> list[object]:
    return [one.known[key].row for key in one.columns.ids.tolist()]


@pytest.mark.parametrize("index", ["scan"], indirect=True)
def test_twenty_results_cost_as_many_queries_as_three(
    database: Database, town: Municipality, desk: Desk, indexer: Indexer
) -> None:
    write(database, town, *(f"サロン{number}" for number in range(25)))
    indexer.catch_up()
    desk.search("サロン")
    costs = []
    for per_page in (3, 20):
        with counted(database.engine) as sent:
            assert len(desk.search("サロン", per_page=per_page).hits) == per_page
        costs.append(len(sent))
    assert costs[0] == costs[1] <= 8


class TestWishes:
    def test_are_held_against_the_listings_and_let_go_one_at_a_time(
        self, database: Database, town: Municipality, desk: Desk, indexer: Indexer
    ) -> None:
        write(database, town, "見本囲碁クラブ", timetable=(MONDAY_AFTERNOON,))
        write(database, town, "見本囲碁の集い", timetable=())
        indexer.catch_up()
        assert desk.names("月曜の囲碁") == ["見本囲碁クラブ", "見本囲碁の集い"]
        assert [one.key for one in desk.search("月曜の囲碁").hits[1].unstated] == ["weekday:0"]
        end(database, town, "見本囲碁の集い")
        result = desk.search("火曜の囲碁")
        assert result.hits == ()
        assert [(one.let_go[0].key, one.total) for one in result.alternatives] == [("weekday:1", 1)]
