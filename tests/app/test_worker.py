"""The worker keeps each promise once; what fails is tried again later; what reaches outside holds no lock."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from accounts.models.user import User
from app.handlers import HANDLERS, MAILS
from app.worker import Worker
from core import clock
from core.database import Database
from core.errors import UnavailableError
from core.outbox import TRIES, OutboxMessage, promise
from core.scope import municipalities_of, open_for_all
from tests.factories.directory import a_municipality
from tests.factories.races import race

pytestmark = pytest.mark.db
LONG = timedelta(days=1)


@pytest.fixture(autouse=True)
def _user(database: Database) -> None:
    with database.writing() as session:
        open_for_all(session).add(User(email="count@example.jp", name=""))


def promised(database: Database, *kinds: str) -> None:
    with database.writing() as session:
        for kind in kinds:
            promise(open_for_all(session), kind, {}, municipality_id=None)


def message(database: Database) -> OutboxMessage:
    with database.reading() as session:
        row = open_for_all(session).execute(select(OutboxMessage).order_by(OutboxMessage.sequence)).scalars().first()
        assert row is not None
        session.expunge(row)
        return row


def note(word: str) -> Callable[[Session, OutboxMessage], None]:
    """Leaves a trace in the database, as an effect does."""

    def effect(session: Session, _message: OutboxMessage) -> None:
        session.execute(update(User).values(name=User.name + word))

    return effect


def trace(database: Database) -> str:
    with database.reading() as session:
        return session.execute(select(User.name)).scalar_one()


def fail(*_: object) -> None:
    raise RuntimeError("planted")


class TestHandler:
    def test_does_each_once_in_order(self, database: Database) -> None:
        promised(database, "a", "b", "a")
        worker = Worker(database, {"a": note("a"), "b": note("b")})
        assert (worker.once(), worker.once(), trace(database)) == (3, 0, "aba")

    def test_that_fails_leaves_no_half_effect_and_blocks_nobody(self, database: Database) -> None:
        def half(session: Session, row: OutboxMessage) -> None:
            note("x")(session, row)
            fail()

        promised(database, "bad", "good")
        worker = Worker(database, {"bad": half, "good": note("g")})
        worker.once()
        assert trace(database) == "g"
        assert (message(database).tries, message(database).done_at) == (1, None)

    def test_that_recovers_is_done_later(self, database: Database) -> None:
        promised(database, "a")
        Worker(database, {"a": fail}).once()
        with clock.standing_at(clock.now() + LONG):
            Worker(database, {"a": note("a")}).once()
        assert trace(database) == "a"

    def test_that_never_recovers_is_given_up(self, database: Database) -> None:
        promised(database, "a")
        for day in range(TRIES + 3):
            with clock.standing_at(clock.now() + LONG * day):
                Worker(database, {"a": fail}).once()
        assert message(database).tries == TRIES
        assert message(database).given_up_at is not None

    def test_sees_the_rows_of_its_own_town_only(self, database: Database) -> None:
        seen = []
        with database.writing() as session:
            town = a_municipality(open_for_all(session)).id
            promise(session, "a", {}, municipality_id=town)
        Worker(database, {"a": lambda session, _message: seen.append(municipalities_of(session))}).once()
        assert seen == [frozenset({town})]

    def test_is_not_handed_what_it_does_not_know(self, database: Database) -> None:
        promised(database, "unknown")
        assert Worker(database, {"a": note("a")}).once() == 0
        assert message(database).tries == 0

    def test_two_workers_do_nothing_twice(self, database: Database) -> None:
        promised(database, *["a"] * 12)
        race(2, lambda _number: Worker(database, {"a": note("a")}).once())
        assert trace(database) == "a" * 12


class TestSender:
    def test_holds_no_lock_while_it_sends(self, database: Database) -> None:
        def send(_message: OutboxMessage) -> None:
            with database.writing() as session:
                note("s")(open_for_all(session), _message)

        promised(database, "mail")
        assert Worker(database, {}, senders={"mail": send}).once() == 1
        assert trace(database) == "s"

    def test_is_called_again_after_a_crash(self, database: Database) -> None:
        sent = []

        def crash(row: OutboxMessage) -> None:
            sent.append(row.sequence)
            raise SystemExit

        promised(database, "mail")
        with pytest.raises(SystemExit):
            Worker(database, {}, senders={"mail": crash}).once()
        Worker(database, {}, senders={"mail": lambda row: sent.append(row.sequence)}).once()
        assert len(sent) == 2
        assert message(database).done_at is not None

    def test_that_fails_is_tried_again_later(self, database: Database) -> None:
        promised(database, "mail")
        assert Worker(database, {}, senders={"mail": fail}).once() == 1
        assert (message(database).tries, message(database).done_at) == (1, None)
        assert Worker(database, {}, senders={"mail": fail}).once() == 0


class TestRun:
    def test_waits_for_a_busy_database(self, database: Database) -> None:
        calls = []

        def busy() -> int:
            calls.append(1)
            if len(calls) == 1:
                raise UnavailableError("いま混み合っています。")
            return 0

        Worker(database, {}, chores=(busy,)).run(lambda: len(calls) > 1)
        assert len(calls) == 2


def test_each_kind_belongs_to_one_handler() -> None:
    assert HANDLERS.keys() & MAILS.keys() == set()
