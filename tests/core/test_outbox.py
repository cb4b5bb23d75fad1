"""A promise is stored with what it belongs to, comes up when it is due, and is neither forgotten nor tried for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core import clock
from core.database import Database
from core.outbox import FIRST_WAIT, TRIES, OutboxMessage, due_messages, postpone, promise
from core.scope import open_for_all

pytestmark = pytest.mark.db


def kinds_due(database: Database, *kinds: str) -> list[str]:
    with database.writing() as session:
        return [message.kind for message in due_messages(open_for_all(session), kinds)]


def promised(database: Database, *kinds: str) -> None:
    with database.writing() as session:
        for kind in kinds:
            promise(open_for_all(session), kind, {"id": 1}, municipality_id=None)


def test_a_promise_goes_with_its_transaction(database: Database) -> None:
    with pytest.raises(RuntimeError, match="planted"), database.writing() as session:
        promise(open_for_all(session), "mail", {}, municipality_id=None)
        raise RuntimeError("planted")
    assert kinds_due(database, "mail") == []


def test_promises_come_in_their_order_and_for_who_knows_them(database: Database) -> None:
    promised(database, "a", "b", "a", "c")
    assert kinds_due(database, "a", "c") == ["a", "a", "c"]


def test_what_is_done_or_given_up_does_not_come_again(database: Database) -> None:
    promised(database, "a", "a", "a")
    with database.writing() as session:
        first, second, _third = due_messages(open_for_all(session), ["a"])
        first.done_at, second.given_up_at = clock.now(), clock.now()
    assert kinds_due(database, "a") == ["a"]


def test_each_failure_waits_twice_as_long_until_it_is_given_up(database: Database) -> None:
    promised(database, "a")
    waits = []
    with database.writing() as session:
        message = open_for_all(session).execute(select(OutboxMessage)).scalar_one()
        for _ in range(TRIES):
            assert message.given_up_at is None
            postpone(message)
            waits.append((message.due_at - clock.now()) / FIRST_WAIT)
        assert message.given_up_at is not None
    assert waits == [2 ** (number + 1) for number in range(TRIES)]


def test_it_is_not_due_before_its_time(database: Database) -> None:
    promised(database, "a")
    with database.writing() as session:
        postpone(open_for_all(session).execute(select(OutboxMessage)).scalar_one())
    assert kinds_due(database, "a") == []
    with clock.standing_at(clock.now() + FIRST_WAIT * 2 + timedelta(seconds=1)):
        assert kinds_due(database, "a") == ["a"]


def test_a_number_is_never_used_again(database: Database) -> None:
    promised(database, "a")
    with database.writing() as session:
        gone = open_for_all(session).execute(select(OutboxMessage)).scalar_one()
        number = gone.sequence
        session.delete(gone)
    promised(database, "a")
    with database.reading() as session:
        assert open_for_all(session).execute(select(OutboxMessage.sequence)).scalar_one() > number
