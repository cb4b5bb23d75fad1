from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from accounts.models.membership import Membership
from accounts.models.municipality import Municipality
from app.demo import loading
from core.clock import standing_at
from core.database import Database
from core.scope import open_for_all
from directory.models.district import District
from directory.models.service import Service

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


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
