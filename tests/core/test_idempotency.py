"""A form's key is claimed once, even by three at the same moment; the others learn where the first one led."""

import pytest
from sqlalchemy import select

from accounts.models.agency import Agency
from core.database import Database
from core.errors import ConflictError
from core.idempotency import digest_of, earlier_result, new_key, remember
from core.scope import open_for_all
from tests.factories.directory import a_municipality
from tests.factories.races import race

pytestmark = pytest.mark.db
KEY, SENDER = "0192f3a4-0000-7000-8000-000000000001", "administrator:1"


def digest(words: str = "x") -> str:
    return digest_of("/agencies", words.encode())


def test_three_at_once_make_one_record(database: Database) -> None:
    with database.writing() as session:
        town = a_municipality(open_for_all(session)).id

    def send(_number: int) -> str:
        with database.writing() as session:
            open_for_all(session)
            before = earlier_result(session, sender=SENDER, key=KEY, digest=digest())
            if before is not None:
                return before
            sent = remember(session, sender=SENDER, key=KEY, digest=digest())
            session.add(Agency(municipality_id=town, name="一度だけ"))
            sent.result = "/agencies/1"
        return "/agencies/1"

    told = race(3, send)
    assert all(one == "/agencies/1" or isinstance(one, ConflictError) for one in told)
    with database.reading() as session:
        assert len(open_for_all(session).execute(select(Agency)).all()) == 1
        assert earlier_result(session, sender=SENDER, key=KEY, digest=digest()) == "/agencies/1"


def claimed(database: Database, sender: str, key: str, words: str = "x") -> None:
    with database.writing() as session:
        remember(open_for_all(session), sender=sender, key=key, digest=digest(words)).result = "/done"


def test_a_second_claim_is_a_conflict(database: Database) -> None:
    claimed(database, SENDER, KEY)
    with pytest.raises(ConflictError):
        claimed(database, SENDER, KEY)


def test_the_key_is_bound_to_sender_and_content(database: Database) -> None:
    claimed(database, SENDER, KEY)
    with database.reading() as session:
        assert earlier_result(open_for_all(session), sender="administrator:2", key=KEY, digest=digest()) is None
        assert earlier_result(session, sender=SENDER, key=new_key(), digest=digest()) is None
        with pytest.raises(ConflictError):
            earlier_result(session, sender=SENDER, key=KEY, digest=digest("y"))


def test_what_was_rolled_back_may_be_sent_again(database: Database) -> None:
    with database.write_session() as session:
        remember(open_for_all(session), sender=SENDER, key=KEY, digest=digest())
        session.rollback()
    claimed(database, SENDER, KEY)


@pytest.mark.control
def test_without_a_claim_three_would_make_three(database: Database) -> None:
    with database.writing() as session:
        town = a_municipality(open_for_all(session)).id

    def send(number: int) -> None:
        with database.writing() as session:
            open_for_all(session).add(Agency(municipality_id=town, name=f"{number}"))

    race(3, send)
    with database.reading() as session:
        assert len(open_for_all(session).execute(select(Agency)).all()) == 3
