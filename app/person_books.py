"""Who answers for the rows about people? Every package that has some, put together once, the lowest first."""

from casework.person_records import CaseworkRecords
from core.person_records import PersonRecordBooks
from matching.person_records import MatchingRecords


def person_books() -> PersonRecordBooks:
    """The ports of all packages: to read out, to join and to erase everything about one person."""
    books = PersonRecordBooks()
    books.register(CaseworkRecords())
    books.register(MatchingRecords())
    return books
