import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from accounts.models.membership import Membership
from accounts.models.municipality import Municipality
from app.all_models import METADATA
from app.demo import loading
from core import audit, sealed
from core.clock import local_date, standing_at
from core.database import Database
from core.facts import Fact
from core.scope import open_for_all
from directory.freshness import Freshness, freshness
from directory.models.district import District
from directory.models.location import Location
from directory.models.service import Service, ServiceStatus
from directory.models.taxonomy import TaxonomyTerm
from tests.fixtures.databases import create_tables

PHONE = re.compile(r"\+81\d+|(?<![\w-])0\d{1,4}-\d{1,4}-\d{4}(?![\w-])")
NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo town, for tests that only read."""
    database = a_loaded(tmp_path_factory.mktemp("demo") / "town.sqlite3")
    yield database
    database.close()


def a_loaded(path: Path) -> Database:
    """The demo town in a database of its own."""
    audit.use_audit_key(b"audit key of the tests")
    sealed.use_key_ring(sealed.KeyRing({1: bytes(sealed.KEY_BYTES)}))
    create_tables(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    with standing_at(NOON):
        loading.load(database)
    return database


def count_of(database: Database, model: type) -> int:
    with database.reading() as session:
        return open_for_all(session).execute(select(func.count()).select_from(model)).scalar_one()


class TestLoadEmpty:
    def test_writes_town_districts_and_accounts_only(self, database: Database) -> None:
        with standing_at(NOON):
            loading.load_empty(database)
        assert (count_of(database, District), count_of(database, Membership)) == (20, 5)
        assert count_of(database, Service) == 0

    def test_writes_the_mark_of_the_demo(self, database: Database) -> None:
        with standing_at(NOON):
            loading.load_empty(database)
        with database.reading() as session:
            assert open_for_all(session).execute(select(Municipality)).scalar_one().is_demo


class TestLoad:
    def test_refuses_a_database_with_a_town(self, database: Database) -> None:
        with standing_at(NOON):
            loading.load_empty(database)
            with pytest.raises(loading.TownExistsError):
                loading.load(database)
        assert count_of(database, Service) == 0


class TestListings:
    def test_are_of_every_kind_in_every_district(self, filled: Database) -> None:
        with filled.reading() as session:
            open_for_all(session)
            kinds = set(session.execute(select(Service.kind)).scalars())
            places = select(Location.district_id).join(Service, Service.location_id == Location.id)
            districts = set(session.execute(places).scalars())
            assert kinds == set(session.execute(select(TaxonomyTerm.code)).scalars())
            assert districts == set(session.execute(select(District.id)).scalars())

    def test_are_in_every_state(self, filled: Database) -> None:
        with filled.reading() as session:
            states = set(open_for_all(session).execute(select(Service.status)).scalars())
        assert states == set(ServiceStatus)

    def test_are_fresh_old_and_never_assured(self, filled: Database) -> None:
        with filled.reading() as session:
            services = open_for_all(session).execute(select(Service)).scalars()
            days = [one.assured_at and local_date(one.assured_at) for one in services]
        assert {freshness(day, local_date(NOON)) for day in days} == set(Freshness)

    def test_are_marked_as_specimens(self, filled: Database) -> None:
        with filled.reading() as session:
            remarks = open_for_all(session).execute(select(Service.remarks)).scalars()
            assert all("見本" in words for words in remarks)

    def test_exercise_on_wednesday_morning_near_hikimi(self, filled: Database) -> None:
        with filled.reading() as session:
            query = select(Service).join(Service.location).join(Location.district).where(District.area == "匹見")
            found = [one for one in open_for_all(session).execute(query).scalars() if is_wednesday_exercise(one)]
            assert len(found) >= 4
            assert any(fact.key == "step_free" and fact.answer is Fact.YES for one in found for fact in one.facts)


def is_wednesday_exercise(service: Service) -> bool:
    mornings = [row for row in service.schedules if 2 in row.weekdays and row.opens_at and row.opens_at.hour < 12]
    return bool(mornings) and "体操" in service.tags


class TestWords:
    def test_name_no_real_phone(self, filled: Database) -> None:
        numbers = [found for text in texts_of(filled) for found in PHONE.findall(text)]
        assert numbers
        assert all(number.startswith(("+8185600", "0856-00-")) for number in numbers)

    def test_name_no_real_mail_address(self, filled: Database) -> None:
        found = [address for text in texts_of(filled) for address in re.findall(r"\S+@\S+", text)]
        assert found
        assert all(address.endswith("@example.jp") for address in found)


def texts_of(database: Database) -> list[str]:
    """Every text that stands in any row."""
    with database.engine.connect() as connection:
        rows = [row for table in METADATA.sorted_tables for row in connection.execute(select(table))]
    return [value if isinstance(value, str) else repr(value) for row in rows for value in row]
