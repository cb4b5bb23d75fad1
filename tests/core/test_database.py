"""Reading sessions cannot write, writers take turns, and faults of the database are said plainly."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from accounts.models.user import User
from core.database import Database, told_plainly
from core.errors import StaleVersionError, UnavailableError
from core.read_only import ReadOnlyError


def add_user(session: Session) -> None:
    session.add(User(email="a@example.jp", name="a"))
    session.flush()


@pytest.mark.parametrize(
    "write",
    [
        add_user,
        lambda session: session.execute(insert(User).values(email="a@example.jp", name="a")),
        lambda session: session.execute(update(User).values(name="b")),
    ],
)
@pytest.mark.db
def test_a_reading_session_refuses_to_write(database: Database, write: Callable[[Session], None]) -> None:
    with database.read_session() as session, pytest.raises(ReadOnlyError):
        write(session)


@pytest.mark.db
def test_what_fails_in_the_middle_is_not_stored(database: Database) -> None:
    with pytest.raises(RuntimeError, match="planted"), database.writing() as session:
        add_user(session)
        raise RuntimeError("planted")
    with database.reading() as session:
        assert session.execute(select(User)).first() is None


@pytest.mark.db
def test_a_stale_form_overwrites_nothing(database: Database) -> None:
    with database.writing() as session:
        add_user(session)
    with database.reading() as session:
        shown = session.execute(select(User)).scalar_one()
    with database.writing() as session:
        session.get_one(User, shown.id).name = "first"
    with pytest.raises(StaleVersionError), database.writing() as session:
        late = session.get_one(User, shown.id)
        set_committed_value(late, "version", shown.version)
        late.name = "second"
    with database.reading() as session:
        assert session.execute(select(User.name)).scalar_one() == "first"


@pytest.mark.db
def test_writers_take_turns(database: Database) -> None:
    with database.writing() as session:
        add_user(session)
    errors: list[Exception] = []

    def count() -> None:
        try:
            for _ in range(5):
                with database.writing() as session:
                    session.execute(select(User).with_for_update()).scalar_one()
                    session.execute(update(User).values(name=User.name + "x"))
        except Exception as error:  # noqa: BLE001 - the test reports whatever a thread met
            errors.append(error)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert (errors, session.execute(select(User.name)).scalar_one()) == ([], "a" + "x" * 40)


@pytest.mark.db
def test_our_own_bad_sql_is_never_called_busy(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError) as caught, told_plainly():
        session.connection().execute(text("SELECT nothing FROM nowhere"))
    assert not isinstance(caught.value, UnavailableError)


@pytest.mark.control
def test_a_deferred_writer_would_be_locked_out(tmp_path: object) -> None:
    database = Database(f"sqlite:///{tmp_path}/control.db")
    plain = Session(database.engine)
    with database.writing() as session:
        session.execute(text("CREATE TABLE t (n INTEGER)"))
    plain.execute(text("SELECT count(*) FROM t"))
    with database.writing() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
    with pytest.raises(OperationalError, match="locked"):
        plain.execute(text("INSERT INTO t VALUES (2)"))
    plain.close()
    database.close()
