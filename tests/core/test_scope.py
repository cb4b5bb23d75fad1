"""Rows of another municipality do not exist, whichever way one asks."""

import uuid

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from accounts.models.agency import Agency
from accounts.models.membership import Membership
from accounts.models.municipality import Municipality
from accounts.models.user import User
from core.access import Role
from core.clock import today
from core.database import Database
from core.scope import ScopeError, open_for, open_for_all

pytestmark = pytest.mark.db


@pytest.fixture
def towns(database: Database) -> dict[str, uuid.UUID]:
    with database.writing() as session:
        open_for_all(session)
        towns = {name: Municipality(code=name, name=name, name_kana=name, prefecture="県") for name in ("a", "b")}
        session.add_all(towns.values())
        session.flush()
        for name, town in towns.items():
            agency = Agency(municipality_id=town.id, name=f"agency of {name}")
            user = User(email=f"{name}@example.jp", name=name)
            session.add_all([agency, user])
            session.flush()
            session.add(
                Membership(
                    municipality_id=town.id,
                    user_id=user.id,
                    agency_id=agency.id,
                    role=Role.ADMINISTRATOR,
                    starts_on=today(),
                )
            )
        return {name: town.id for name, town in towns.items()}


def reader(database: Database, *towns: uuid.UUID) -> Session:
    return open_for(database.read_session(), towns)


class TestScope:
    def test_a_session_that_was_opened_for_nobody_sees_nothing(
        self, database: Database, towns: dict[str, uuid.UUID]
    ) -> None:
        with database.read_session() as session:
            assert session.execute(select(Agency)).all() == []

    def test_each_town_sees_its_own_even_with_the_same_statement(
        self, database: Database, towns: dict[str, uuid.UUID]
    ) -> None:
        for name in ("a", "b", "a"):
            with reader(database, towns[name]) as session:
                assert [a.name for a in session.execute(select(Agency)).scalars()] == [f"agency of {name}"]

    def test_several_towns_may_be_opened_together(self, database: Database, towns: dict[str, uuid.UUID]) -> None:
        with reader(database, *towns.values()) as session:
            assert len(session.execute(select(Agency)).all()) == 2

    def test_get_does_not_find_another_towns_row(self, database: Database, towns: dict[str, uuid.UUID]) -> None:
        with reader(database, towns["a"]) as session:
            theirs = (
                open_for_all(database.read_session())
                .execute(select(Agency).where(Agency.municipality_id == towns["b"]))
                .scalar_one()
            )
            assert session.get(Agency, theirs.id) is None

    def test_lazy_and_eager_loads_stay_inside(self, database: Database, towns: dict[str, uuid.UUID]) -> None:
        with open_for_all(database.write_session()) as session:
            agency = session.execute(select(Agency).where(Agency.municipality_id == towns["b"])).scalar_one()
            session.execute(
                update(Membership).where(Membership.municipality_id == towns["a"]).values(agency_id=agency.id)
            )
            session.commit()
        with reader(database, towns["a"]) as session:
            assert session.execute(select(Membership)).scalar_one().agency is None
        with reader(database, towns["a"]) as session:
            query = select(Membership).options(joinedload(Membership.agency))
            assert session.execute(query).scalar_one().agency is None

    def test_bulk_update_and_delete_stay_inside(self, database: Database, towns: dict[str, uuid.UUID]) -> None:
        with open_for(database.write_session(), [towns["a"]]) as session:
            session.execute(update(Agency).values(operator="changed"))
            session.execute(delete(Membership))
            session.commit()
        with reader(database, towns["b"]) as session:
            assert session.execute(select(Agency)).scalar_one().operator == ""
            assert len(session.execute(select(Membership)).all()) == 1

    def test_a_row_of_another_town_cannot_be_written(self, database: Database, towns: dict[str, uuid.UUID]) -> None:
        with open_for(database.write_session(), [towns["a"]]) as session:
            session.add(Agency(municipality_id=towns["b"], name="planted"))
            with pytest.raises(ScopeError):
                session.flush()

    @pytest.mark.control
    def test_without_the_hook_the_rows_would_be_seen(self, database: Database, towns: dict[str, uuid.UUID]) -> None:
        with Session(database.engine) as session:
            assert len(session.execute(select(Agency)).all()) == 2
