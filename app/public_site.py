"""What must the public face not have? A single row about a person: it stands on the internet side."""

from sqlalchemy import func, select

from casework.models.person import Person
from core.database import Database
from core.scope import open_for_all


def refuse_people(database: Database) -> None:
    """Stop the start when the database of the public face knows a person."""
    with database.reading() as session:
        count = open_for_all(session).execute(select(func.count()).select_from(Person)).scalar_one()
    if count:
        raise RuntimeError("the public face does not start: its database has rows about people")
