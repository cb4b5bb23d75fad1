"""Whatever table leads to a person, some package answers for it: it can be read out and erased."""

from collections.abc import Iterable

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from app.all_models import METADATA
from app.person_books import person_books

ANSWERED_FOR = person_books().tables


def leading_to_people(metadata: MetaData) -> set[str]:
    """The tables of people, and every table with a key of one that leads to them."""
    found = {"person"}
    while further := {table.name for table in metadata.tables.values() if keys_of(table) & found} - found:
        found |= further
    return found


def keys_of(table: Table) -> set[str]:
    """The tables to which a table's foreign keys lead."""
    return {key.column.table.name for key in table.foreign_keys}


def forgotten(metadata: MetaData, answered_for: Iterable[str]) -> set[str]:
    """The tables about people for which nobody answers."""
    return leading_to_people(metadata) - set(answered_for)


def test_no_table_about_people_is_forgotten() -> None:
    assert forgotten(METADATA, ANSWERED_FOR) == set()


def test_nobody_answers_for_a_table_that_is_not_there() -> None:
    assert set(METADATA.tables) >= ANSWERED_FOR


@pytest.mark.control
def test_a_forgotten_table_is_found() -> None:
    planted = MetaData()
    Table("person", planted, Column("id", Integer, primary_key=True))
    Table("note", planted, Column("id", Integer, primary_key=True), Column("person_id", ForeignKey("person.id")))
    Table("word", planted, Column("id", Integer, primary_key=True), Column("note_id", ForeignKey("note.id")))
    Table("tag", planted, Column("id", Integer, primary_key=True))
    assert forgotten(planted, {"person"}) == {"note", "word"}
