import re
from uuid import UUID

import pytest
from sqlalchemy import func, select

from accounts.models.membership import Membership
from accounts.models.municipality import Municipality
from app.all_models import METADATA
from app.demo import loading
from core.clock import local_date, standing_at
from core.database import Database
from core.facts import Fact
from core.scope import open_for_all
from directory.freshness import Freshness, freshness
from directory.models.district import District
from directory.models.location import Location
from directory.models.service import Service, ServiceStatus
from directory.models.taxonomy import TaxonomyTerm
from tests.app.demo import NOON

pytestmark = pytest.mark.slow

PHONE = re.compile(r"\+81\d+|(?<![\w-])0\d{1,4}-\d{1,4}-\d{4}(?![\w-])")


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


@pytest.mark.slow
class TestTwice:
    def test_has_the_same_content_in_the_same_order(self, filled: Database, filled_again: Database) -> None:
        assert contents_of(filled) == contents_of(filled_again)


BY_CHANCE = frozenset({"mark", "token_hash", "reference", "phone", "address", "safe_contact"})
"""Columns with a secret, a random word or sealed bytes."""
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def contents_of(database: Database) -> dict[str, list[tuple[str, ...]]]:
    """Every row of every table, each key told by the order in which it first stands there."""
    seen: dict[str, str] = {}

    def plain(value: object) -> str:
        text = str(value) if isinstance(value, UUID) else repr(value)
        return KEY.sub(lambda found: seen.setdefault(found[0], f"key {len(seen)}"), text)

    found = {}
    with database.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            columns = [column for column in table.columns if column.name not in BY_CHANCE]
            rows = connection.execute(select(*columns).order_by(*table.primary_key)).all()
            found[table.name] = [tuple(map(plain, row)) for row in rows]
    return found


@pytest.mark.slow
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


@pytest.mark.slow
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
