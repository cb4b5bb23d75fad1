"""A sealed value opens in its own place under a key of the ring, and nowhere else; the file holds no word of it."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from casework.models.person import Person
from core import sealed
from core.database import Database
from core.ids import new_id
from core.scope import open_for_all
from core.sealed import KEY_BYTES, KeyRing, SealError, use_key_ring
from tests.factories.directory import a_municipality

OLD, NEW = bytes(KEY_BYTES), bytes([7]) * KEY_BYTES
PLACE = b"person.phone"
CANARIES = {"address": "益田市駅前町17番1号", "phone": "0856-31-0999", "safe_contact": "妹の携帯に夕方"}


@pytest.fixture(autouse=True)
def _ring() -> Iterator[None]:
    before = dict(sealed._default)
    yield
    sealed._default.update(before)


@given(some.text(), some.binary(max_size=40))
def test_what_is_sealed_opens_again(words: str, place: bytes) -> None:
    ring = KeyRing({1: OLD})
    assert ring.open(ring.seal(words.encode(), place), place).decode() == words


@given(some.binary(max_size=40), some.data())
def test_no_changed_byte_opens(plain: bytes, data: some.DataObject) -> None:
    ring = KeyRing({1: OLD})
    value = ring.seal(plain, PLACE)
    place = data.draw(some.integers(0, len(value) - 1))
    changed = value[:place] + bytes([value[place] ^ data.draw(some.integers(1, 255))]) + value[place + 1 :]
    with pytest.raises(SealError):
        ring.open(changed, PLACE)


@pytest.mark.parametrize("value", [b"", b"1", b"1:", b"x:", b":", b"1:short", b"99:" + bytes(40)])
def test_nonsense_does_not_open(value: bytes) -> None:
    with pytest.raises(SealError):
        KeyRing({1: OLD}).open(value, PLACE)


class TestRing:
    def test_seals_with_the_newest_key_and_opens_with_each(self) -> None:
        before, after = KeyRing({1: OLD}), KeyRing({1: OLD, 2: NEW})
        assert after.open(before.seal(b"x", PLACE), PLACE) == b"x"
        assert after.seal(b"x", PLACE).startswith(b"2:")
        with pytest.raises(SealError):
            before.open(after.seal(b"x", PLACE), PLACE)

    def test_without_a_key_is_refused(self) -> None:
        with pytest.raises(ValueError, match="key"):
            KeyRing({})

    def test_is_made_once_and_is_its_owners_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "keys" / "ring"
        first, second = KeyRing.of_file(path), KeyRing.of_file(path)
        assert first.keys == second.keys
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.fixture
def person(database: Database) -> Person:
    """A person whose sealed columns hold canaries."""
    with database.writing() as session:
        town = a_municipality(open_for_all(session))
        row = Person(municipality_id=town.id, id=new_id(), name="山根", name_kana="やまね", nickname="やま", **CANARIES)
        session.add(row)
        session.flush()
        session.expunge(row)
    return row


def stored(session: Session) -> Person:
    return open_for_all(session).execute(select(Person)).scalar_one()


@pytest.mark.db
class TestColumn:
    def test_reads_as_it_was_written(self, database: Database, person: Person) -> None:
        with database.reading() as session:
            row = stored(session)
            assert {name: getattr(row, name) for name in CANARIES} == CANARIES

    def test_that_was_moved_to_another_column_does_not_open(self, database: Database, person: Person) -> None:
        with Session(database.engine) as session:
            session.execute(text("UPDATE person SET phone = address"))
            session.commit()
        with database.reading() as session, pytest.raises(SealError):
            stored(session)

    def test_stays_open_over_a_change_of_keys(self, database: Database, person: Person) -> None:
        use_key_ring(KeyRing({1: OLD, 2: NEW}))
        with database.writing() as session:
            row = stored(session)
            row.phone = "0856-00-0000"
        with database.reading() as session:
            row = stored(session)
            assert (row.phone, row.address) == ("0856-00-0000", CANARIES["address"])

    def test_does_not_open_without_its_key(self, database: Database, person: Person) -> None:
        use_key_ring(KeyRing({1: NEW}))
        with database.reading() as session, pytest.raises(SealError):
            stored(session)


def found_in(path: Path, *words: str) -> list[str]:
    """The words that can be read in the files of a database."""
    content = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    return [word for word in words if word.encode() in content]


def test_the_files_of_the_database_hold_no_word(database: Database, person: Person) -> None:
    path = Path(database.engine.url.database or "")
    assert found_in(path, *CANARIES.values()) == []


@pytest.mark.control
def test_an_open_word_would_be_found(database: Database, person: Person) -> None:
    path = Path(database.engine.url.database or "")
    assert found_in(path, "やまね") == ["やまね"]
